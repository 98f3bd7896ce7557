import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isSet } from "../../rules/inputs";
import type { FileSource, Files, ReadFiles } from "./files";

/** Content of a local file, or the reason why it could not be read. */
export type FileText = { readonly text: string } | { readonly problem: string };

/** Files with the text of those that are local; empty for one that cannot be read, which the checks refuse. */
export function readFiles(files: Files): ReadFiles {
    return Object.fromEntries(Object.entries(files).map(([place, source]) => [place, readSource(source)]));
}

function readSource(given: FileSource | null): ReadFiles[string] {
    if (typeof given !== "object" || given === null) {
        return {};
    }
    const parts = Object.entries(given).filter(([, part]) => isSet(part));
    const { file, ...source } = Object.fromEntries(parts) as FileSource;
    if (typeof file !== "string") {
        return source;
    }
    const read = textOfFile(file);
    return { ...source, content: "text" in read ? read.text : "" };
}

/** The text of a local file; a relative path starts at the project's folder. */
export function textOfFile(file: string): FileText {
    let bytes: Buffer;
    try {
        bytes = fs.readFileSync(path.resolve(pulumi.getRootDirectory(), file));
    } catch (error) {
        return { problem: `cannot be read: ${(error as Error).message}` };
    }
    try {
        return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
        return { problem: `must be text in UTF-8, got "${file}"; put it into a Secret or ConfigMap and name that` };
    }
}
