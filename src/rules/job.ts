import type { JobSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { choiceProblems } from "../checks/values";
import { operatorReaches, type RuleContext } from "./context";
import { isSet } from "./inputs";
import { jobStates, upgradeModes } from "./words";

/** The words of a job are the definitions' own. A lint, for the API server refuses any other. */
export function jobWordProblems({ state, upgradeMode }: JobSpec): Problem[] {
    return [
        ...choiceProblems("spec.job.state", state ?? undefined, jobStates.words),
        ...choiceProblems("spec.job.upgradeMode", upgradeMode ?? undefined, upgradeModes.words),
    ];
}

/**
 * A restart from a savepoint says from which: rule 33. The operator only asks when the number changes; a spec that
 * always holds the pair passes at every change.
 */
export function redeployProblems(job: JobSpec): Problem[] {
    return isSet(job.savepointRedeployNonce) && (!isSet(job.initialSavepointPath) || job.initialSavepointPath === "")
        ? [
              {
                  path: "spec.job.initialSavepointPath",
                  problem: "is required: the savepoint to start from, as savepointRedeployNonce is set",
              },
          ]
        : [];
}

// FLINK-33763; the other one is in the definitions of 1.11 and not in those of 1.10.
const sinceRelease = { savepointRedeployNonce: "1.8.0", autoscalerResetNonce: "1.11.0" } as const;

/** Fields that this operator's definitions lack are not set: the API server would drop them without a word. A lint. */
export function droppedJobFieldProblems(job: JobSpec, context: RuleContext): Problem[] {
    return (["savepointRedeployNonce", "autoscalerResetNonce"] as const)
        .filter((field) => isSet(job[field]) && !operatorReaches(context, sinceRelease[field]))
        .map((field) => ({
            path: `spec.job.${field}`,
            problem:
                `needs operator ${sinceRelease[field]}, and would be dropped without a word by ` +
                `${context.operatorRelease}; remove it`,
        }));
}
