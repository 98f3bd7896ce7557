import type * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkOptions, FlinkSessionJobSpec, JobState, UpgradeMode } from "../../flink/types/deployment";
import type { Readiness } from "../../readiness/readiness";
import type { FlinkMetadata } from "../deployment/args";
import type { FlinkDeployment } from "../deployment/deployment";
import type { PeriodicSavepoints } from "../deployment/periodic-savepoints";
import type { RestoreFrom, RestoreFromNames } from "../deployment/restore-from";
import type { AcceptedStateLoss } from "../deployment/state-loss";
import type { FlinkSessionCluster } from "../session-cluster/session-cluster";

/** A job on a session cluster. */
export interface FlinkSessionJobArgs extends SessionJobFields {
    /** The platform whose operator looks after it. */
    readonly platform: PlatformHandle;
    /**
     * The cluster that runs it: one that this program makes, a `FlinkSessionCluster` or a `FlinkDeployment` without a job, or
     * the name in Kubernetes of one that something else makes. Cannot change later.
     */
    readonly sessionCluster: FlinkSessionCluster | FlinkDeployment | string;
    /**
     * Savepoint of the first start, if something else of the program has it; a path is `initialSavepointPath`.
     *
     * @default none: the job starts empty
     */
    readonly restoreFrom?: RestoreFrom;
}

/** A session job in plain words; what a stack file holds for each. */
export interface SessionJobArgs extends SessionJobFields {
    /**
     * The cluster that runs it: one of `sessionClusters`, or the name in Kubernetes of one that something else makes.
     * Cannot change later.
     */
    readonly sessionCluster: string;
    /**
     * Savepoint of the first start, if something else of the file has it: one of the two. A path is `initialSavepointPath`.
     *
     * @default none: the job starts empty
     */
    readonly restoreFrom?: RestoreFromNames;
}

/** A session job in plain words, its cluster aside. */
export interface SessionJobFields {
    /**
     * Name of the job in Kubernetes, at most 45 characters. Under another name the job starts without its state.
     *
     * @default the component's name
     */
    readonly jobName?: string;
    /** Namespace of its cluster; required for a cluster that something else makes. @default the cluster's */
    readonly namespace?: string;
    /**
     * URI of the job's jar, which the operator fetches: by `https` from a public host, unless the operator's configuration
     * allows more (`kubernetes.operator.user.artifacts.allowed-schemes` and `….disallow-restricted-hosts`).
     */
    readonly jar: pulumi.Input<string>;
    /** Class with the job's `main`. @default the one that the jar's manifest names */
    readonly entryClass?: string;
    /** Arguments of `main`. @default none */
    readonly args?: readonly pulumi.Input<string>[];
    /** Subtasks of each operator, at least 1. @default 1 */
    readonly parallelism?: number;
    /** Whether the job should run. A suspended job keeps its state. @default `running` */
    readonly state?: JobState;
    /**
     * Way in which state is carried through a change: `last-state` cancels the job and restores its last checkpoint, `savepoint`
     * takes a savepoint first, `stateless` starts empty. `last-state` is for operator 1.10 and newer.
     *
     * @default `last-state`, or `savepoint` before operator 1.10
     */
    readonly upgradeMode?: UpgradeMode;
    /** Take a savepoint when the job is deleted; see `docs/destroy.md`. @default false */
    readonly savepointOnDelete?: boolean;
    /** Seconds after which the deletion fails if the job is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
    /** Take savepoints while the job runs, at an interval or at certain times. @default none */
    readonly periodicSavepoints?: PeriodicSavepoints;
    /** Savepoint or checkpoint that the first start restores. @default none: the job starts empty */
    readonly initialSavepointPath?: pulumi.Input<string>;
    /**
     * A new number gives up the job's present state and starts it from `initialSavepointPath`. Operator 1.8 and newer.
     *
     * @default none
     */
    readonly savepointRedeployNonce?: number;
    /** Let a restore drop state that no operator of the job claims. @default false */
    readonly allowNonRestoredState?: boolean;
    /**
     * Leave to lose the job's state in one change, which is refused without it; the refusal prints the word for the change.
     * It holds for that change alone, and can go after it.
     *
     * @default none: a change that loses state is refused
     */
    readonly acceptStateLoss?: AcceptedStateLoss;
    /** A new number restarts the job with its state. @default none */
    readonly restartNonce?: number;
    /**
     * Flink options of the job, over those of its cluster; on Flink before 1.17 only the operator's own
     * (`kubernetes.operator.*`) have an effect. What belongs to the cluster, such as folders of state, is refused.
     *
     * @default none
     */
    readonly flinkConfiguration?: FlinkOptions;
    /** Labels of the FlinkSessionJob, beside those that the operator's selector asks for. @default none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Annotations of the FlinkSessionJob. @default none */
    readonly annotations?: Readonly<Record<string, string>>;
    /** Options of the wait in `pulumi up`. */
    readonly readiness?: Readiness;
}

/** The operator's FlinkSessionJob, one to one. */
export interface FlinkSessionJobSpecArgs {
    /** The platform whose operator looks after it. */
    readonly platform: PlatformHandle;
    readonly metadata: FlinkMetadata;
    /** As in the operator's reference. */
    readonly spec: FlinkSessionJobSpec;
    /** The component of its cluster, if this program makes it: the job is then made after it and deleted before it. @default none */
    readonly sessionCluster?: FlinkSessionCluster | FlinkDeployment;
    /** Options of the wait for it in `pulumi up`. */
    readonly readiness?: Readiness;
    /** Seconds after which its deletion fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
    /**
     * Leave to lose the job's state in one change, which is refused without it; the refusal prints the word for the change.
     * It holds for that change alone, and can go after it.
     *
     * @default none: a change that loses state is refused
     */
    readonly acceptStateLoss?: AcceptedStateLoss;
}
