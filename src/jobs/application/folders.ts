import type * as pulumi from "@pulumi/pulumi";

/** A folder's URI: plain where only the checks look at it. */
export type Folder = string | pulumi.Output<string>;

/**
 * A folder below another one. Each output costs time and memory, and a job has several folders: so there is one for each,
 * and none for a plain URI.
 */
export function folderIn<Of extends Folder>(folder: Of, path: string): Of;
export function folderIn(folder: Folder, path: string): Folder {
    return typeof folder === "string" ? `${folder}/${path}` : folder.apply((uri) => `${uri}/${path}`);
}
