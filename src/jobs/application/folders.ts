import * as pulumi from "@pulumi/pulumi";

/** A folder below another one. A text stays a text: each output costs memory and time, and a job has several folders. */
export function folderIn(folder: pulumi.Input<string>, path: string): pulumi.Input<string> {
    return typeof folder === "string" ? `${folder}/${path}` : pulumi.output(folder).apply((uri) => `${uri}/${path}`);
}
