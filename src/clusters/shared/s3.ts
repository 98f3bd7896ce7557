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

/** Plugins for S3: that of state, and that of jobs' files, for the first cannot resume a file that is half written. */
export const s3Plugins = { plugin: "flink-s3-fs-presto", files: { plugin: "flink-s3-fs-hadoop" } } as const;

/** A state store on S3, or on any store that speaks its protocol. */
export function s3StateStore({ bucket, endpoint, flinkVersionProblem }: S3Inputs): StateStore {
    return {
        // "s3p" is served only by the Presto plugin; "s3" is claimed by the Hadoop plugin too, if a job adds it.
        uri: pulumi.interpolate`s3p://${bucket}`,
        plugin: s3Plugins.plugin,
        files: { uri: pulumi.interpolate`s3a://${bucket}`, ...s3Plugins.files },
        flinkConfiguration: () => (endpoint === undefined ? {} : s3Configuration(endpoint)),
        refusedOptions: {},
        flinkVersionProblem,
    };
}

/**
 * Environment variables from which the AWS SDKs in the plugins take keys and identities, before they ask anything else.
 * Sources: https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html and, for those that EKS sets in pods,
 * https://github.com/aws/amazon-eks-pod-identity-webhook and
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html.
 */
export const awsVariables = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
] as const;

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
