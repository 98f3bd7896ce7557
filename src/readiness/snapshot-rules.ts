import type { Assessment } from "./look";
import type { Observation } from "./observation";
import { readError } from "./status-error";

/**
 * The meaning of one look at a FlinkStateSnapshot. Its states are final once it is taken or given up; between two attempts
 * it is pending again.
 */
export function assessSnapshot({ status, warnings, deleting }: Observation): Assessment {
    if (deleting) {
        return { kind: "final", reason: "it is being deleted", current: true };
    }
    const refusal = warnings.findLast(({ reason }) => reason === "ValidationError");
    const state = status?.state ?? "";
    if (state === "") {
        // Without its job it never gets a status: only the event says so.
        return refusal === undefined
            ? { kind: "underway", progress: "the operator has not looked at it yet" }
            : { kind: "final", reason: `the operator refuses it: ${refusal.message}`, current: true };
    }
    const error = readError(status?.error)?.text;
    const because = error === undefined ? "" : `: ${error}`;
    switch (state) {
        case "COMPLETED":
            return { kind: "good" };
        case "FAILED":
            return { kind: "final", reason: `it could not be taken${because}`, current: true };
        case "ABANDONED":
            return {
                kind: "final",
                reason: `the operator has given it up, as its job did not run${because}; take it under another name once the job runs`,
                current: true,
            };
        default:
            return { kind: "underway", progress: `${state}${because}` };
    }
}
