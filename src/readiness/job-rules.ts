import type { Assessment, Look } from "./look";
import { sessionClusterOf } from "./observation";
import { parseReconciledSpec, wasReconciled } from "./status";
import { withPods } from "./text";

/** Rules about the job's own state: as asked for, ended, or restarting. */

/** The state asked for. */
export function asWanted(look: Look): Assessment | undefined {
    if (isAsWanted(look)) {
        return { kind: "good" };
    }
    return staysSuspended(look) ? { kind: "good", current: false } : undefined;
}

/** A change of a suspended job is not recorded: the operator looks at it once the job is resumed. Seen at operator 1.7.0. */
function staysSuspended({ wanted, life, error, status }: Look): boolean {
    const last = parseReconciledSpec(status.reconciliationStatus?.lastReconciledSpec);
    const wasSuspended = last?.spec?.job?.state?.toLowerCase() === "suspended";
    return wanted.kind === "suspendedJob" && life === "SUSPENDED" && error === undefined && wasSuspended;
}

function isAsWanted(look: Look): boolean {
    const { wanted, life, job, jobManager, error, reached, status } = look;
    if (wanted.kind === "suspendedJob") {
        // A job that is created suspended is never recorded: no generation, no reconciled spec.
        const created = life === "CREATED" && !wasReconciled(status) && error === undefined;
        return created || (reached && life === "SUSPENDED");
    }
    if (!reached || life !== "STABLE" || status.reconciliationStatus?.state !== "DEPLOYED") {
        return false;
    }
    const isSessionJob = sessionClusterOf(wanted) !== undefined; // its status has no JobManager
    if (wanted.kind === "runningJob" && job === "FINISHED") {
        // The error of a finished job stays (FLINK-39043), and its JobManager goes after a day.
        return wanted.mayFinish && (isSessionJob || jobManager === "READY" || jobManager === "MISSING");
    }
    const up = (isSessionJob || jobManager === "READY") && error === undefined;
    return wanted.kind === "sessionCluster" ? up : up && job === "RUNNING";
}

/** A job that has finished, failed or was cancelled. */
export function ended(look: Look): Assessment | undefined {
    const { wanted, life, job, reached } = look;
    if (!reached || wanted.kind === "sessionCluster") {
        return undefined;
    }
    if (life === "FAILED" && job === "FAILED") {
        const reason = withPods(`the job failed: ${jobError(look)}`, look);
        return wanted.kind === "runningJob" && wanted.restartedWhenFailed
            ? { kind: "trouble", trouble: "restarting", reason }
            : { kind: "final", reason, current: true };
    }
    const settled = life === "STABLE" || life === "DEPLOYED";
    if (settled && job === "FINISHED" && wanted.kind === "runningJob" && !wanted.mayFinish) {
        return { kind: "final", reason: "the job has finished, but must run on", current: true };
    }
    return settled && job === "CANCELED"
        ? { kind: "trouble", trouble: "cancelled", reason: "the job was cancelled, and not by the operator" }
        : undefined;
}

/** Restarts do not show in the lifecycle. While no node takes the TaskManagers, they are its consequence. */
export function restarting(look: Look): Assessment | undefined {
    const { job, wanted, pods } = look;
    const restarts = wanted.kind !== "sessionCluster" && (job === "RESTARTING" || job === "FAILING");
    return restarts && !pods.some(({ kind }) => kind === "unschedulable")
        ? {
              kind: "trouble",
              trouble: "restarting",
              reason: withPods(`the job restarts again and again: ${jobError(look)}`, look),
          }
        : undefined;
}

function jobError({ error, warnings, job }: Look): string {
    const event = warnings.findLast(({ reason }) => /Exception|Error/.test(reason)); // JobException, Error
    return error?.text ?? event?.message ?? `it is ${job}, and the operator gives no reason; see its log`;
}
