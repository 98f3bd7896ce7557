import { compareVersions } from "../../flink/versions";
import type { FilesystemPlugin, VersionedConfiguration } from "../../contracts/cluster";

/** The plugin that serves `gs://`. */
export const gsPlugin: FilesystemPlugin = "flink-gs-fs-hadoop";

// The first Flink with the plugin: https://issues.apache.org/jira/browse/FLINK-11838
const firstFlink = "1.15";

const mebibyte = 2 ** 20;

/**
 * Flink options for Cloud Storage. None is about credentials: a job should have no files with any, and then both of the
 * plugin's libraries ask the node's metadata server, which answers as the pod's own service account.
 */
export const gsConfiguration: VersionedConfiguration = () => ({
    // Before each new file the connector would otherwise look for files named as one of the folders above it, up to the bucket's
    // root. A service account may look only below its own prefix, and a refusal there fails the checkpoint.
    // https://github.com/GoogleCloudDataproc/hadoop-connectors/blob/branch-2.2.x/gcs/CONFIGURATION.md
    "fs.gs.create.items.conflict.check.enable": "false",
    // For each file that is written the connector takes a chunk and a buffer of the heap: by default 64 and 8 MiB, more than
    // a small TaskManager has for the four files that RocksDB uploads at once. A chunk is a multiple of 256 KiB.
    // https://github.com/GoogleCloudDataproc/hadoop-connectors/issues/410
    "fs.gs.outputstream.upload.chunk.size": String(8 * mebibyte),
    "fs.gs.outputstream.buffer.size": String(mebibyte),
    // After each deleted file the connector would otherwise make objects for the folders above it, one request each; nothing in
    // Flink needs them.
    "fs.gs.implicit.dir.repair.enable": "false",
});

/** Reason why an exact Flink version, such as `1.14.6`, has no plugin for Cloud Storage; undefined if it has one. */
export function gsVersionProblem(flinkVersion: string): string | undefined {
    return compareVersions(flinkVersion, firstFlink) < 0
        ? `must be ${firstFlink} or newer to reach Cloud Storage, got "${flinkVersion}"`
        : undefined;
}

/**
 * Environment variables that Google's libraries obey before they ask the metadata server:
 * https://cloud.google.com/docs/authentication/application-default-credentials.
 */
export const googleVariables = ["GOOGLE_APPLICATION_CREDENTIALS"] as const;
