import type { Otherwise, StateSource } from "./impact";
import type { JobChange } from "./job-change";

/** Way in which a job's state comes through a restart or a suspension. */
export interface CarriedState {
    readonly state: Extract<StateSource, "checkpoint" | "savepoint" | "lost">;
    readonly otherwise: Otherwise;
}

/**
 * The operator's choice for a job that runs, and for one that should and does not.
 * Sources: `getJobUpgrade` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/reconciler/deployment/AbstractJobReconciler.java
 * and in `ApplicationReconciler` beside it; before 1.10.0 (FLINK-35414) `getAvailableUpgradeMode`.
 */
export function carriedState(change: JobChange): CarriedState {
    if (change.mode === "stateless") {
        return { state: "lost", otherwise: "same" };
    }
    return change.isSince("1.10.0") ? carriedToday(change) : carriedBefore110(change);
}

const fallback = "kubernetes.operator.job.upgrade.last-state-fallback.enabled";

function carriedToday(change: JobChange): CarriedState {
    const { mode, flinkVersionChanges, present, old } = change;
    if (flinkVersionChanges) {
        // High-availability metadata is of one Flink version.
        const state = mode === "savepoint" || old.hasSavepointFolder ? "savepoint" : "checkpoint";
        return { state, otherwise: "checkpointIfReachable" };
    }
    if (mode === "savepoint") {
        return { state: "savepoint", otherwise: present.isOn(fallback, true) ? lastStateOf(change) : "waits" };
    }
    const otherwise = lastStateOf(change);
    return { state: "checkpoint", otherwise: otherwise === "checkpoint" ? "same" : otherwise };
}

/** The last state of a job that does not run. */
function lastStateOf(change: JobChange): Otherwise {
    if (change.keepsHighAvailability) {
        return "checkpoint";
    }
    return change.goesByHighAvailability ? "waits" : "checkpointIfReachable";
}

function carriedBefore110(change: JobChange): CarriedState {
    const { mode, oldMode, flinkVersionChanges, keepsHighAvailability, present, old } = change;
    const isNewToLastState = mode === "last-state" && oldMode !== "last-state" && old.highAvailability === undefined;
    const takesSavepoint = mode === "savepoint" || flinkVersionChanges || isNewToLastState;
    const fallsBack = mode === "last-state" || present.isOn(fallback, true);
    if (!fallsBack || !keepsHighAvailability || flinkVersionChanges) {
        return { state: takesSavepoint ? "savepoint" : "checkpoint", otherwise: "waits" };
    }
    return takesSavepoint
        ? { state: "savepoint", otherwise: "checkpoint" }
        : { state: "checkpoint", otherwise: "same" };
}
