import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { FieldChange } from "./field-change";

/** The operator's act on a change of a job. */
export type Verdict =
    | "nothing"
    | "operatorOnly"
    | "scale"
    | "restartFromCheckpoint"
    | "restartFromSavepoint"
    | "suspend"
    | "resume"
    | "redeploy"
    | "restartWithoutState"
    | "replace"
    | "refuse";

/** Where a job's state is when it runs next. */
export type StateSource = "stays" | "checkpoint" | "savepoint" | "givenSavepoint" | "lost";

/** Difference if the job does not run when the operator takes the change up. */
export type Otherwise =
    /** Nothing. */
    | "same"
    /** It goes on from its last checkpoint, by its high-availability metadata. */
    | "checkpoint"
    /** It goes on from its last checkpoint if its JobManager still answers; if not, a person must help. */
    | "checkpointIfReachable"
    /** The operator waits until it runs. */
    | "waits"
    /** It restarts as other changes would have it restart. */
    | "restarts"
    /** One that has never run has its first start. */
    | "firstStart"
    /** It is suspended: the change counts when it is resumed. */
    | "whenResumed";

/** Whether a change loses state, and whether the new spec says so in words: the mode `stateless`, or a savepoint to start from. */
export type StateLoss = "none" | "declared" | "undeclared";

/** Verdict on a change of a job. */
export interface Impact {
    readonly verdict: Verdict;
    /** The fields that cause it. */
    readonly causes: readonly FieldChange[];
    readonly state: StateSource;
    readonly otherwise: Otherwise;
    readonly stateLoss: StateLoss;
    /** Where the state of a restart comes from if the job cannot be scaled in place. */
    readonly restartState?: StateSource;
    /**
     * The change names another savepoint to start from, which the operator does not look at in a job that has run: only
     * another `savepointRedeployNonce` starts it from there, and before operator 1.8 nothing does.
     */
    readonly unusedSavepoint?: "untilRedeploy" | "ever";
    /** Age from which the operator takes a savepoint instead of a checkpoint, as the option says it. */
    readonly maxCheckpointAge?: string;
    /** Options for folders of state that change. */
    readonly movedFolders: readonly FieldChange[];
    /** Why the operator refuses the change, without its path. */
    readonly refusal?: string;
    /** It is a session cluster, which has no job of its own. */
    readonly isSessionCluster: boolean;
}

/** A FlinkDeployment at one time. */
export interface JobVersion {
    readonly namespace: string;
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    /** Values that are only known in the run are `notKnown`. */
    readonly spec: FlinkDeploymentSpec;
}

/** The operator that looks after a job, by what its decisions depend on. */
export interface DecidingOperator {
    /** Number of its release. */
    readonly release: string;
    /** Its whole configuration file as flat keys. */
    readonly configuration: Readonly<Record<string, string>>;
}
