import * as pulumi from "@pulumi/pulumi";
import type { StateStore } from "../../contracts/cluster";

/** Where state and jobs' own files lie in a bucket, and which plugins reach them. */
export function s3Locations(bucket: pulumi.Input<string>): Pick<StateStore, "uri" | "plugin" | "files"> {
    return {
        // "s3p" is served by the Presto plugin only; "s3" is claimed by the Hadoop plugin too, if a job adds it.
        uri: pulumi.interpolate`s3p://${bucket}`,
        plugin: "flink-s3-fs-presto",
        // The Presto plugin cannot resume a file that is half written.
        files: { uri: pulumi.interpolate`s3a://${bucket}`, plugin: "flink-s3-fs-hadoop" },
    };
}

/** Flink options for S3 at an endpoint, for every version of the plugins. */
export function s3Configuration(endpoint: string): Readonly<Record<string, string>> {
    return {
        // Without an endpoint the Presto plugin starts at us-east-1 and looks for the bucket's region from there.
        "s3.endpoint": endpoint,
        // Only AWS answers to a host name for each bucket: "https://s3.eu-west-1.amazonaws.com" does, "http://store:7070" not.
        ...(/\.amazonaws\.com(\.cn)?(:\d+)?$/.test(endpoint) ? {} : { "s3.path.style.access": "true" }),
        // The Hadoop plugin would otherwise delete the folders above each file that it closes. A bucket with versions keeps
        // a mark of each; in a server on a file system they are folders, and not empty: it tries for minutes.
        // https://hadoop.apache.org/docs/r3.3.4/hadoop-aws/tools/hadoop-aws/directory_markers.html
        "s3.directory.marker.retention": "keep",
    };
}
