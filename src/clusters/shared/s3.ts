import * as pulumi from "@pulumi/pulumi";
import type { StateStore } from "../../contracts/cluster";

/** A bucket as Flink's state store. */
export interface S3Inputs {
    /** Name of the bucket. */
    readonly bucket: pulumi.Input<string>;
    /** Address of the store, without a path, such as `https://s3.eu-west-1.amazonaws.com`; left out where bindings say it. */
    readonly endpoint?: string;
    readonly flinkVersionProblem: StateStore["flinkVersionProblem"];
}

/** A state store on S3, or on any store that speaks its protocol. */
export function s3StateStore({ bucket, endpoint, flinkVersionProblem }: S3Inputs): StateStore {
    return {
        // "s3p" is served only by the Presto plugin; "s3" is claimed by the Hadoop plugin too, if a job adds it.
        uri: pulumi.interpolate`s3p://${bucket}`,
        plugin: "flink-s3-fs-presto",
        // The Presto plugin cannot resume a file that is half written.
        files: { uri: pulumi.interpolate`s3a://${bucket}`, plugin: "flink-s3-fs-hadoop" },
        flinkConfiguration: () => (endpoint === undefined ? {} : s3Configuration(endpoint)),
        refusedOptions: {},
        flinkVersionProblem,
    };
}

/** Whether an endpoint is AWS's own, as without one: "https://s3.eu-west-1.amazonaws.com" yes; "http://store:7070" no. */
export const isAws = (endpoint: string | undefined) =>
    endpoint === undefined || /\.amazonaws\.com(\.cn)?(:\d+)?$/.test(endpoint);

/** Flink options for S3 at an endpoint, for every version of the plugins. */
export function s3Configuration(endpoint: string | undefined): Readonly<Record<string, string>> {
    return {
        // Without an endpoint the Presto plugin starts at us-east-1 and looks for the bucket's region from there.
        ...(endpoint === undefined ? {} : { "s3.endpoint": endpoint }),
        // Only AWS answers to a host name for each bucket.
        ...(isAws(endpoint) ? {} : { "s3.path.style.access": "true" }),
        // Otherwise the Hadoop plugin deletes the folders above each file that it closes. A bucket with versions keeps a mark
        // of each; in a server on a file system they are folders, and not empty, and the plugin tries for minutes:
        // https://hadoop.apache.org/docs/r3.3.4/hadoop-aws/tools/hadoop-aws/directory_markers.html
        "s3.directory.marker.retention": "keep",
    };
}
