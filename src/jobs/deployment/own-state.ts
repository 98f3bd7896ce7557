import { parseReconciledSpec, wasReconciled, type FlinkDeploymentStatus } from "../../readiness/status";

/** A FlinkDeployment with a job: the fields that tell whether the job has state. */
export interface StatefulObject {
    readonly spec?: { readonly job?: { readonly initialSavepointPath?: string } };
    readonly status?: FlinkDeploymentStatus | null;
}

/** A ConfigMap in which a job's high availability is kept: the fields that are read here. */
export interface HighAvailabilityObject {
    readonly data?: Readonly<Record<string, string>>;
}

// A pointer to a completed checkpoint, or to a savepoint that the job started from: "checkpointID-0000000000000000012".
// Source: https://github.com/apache/flink/blob/release-1.18.1/flink-kubernetes/src/main/java/org/apache/flink/kubernetes/highavailability/KubernetesCheckpointStoreUtil.java
const checkpointKey = /^checkpointID-/;

/**
 * True if it is certain that a job was deployed and has no state of its own, so that a new start loses nothing: it has
 * never run, and neither its high-availability metadata nor its status knows of a checkpoint or savepoint. The savepoint
 * that it was to start from is not its own.
 *
 * A job that ran and left no trace of a checkpoint may have some: then this is false.
 */
export function hasNoOwnState(resource: StatefulObject, highAvailability: readonly HighAvailabilityObject[]): boolean {
    const { status } = resource;
    if (status === undefined || status === null || !wasReconciled(status)) {
        return false; // it was never deployed: the operator takes any spec for its first
    }
    const ran = status.jobStatus?.state === "RUNNING" || (status.reconciliationStatus?.lastStableSpec ?? "") !== "";
    const hasCheckpoint = highAvailability.some(({ data }) =>
        Object.keys(data ?? {}).some((key) => checkpointKey.test(key)),
    );
    return !ran && !hasCheckpoint && ownSavepoints(resource, status).length === 0;
}

/** Savepoints and checkpoints in the status, but for those that the job was to start from. */
function ownSavepoints({ spec }: StatefulObject, status: FlinkDeploymentStatus): string[] {
    const deployed = parseReconciledSpec(status.reconciliationStatus?.lastReconciledSpec)?.spec?.job;
    const given = [spec?.job?.initialSavepointPath, deployed?.initialSavepointPath];
    const known = [status.jobStatus?.upgradeSavepointPath, status.jobStatus?.savepointInfo?.lastSavepoint?.location];
    return known.filter((path): path is string => (path ?? "") !== "" && !given.includes(path));
}
