import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { compareVersions } from "../../flink/versions";
import { workloadIdentityHadoop } from "./filesystem";
import type { AksSettings } from "./settings";

/** Problems of the Hadoop version that images of jobs are said to have. */
export function hadoopProblems({
    hadoopInImage,
    identity,
}: Pick<AksSettings, "hadoopInImage" | "identity">): readonly Problem[] {
    if (hadoopInImage === undefined) {
        return [];
    }
    // "3.4.1" yes; "3.4" and "v3.4.1" no
    if (!/^\d+\.\d+\.\d+$/.test(hadoopInImage)) {
        return [{ path: "hadoopInImage", problem: `must be a version such as 3.4.1, got "${hadoopInImage}"` }];
    }
    return unless(
        identity !== "workloadIdentity" || compareVersions(hadoopInImage, workloadIdentityHadoop) >= 0,
        "hadoopInImage",
        `must be at least ${workloadIdentityHadoop} with identity "workloadIdentity", got "${hadoopInImage}"`,
    );
}
