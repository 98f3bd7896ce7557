import { createHash } from "node:crypto";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { contentKey, contentName, type Content } from "./content";

/** Files in Flink's containers, by their absolute paths. */
export type Files = Readonly<Record<string, FileSource>>;

/** Content of a file: a key of a Secret or ConfigMap that is in the job's namespace, or text. One of the four is required. */
export interface FileSource {
    /** Name of a Secret. @default none */
    readonly secret?: pulumi.Input<string>;
    /** Name of a ConfigMap. @default none */
    readonly configMap?: pulumi.Input<string>;
    /** Key in the Secret or ConfigMap. @default none: required with these */
    readonly key?: string;
    /** The file's text, for which a ConfigMap is made; not for secrets. @default none */
    readonly content?: string;
    /** A local file with the text, below the project's folder. @default none */
    readonly file?: string;
}

/** The same for files of this machine, once they are read. */
export type ReadFiles = Readonly<Record<string, Omit<FileSource, "file">>>;

/** Files and the job that they are of, by its name in Kubernetes. */
export interface FilesOfJob {
    readonly job: string;
    readonly files: ReadFiles;
}

/** The texts that the package makes ConfigMaps for. */
export function fileContents(files: ReadFiles): Content[] {
    return Object.entries(files).flatMap(([path, { content }]) =>
        content === undefined ? [] : [contentOf(path, content)],
    );
}

/** A volume for each file: one with the single key that the file holds. */
export function fileVolumes({ job, files }: FilesOfJob): k8s.types.input.core.v1.Volume[] {
    return Object.entries(files).map(([path, source]) => ({
        name: fileVolume(path),
        ...volumeSource(job, path, source),
    }));
}

/** A mount for each file. The folder that it lies in stays as it is in the image. */
export function fileMounts(files: ReadFiles): k8s.types.input.core.v1.VolumeMount[] {
    return Object.keys(files).map((path) => ({
        name: fileVolume(path),
        mountPath: path,
        subPath: inVolume(path),
        readOnly: true,
    }));
}

/** Name of a file's volume. */
export function fileVolume(path: string): string {
    return `file-${createHash("sha256").update(path).digest("hex").slice(0, 10)}`;
}

/** The path of a file in an application's arguments: `files["/opt/app/rules.json"]`. */
export function filePath(path: string): string {
    return `files["${path}"]`;
}

/** A file has its own path in its volume, so that the volume tells which file it is. */
function inVolume(path: string): string {
    return path.replace(/^\/+/, "");
}

/** The file's path by its volume or its mount; undefined for those that are not a file's. */
export function pathInVolume(item: unknown): string | undefined {
    const { name, subPath, configMap, secret } = Object(item) as k8s.types.output.core.v1.Volume & {
        readonly subPath?: string;
    };
    const path = subPath ?? (configMap ?? secret)?.items?.[0]?.path;
    return path !== undefined && name === fileVolume(`/${path}`) ? `/${path}` : undefined;
}

function volumeSource(job: string, path: string, { secret, configMap, key = "", content }: ReadFiles[string]) {
    // Named alone: without the key the pod waits and says so, where a mount would make an empty folder of the file.
    const items = [{ key: content === undefined ? key : contentKey, path: inVolume(path) }];
    if (content !== undefined) {
        return { configMap: { name: contentName(job, contentOf(path, content)), items } };
    }
    return configMap === undefined
        ? { secret: { secretName: secret, items } }
        : { configMap: { name: configMap, items } };
}

function contentOf(path: string, text: string): Content {
    return { purpose: "file", place: path, text };
}
