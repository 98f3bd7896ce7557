import { compareVersions } from "../../flink/versions";
import type { EksSettings } from "./settings";

// First patches with an AWS SDK that knows Pod Identity (1.12.746 or later), by minor version; later minors all have it:
// https://issues.apache.org/jira/browse/FLINK-36643 and
// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html
const podIdentityPatches: Readonly<Record<string, string>> = { "1.19": "1.19.2", "1.20": "1.20.1" };

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

/** Reason why an exact Flink version cannot use a way of identification; undefined if it can. */
export function identityProblem(identity: EksSettings["identity"], flinkVersion: string): string | undefined {
    if (identity === "irsa") {
        // Every version in use can: https://issues.apache.org/jira/browse/FLINK-23487 is of 1.14.
        return undefined;
    }
    const minor = flinkVersion.split(".").slice(0, 2).join(".");
    const oldest = podIdentityPatches[minor] ?? "1.19.2";
    return compareVersions(flinkVersion, oldest) >= 0
        ? undefined
        : `must be 1.19.2, 1.20.1, 2.0.0 or later for EKS Pod Identity, got "${flinkVersion}"; give the cluster identity: irsa`;
}

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
