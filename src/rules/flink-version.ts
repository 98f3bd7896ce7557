import type { FlinkDeploymentSpec, FlinkVersion } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { compareVersions, flinkVersionRemedy } from "../flink/versions";
import type { RuleContext } from "./context";
import { shown } from "../checks/values";
import { isSet } from "./inputs";

/** `v1_18` → `1.18`. */
export function minorOf(flinkVersion: FlinkVersion): string {
    return flinkVersion.slice(1).replace("_", ".");
}

/** The Flink version of a spec if it is one at all: a spec from a file may hold anything. */
export function flinkVersionOf({ flinkVersion }: FlinkDeploymentSpec): FlinkVersion | undefined {
    return isFlinkVersion(flinkVersion) ? flinkVersion : undefined;
}

function isFlinkVersion(text: string): text is FlinkVersion {
    return /^v\d+_\d+$/.test(text); // "v1_18" yes, "1.18" no
}

/** Whether a Flink version is `major.minor` or newer. */
export function flinkReaches(flinkVersion: FlinkVersion, minor: string): boolean {
    return compareVersions(minorOf(flinkVersion), minor) >= 0;
}

/** The Flink version is given, and one that the operator's definitions list and its code runs: rules 2 and 3. */
export function flinkVersionProblems(
    flinkVersion: FlinkVersion | undefined,
    { operatorRelease, flinkVersions }: RuleContext,
): Problem[] {
    const path = "spec.flinkVersion";
    const accepted = flinkVersions.map((minor) => `v${minor.replace(".", "_")}`);
    if (!isSet(flinkVersion)) {
        return [{ path, problem: `is required: the Flink version in the image, one of ${accepted.join(", ")}` }];
    }
    if (accepted.includes(flinkVersion)) {
        return [];
    }
    const problem = `must be one that operator ${operatorRelease} runs (${accepted.join(", ")}), got ${shown(flinkVersion)}`;
    const remedy = isFlinkVersion(flinkVersion) ? [flinkVersionRemedy(minorOf(flinkVersion))] : [];
    return [{ path, problem: [problem, ...remedy].join("; ") }];
}
