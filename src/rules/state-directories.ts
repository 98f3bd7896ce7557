import type { FlinkVersion, JobSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import { operatorReaches, type RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { checkpointDirectory, isBlank, isHighAvailabilityOff, optionOf, savepointDirectory } from "./flink-options";
import { flinkReaches } from "./flink-version";
import { isSet } from "./inputs";

/** Context of a job's rules. */
export interface JobSurroundings {
    readonly context: RuleContext;
    readonly flinkVersion: FlinkVersion | undefined;
    readonly configuration: EffectiveConfiguration;
}

/** Rules 13 to 17: a job that takes checkpoints or savepoints has a directory for them. */
export function stateDirectoryProblems(job: JobSpec, surroundings: JobSurroundings): Problem[] {
    const { context, configuration } = surroundings;
    return [
        ...checkpointDirectoryProblems(job, surroundings),
        ...highAvailabilityProblems(job, surroundings),
        ...(isBlank(configuration, savepointDirectory(context)) ? savepointDirectoryProblems(job, surroundings) : []),
    ];
}

function checkpointDirectoryProblems(job: JobSpec, surroundings: JobSurroundings): Problem[] {
    const { context, configuration } = surroundings;
    const mode = job.upgradeMode;
    const isStateful = mode === "last-state" || mode === "savepoint"; // any other word is no mode
    if (!isStateful || !isBlank(configuration, checkpointDirectory(context))) {
        return [];
    }
    const key = keyFor(surroundings, "execution.checkpointing.dir", "state.checkpoints.dir");
    return [
        { path: "spec.job.upgradeMode", problem: `is "${mode}", which needs a checkpoint directory; ${remedy(key)}` },
    ];
}

/** Before FLINK-35414 (operator 1.10) only high availability knew the last state. */
function highAvailabilityProblems(job: JobSpec, { context, configuration }: JobSurroundings): Problem[] {
    const isNeeded = job.upgradeMode === "last-state" && !operatorReaches(context, "1.10.0");
    return isNeeded && isHighAvailabilityOff(configuration)
        ? [
              {
                  path: "spec.job.upgradeMode",
                  problem:
                      `is "last-state", which needs high availability on operator ${context.operatorRelease}; set ` +
                      `"high-availability" to "kubernetes" and "high-availability.storageDir" in spec.flinkConfiguration`,
              },
          ]
        : [];
}

function savepointDirectoryProblems(job: JobSpec, surroundings: JobSurroundings): Problem[] {
    const key = savepointKey(surroundings);
    const problem = `needs a savepoint directory; ${remedy(key)}`;
    const options = [
        "kubernetes.operator.periodic.savepoint.interval",
        "kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age",
    ].map((name) => optionOf(surroundings.configuration, [name]));
    return [
        ...unless(job.upgradeMode !== "savepoint", "spec.job.upgradeMode", `is "savepoint", which ${problem}`),
        ...(isSet(job.savepointTriggerNonce) ? [{ path: "spec.job.savepointTriggerNonce", problem }] : []),
        ...options.filter(isSet).map(({ path }) => ({ path, problem })),
    ];
}

/** The name that both this Flink and this operator know. */
/** The name of the option for savepoints that the job's Flink and the operator know. */
export function savepointKey(surroundings: Pick<JobSurroundings, "context" | "flinkVersion">): string {
    return keyFor(surroundings, "execution.checkpointing.savepoint-dir", "state.savepoints.dir");
}

function keyFor(
    { context, flinkVersion }: Pick<JobSurroundings, "context" | "flinkVersion">,
    newer: string,
    older: string,
): string {
    const isNew =
        operatorReaches(context, "1.11.0") && (flinkVersion === undefined || flinkReaches(flinkVersion, "1.20"));
    return isNew ? newer : older;
}

function remedy(key: string): string {
    return `set "${key}" in spec.flinkConfiguration to a folder that outlives the pods`;
}
