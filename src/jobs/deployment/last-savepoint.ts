import { parseReconciledSpec, type FlinkDeploymentStatus } from "../../readiness/status";

/** The operator's word in place of a path where high-availability metadata tells where a job starts. */
const lastStateMark = "KUBERNETES_OPERATOR_LAST_STATE";

/**
 * The last savepoint of a job that its status knows: the one that it is suspended with, or else the last that the operator
 * has taken by itself, for a change, a period or a number. That which the job was started from at first is not its own.
 */
export function lastSavepoint(status: FlinkDeploymentStatus | undefined): string | undefined {
    const given = parseReconciledSpec(status?.reconciliationStatus?.lastReconciledSpec)?.spec?.job;
    const taken = status?.jobStatus?.savepointInfo?.lastSavepoint?.location;
    return suspendedWith(status) ?? pathOf(taken === given?.initialSavepointPath ? undefined : taken);
}

/**
 * The path that a suspended job resumes from, as the operator finds it: `restoreJob` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/reconciler/deployment/AbstractJobReconciler.java,
 * and in 1.7.0, whose status has the second path alone. The operator records in the spec how it has suspended a job: a path
 * in the status of one that was suspended in another way is old.
 *
 * @returns undefined if the job is not suspended, or not with a path.
 */
export function suspendedWith(status: FlinkDeploymentStatus | undefined): string | undefined {
    const suspended = parseReconciledSpec(status?.reconciliationStatus?.lastReconciledSpec)?.spec?.job;
    const { upgradeSavepointPath, savepointInfo } = status?.jobStatus ?? {};
    return suspended?.state === "suspended" && suspended.upgradeMode === "savepoint"
        ? (pathOf(upgradeSavepointPath) ?? pathOf(savepointInfo?.lastSavepoint?.location))
        : undefined;
}

function pathOf(text: string | null | undefined): string | undefined {
    return text === undefined || text === null || text === "" || text === lastStateMark ? undefined : text;
}
