import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import type { FlinkOptions } from "../../flink/types/deployment";
import { flatOptions } from "../../rules/effective-configuration";
import { optionRemedy } from "../application/configuration";

/** Options that a session job may have of its own, although a cluster has an argument for them. */
const ofJobs: readonly string[] = [
    "execution.checkpointing.interval",
    "execution.checkpointing.num-retained",
    "state.checkpoints.num-retained",
    "kubernetes.operator.savepoint.format.type",
];

/** Whether an option is one that a session job sets as an option. */
export const isOptionOfJobs = (key: string) => ofJobs.includes(key);

/** Remedies that are arguments of a session job too. */
const ownArguments: readonly string[] = ["use parallelism", "use savepointOnDelete", "use periodicSavepoints"];

/** Problems of the options that a session job cannot have: those of its arguments, and those that belong to its cluster. */
export function reservedJobOptionProblems(options: FlinkOptions | undefined): Problem[] {
    return flatOptions(options).flatMap(([key]) => {
        const remedy = isOptionOfJobs(key) ? undefined : optionRemedy(key);
        const problem =
            remedy !== undefined && ownArguments.includes(remedy)
                ? `cannot be set here; ${remedy}`
                : "cannot be set here, as it belongs to the session cluster; remove it";
        return unless(remedy === undefined, `flinkConfiguration["${key}"]`, problem);
    });
}
