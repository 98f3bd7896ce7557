import { compareVersions } from "../../flink/versions";
import type { EksSettings } from "./settings";

export { credentialsConfiguration, uploadAcl, uploadConfiguration } from "../shared/s3-aws";

// First patches with an AWS SDK that knows Pod Identity (1.12.746 or later), by minor version; later minors all have it:
// https://issues.apache.org/jira/browse/FLINK-36643 and
// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html
const podIdentityPatches: Readonly<Record<string, string>> = { "1.19": "1.19.2", "1.20": "1.20.1" };

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
