import type { FlinkStateSnapshotSpec } from "../flink/types/snapshot";
import type { Problem } from "../checks/findings";
import { kindProblems, type StateSnapshotContext } from "./context";
import { effectiveConfiguration } from "./effective-configuration";
import { isBlank, savepointDirectory } from "./flink-options";
import { flinkReaches, flinkVersionOf } from "./flink-version";
import { isSet } from "./inputs";
import { unless } from "../checks/values";

/** Everything for which the operator would refuse a FlinkStateSnapshot or fail to take it, all at once. */
export function checkFlinkStateSnapshot(spec: FlinkStateSnapshotSpec, context: StateSnapshotContext): Problem[] {
    return [
        ...kindProblems(context, "1.10.0"),
        ...choiceProblems(spec),
        ...referenceProblems(spec),
        ...formatProblems(spec),
        ...deploymentProblems(spec, context),
    ];
}

/** Warnings: values that the operator accepts and that may hurt later. */
export function flinkStateSnapshotWarnings(spec: FlinkStateSnapshotSpec): Problem[] {
    return [...retryWarnings(spec), ...pathWarnings(spec)];
}

/** Rule 54. */
function choiceProblems({ savepoint, checkpoint }: FlinkStateSnapshotSpec): Problem[] {
    const got = isSet(savepoint) ? "both" : "neither";
    return unless(
        isSet(savepoint) !== isSet(checkpoint),
        "spec",
        `must have exactly one of savepoint and checkpoint, got ${got}`,
    );
}

/** Rule 55. */
function referenceProblems({ jobReference, savepoint }: FlinkStateSnapshotSpec): Problem[] {
    return unless(
        isSet(jobReference) || savepoint?.alreadyExists === true,
        "spec.jobReference",
        "is required: the job, unless savepoint.alreadyExists is true",
    );
}

/** Flink refuses it when the savepoint is taken. */
function formatProblems({ savepoint }: FlinkStateSnapshotSpec): Problem[] {
    return unless(
        savepoint?.formatType !== "UNKNOWN",
        "spec.savepoint.formatType",
        `must be CANONICAL or NATIVE, got "UNKNOWN"`,
    );
}

/** Problems of a snapshot that the job's cluster cannot take: a checkpoint before Flink 1.17, a savepoint without a folder. */
function deploymentProblems(spec: FlinkStateSnapshotSpec, context: StateSnapshotContext): Problem[] {
    const { deployment } = context;
    if (!isSet(deployment) || spec.savepoint?.alreadyExists === true) {
        return [];
    }
    const flinkVersion = flinkVersionOf(deployment);
    const layers = [{ path: "deployment.spec.flinkConfiguration", options: deployment.flinkConfiguration }];
    const configuration = effectiveConfiguration(context, flinkVersion, layers);
    const needsPath = isSet(spec.savepoint) && !isSet(spec.savepoint.path);
    return [
        ...(isSet(spec.checkpoint) && isSet(flinkVersion) && !flinkReaches(flinkVersion, "1.17")
            ? [{ path: "spec.checkpoint", problem: `needs Flink 1.17 or newer, got "${flinkVersion}"; use savepoint` }]
            : []),
        ...(needsPath && isBlank(configuration, savepointDirectory(context))
            ? [{ path: "spec.savepoint.path", problem: "is required: the job has no savepoint directory" }]
            : []),
    ];
}

/** Up to operator 1.15 -1 means no retry at all (FLINK-39967). */
function retryWarnings({ backoffLimit }: FlinkStateSnapshotSpec): Problem[] {
    return unless(
        (backoffLimit ?? -1) >= 1,
        "spec.backoffLimit",
        `should be at least 1, got ${backoffLimit ?? "none"}; the first failure is final`,
    );
}

function pathWarnings({ jobReference, savepoint }: FlinkStateSnapshotSpec): Problem[] {
    const path = "spec.savepoint.path";
    if (!isSet(savepoint) || isSet(savepoint.path)) {
        return [];
    }
    if (savepoint.alreadyExists === true) {
        return [{ path, problem: "should be the savepoint that alreadyExists speaks of, got none" }];
    }
    // FLINK-39814
    return unless(
        jobReference?.kind !== "FlinkSessionJob",
        path,
        "is not set: without it the session cluster's savepoint directory is used, not the job's",
    );
}
