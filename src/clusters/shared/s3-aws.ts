import { compareVersions } from "../../flink/versions";

/**
 * Access list that comes with each file of state: the Presto plugin always names one. A bucket without access lists takes
 * this one alone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const uploadAcl = "bucket-owner-full-control";

/** Flink options that make the Presto plugin name that list, and not its own default `private`. */
export const uploadConfiguration: Readonly<Record<string, string>> = {
    // In the words of https://github.com/prestodb/presto/pull/11491
    "presto.s3.upload-acl-type": "BUCKET_OWNER_FULL_CONTROL",
};

// The first Flink with Hadoop 3.4 and the second AWS SDK in its S3 plugins: https://issues.apache.org/jira/browse/FLINK-41378
const secondSdk = "2.5";

/**
 * Flink options that let the Hadoop plugin, which jobs add for their data, find the pod's identity: its own list of
 * providers leaves web identities out. The Presto plugin finds it by itself.
 */
export function credentialsConfiguration(flinkVersion: string): Readonly<Record<string, string>> {
    return {
        "fs.s3a.aws.credentials.provider":
            compareVersions(flinkVersion, secondSdk) < 0
                ? "com.amazonaws.auth.DefaultAWSCredentialsProviderChain"
                : "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
    };
}
