import type { Assessment, Look } from "./look";
import type { Observation } from "./observation";
import { reconciledGeneration, wasReconciled } from "./status";
import { oneLine } from "./status-error";
import { withPods } from "./text";

/** Rules about the operator's work on a spec: it refuses it, cannot carry it out, rolls it back or has not begun. */

/** The operator writes no status for a Flink version that it does not run: only an event says so. */
export function withoutStatus({ generation, warnings }: Observation): Assessment {
    const unsupported = warnings.findLast(({ reason }) => reason === "UnsupportedFlinkVersion");
    return unsupported === undefined
        ? { kind: "underway", progress: "the operator has not looked at it yet" }
        : { kind: "final", reason: `the operator refuses it: ${unsupported.message}`, current: generation === 1 };
}

/** A spec that the operator's rules refuse. For a running job only the error and the generation show it. */
export function refused({ error, warnings, current }: Look): Assessment | undefined {
    const byEvent = ({ reason, message }: Observation["warnings"][number]) =>
        reason === "ValidationError" && error?.type === undefined && message.includes(error?.text ?? "");
    const isRefusal = error?.type === "ValidationException" || (error !== undefined && warnings.some(byEvent));
    return error && isRefusal
        ? { kind: "final", reason: `the operator refuses the spec: ${error.text}`, current }
        : undefined;
}

/** The change has failed: the job runs with the previous spec. */
export function rolledBack({ life, reached, error, warnings }: Look): Assessment | undefined {
    if (!reached || (life !== "ROLLED_BACK" && life !== "ROLLING_BACK")) {
        return undefined;
    }
    const why = error?.text ?? warnings.findLast(({ reason }) => reason === "Rollback")?.message;
    const what = "the operator has rolled the change back, so the spec before it runs";
    return { kind: "final", reason: why === undefined ? what : `${what}: ${why}`, current: true };
}

// The operator's three messages for a job without state to start from.
const noState = [
    "Manual restore required",
    "HA metadata is not available",
    "It is possible that the job has finished or terminally failed, or the configmaps have been deleted",
];

export function unrecoverable({ error, current, wanted }: Look): Assessment | undefined {
    const remedy =
        wanted.kind === "runningJob" && !wanted.mayRedeploy
            ? "take the job out, run pulumi up, and declare it again with initialSavepointPath set to a checkpoint or savepoint of it"
            : "set initialSavepointPath to a checkpoint or savepoint of it, and a new savepointRedeployNonce";
    return error && noState.some((text) => error.text.includes(text))
        ? { kind: "final", reason: `the operator has no state to start from: ${error.text}; ${remedy}`, current }
        : undefined;
}

// Exception of a state backend that cannot write a savepoint in the wanted format.
const notSupported = "UnsupportedOperationException";

/** A savepoint that fails at every try; each try restarts the job. */
export function unwritable({ reached, error, warnings }: Look): Assessment | undefined {
    const texts = [error?.text ?? "", ...warnings.map(({ message }) => message)];
    const said = reached ? undefined : texts.find((text) => text.includes(notSupported));
    return said === undefined
        ? undefined
        : {
              kind: "final",
              reason: `the job's state cannot be written in this format of savepoints: ${oneLine(said)}; set savepointFormat: NATIVE (kubernetes.operator.savepoint.format.type)`,
              current: true,
          };
}

/** The operator could not make the cluster's objects: rights, quota, API server. */
export function notDeployed(look: Look): Assessment | undefined {
    const { error, life, status } = look;
    return error && (!wasReconciled(status) || life === "UPGRADING")
        ? {
              kind: "trouble",
              trouble: "submission",
              reason: withPods(`the operator cannot deploy it: ${error.text}`, look),
          }
        : undefined;
}

/** A change that the operator has not begun. */
export function notTakenUp(look: Look): Assessment | undefined {
    const { status, generation, life, job, error, reached, wanted } = look;
    const at = reconciledGeneration(status);
    if (reached || at === undefined || life === "UPGRADING") {
        return undefined;
    }
    if (error !== undefined) {
        const reason = `the operator cannot carry out the change: ${error.text}`;
        return { kind: "trouble", trouble: "upgrade", reason: withPods(reason, look) };
    }
    // Savepoints are taken of running jobs only.
    if (wanted.kind !== "sessionCluster" && life !== "SUSPENDED" && job !== "RUNNING") {
        const reason = `the operator does not begin the change while the job is ${job || "not there"}`;
        return { kind: "trouble", trouble: "upgrade", reason: withPods(reason, look) };
    }
    return {
        kind: "underway",
        progress: `the operator has not taken up the change yet (generation ${generation}, at ${at})`,
    };
}
