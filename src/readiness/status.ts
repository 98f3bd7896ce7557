/**
 * The part of a resource's status that its health is judged by. Every field may be missing: the operator fills them in one
 * after the other, and older releases know fewer.
 */
export type FlinkStatus = FlinkDeploymentStatus & FlinkStateSnapshotStatus & FlinkBlueGreenDeploymentStatus;

/** That of a FlinkDeployment, and of a FlinkSessionJob, whose status has no JobManager. */
export interface FlinkDeploymentStatus {
    /** CREATED, SUSPENDED, UPGRADING, DEPLOYED, STABLE, ROLLING_BACK, ROLLED_BACK, FAILED, DELETING or DELETED. */
    readonly lifecycleState?: string;
    /** Generation that the operator has acted on; since operator 1.8. */
    readonly observedGeneration?: number;
    /** Plain text, or JSON; see `readError`. */
    readonly error?: string;
    /** READY, DEPLOYED_NOT_READY, DEPLOYING, MISSING or ERROR. */
    readonly jobManagerDeploymentStatus?: string;
    readonly jobStatus?: {
        /** Flink's job state; RUNNING only once every task runs. */
        readonly state?: string;
        readonly jobId?: string;
        /** Time of the state's last change, in milliseconds since 1970, as text. */
        readonly updateTime?: string;
        /** Path that the next start restores from; since operator 1.10. */
        readonly upgradeSavepointPath?: string;
        /** The same where savepoints are recorded in the status. */
        readonly savepointInfo?: { readonly lastSavepoint?: { readonly location?: string } };
    };
    readonly reconciliationStatus?: {
        /** UPGRADING, DEPLOYED, ROLLING_BACK or ROLLED_BACK. */
        readonly state?: string;
        /** JSON of the spec that was last acted on; missing or empty before the first one. */
        readonly lastReconciledSpec?: string;
        /** JSON of the last spec with which the job ran; missing or empty before. */
        readonly lastStableSpec?: string;
    };
}

/** That of a FlinkStateSnapshot. */
export interface FlinkStateSnapshotStatus {
    /** TRIGGER_PENDING, IN_PROGRESS, COMPLETED, FAILED or ABANDONED. */
    readonly state?: string;
    /** Where it lies, once it is taken. */
    readonly path?: string;
    /** As that of a FlinkDeployment. */
    readonly error?: string;
}

/** That of a FlinkBlueGreenDeployment. It says nothing of how the active version does. */
export interface FlinkBlueGreenDeploymentStatus {
    /** INITIALIZING_BLUE, or ACTIVE_, SAVEPOINTING_ or TRANSITIONING_TO_ and BLUE or GREEN. */
    readonly blueGreenState?: string;
    readonly jobStatus?: {
        /** RECONCILING in a switch, RUNNING after it, and FAILING once the operator has given one up. */
        readonly state?: string;
    };
    /** Plain text; why the last switch was given up. */
    readonly error?: string;
    /** JSON of the spec that was last acted on, or refused to be. */
    readonly lastReconciledSpec?: string;
}

/** True once the operator has acted on any spec of the resource. */
export function wasReconciled(status: FlinkDeploymentStatus): boolean {
    return (status.reconciliationStatus?.lastReconciledSpec ?? "") !== "";
}

/**
 * Generation that the status speaks of; undefined before the operator has acted on any. Releases before 1.8 write it
 * only into the JSON of the last reconciled spec.
 */
export function reconciledGeneration(status: FlinkDeploymentStatus): number | undefined {
    return status.observedGeneration ?? generationInSpec(status.reconciliationStatus?.lastReconciledSpec);
}

interface ReconciledSpec {
    readonly spec?: {
        readonly job?: {
            readonly initialSavepointPath?: string;
            readonly state?: string;
            /** How the operator has suspended or upgraded the job, which may differ from what the resource's spec says. */
            readonly upgradeMode?: string;
        };
    };
    readonly resource_metadata?: { readonly metadata?: { readonly generation?: unknown } };
}

function generationInSpec(json: string | undefined): number | undefined {
    const generation = parseReconciledSpec(json)?.resource_metadata?.metadata?.generation;
    return typeof generation === "number" ? generation : undefined;
}

/** The spec in the status and what it belongs to; undefined if there is none, or in a form that is not known. */
export function parseReconciledSpec(json: string | undefined): ReconciledSpec | undefined {
    if (json === undefined || json === "") {
        return undefined;
    }
    try {
        return JSON.parse(json) as ReconciledSpec;
    } catch {
        return undefined; // another release's format: then only observedGeneration can tell
    }
}
