import type { Problem } from "../../checks/findings";
import type { KnownOf } from "../../checks/known-arguments";
import { shown, unless } from "../../checks/values";

/** Leave to lose a job's state in one change of it. */
export interface AcceptedStateLoss {
    /** Word for the change, as the refused preview has printed it; it holds for that change alone. */
    readonly change: string;
    /** Reason for which the state may go, for those who read the program and its preview. */
    readonly reason: string;
}

/** Arguments of that leave. */
export const knownStateLoss = { change: true, reason: true } satisfies KnownOf<AcceptedStateLoss>;

/** Problems of a leave that is given. */
export function stateLossProblems(accepted: AcceptedStateLoss | undefined): Problem[] {
    return accepted === undefined
        ? []
        : (["change", "reason"] as const).flatMap((field) => {
              const value: unknown = accepted[field];
              const isText = typeof value === "string" && value.trim() !== "";
              return unless(isText, `acceptStateLoss.${field}`, `must be text, got ${shown(value)}`);
          });
}

/**
 * The problem of a change that loses state; undefined if it has leave.
 *
 * @param word the change's.
 * @param sentence what happens to the job.
 */
export function stateLossProblem(
    accepted: AcceptedStateLoss | undefined,
    word: string,
    sentence: string,
): Problem | undefined {
    const given = `acceptStateLoss: { change: "${word}", reason: "…" }`;
    if (accepted === undefined) {
        return {
            path: "acceptStateLoss",
            problem: `is required, as ${sentence}; keep the state, or let it go with ${given}`,
        };
    }
    return accepted.change === word
        ? undefined
        : {
              path: "acceptStateLoss.change",
              problem: `must be "${word}" for this change, in which ${sentence}, got "${accepted.change}"; keep the state, or change the word`,
          };
}
