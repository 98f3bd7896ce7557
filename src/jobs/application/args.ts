import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { FilesystemPlugin } from "../../contracts/cluster";
import type { PythonArgs, SqlArgs } from "./source-args";
import type { FlinkMinor } from "../../flink/versions";
import type { PlatformHandle } from "../../contracts/platform";
import type { Readiness } from "../../readiness/readiness";
import type { AutoscalerArgs } from "../autoscaler/args";
import type { MovedFrom } from "../deployment/moved-job";
import type { PeriodicSavepoints } from "../deployment/periodic-savepoints";
import type { RestoreFrom, RestoreFromNames } from "../deployment/restore-from";
import type { AcceptedStateLoss } from "../deployment/state-loss";
import type { Environment } from "./environment";
import type { Files } from "./files";
import type { DisruptionArgs } from "../disruption/args";
import type {
    FlinkOptions,
    ImagePullPolicy,
    IngressSpec,
    JobState,
    KubernetesDeploymentMode,
    LogConfigurationFile,
    UpgradeMode,
} from "../../flink/types/deployment";

/** A Flink job with a dedicated cluster. */
export interface FlinkApplicationArgs extends FlinkJobArgs {
    /** The platform it runs on. */
    readonly platform: PlatformHandle;
    /**
     * Savepoint of the first start, if something else of the program has it; a path is `initialSavepointPath`.
     *
     * @default none: the job starts empty
     */
    readonly restoreFrom?: RestoreFrom;
}

/** An application of a stack file. */
export interface ApplicationArgs extends FlinkJobArgs {
    /**
     * Savepoint of the first start, if something else of the file has it: one of the two. A path is `initialSavepointPath`.
     *
     * @default none: the job starts empty
     */
    readonly restoreFrom?: RestoreFromNames;
}

/** A Flink cluster in plain words: what applications and session clusters share. */
export interface FlinkClusterArgs {
    /** Namespace in Kubernetes; made with everything that jobs need. */
    readonly namespace: string;
    /**
     * Flink version as `major.minor`; with one that the package does not know go `image` and `flinkPatchVersion`.
     *
     * @default 2.2
     */
    readonly flinkVersion?: FlinkMinor | (string & {});
    /** Image with Flink, and with the job of an application. @default the official image of `flinkVersion` */
    readonly image?: pulumi.Input<string>;
    /** Policy by which a node pulls the image. @default `IfNotPresent`, or `Always` for the tag `latest` */
    readonly imagePullPolicy?: ImagePullPolicy;
    /**
     * Exact Flink version in `image`, such as `2.2.1`: plugins' jars carry it in their names.
     *
     * @default the newest patch of `flinkVersion` that the package knows
     */
    readonly flinkPatchVersion?: string;
    /** Seconds between two checkpoints of a job, at least 1. @default 60 */
    readonly checkpointIntervalSeconds?: number;
    /** Completed checkpoints that each job keeps, at least 1. @default Flink's own, 1 */
    readonly retainedCheckpoints?: number;
    /**
     * Format of the savepoints that the operator takes. `NATIVE` is that of the state backend: fast, and every state can
     * be written in it. `CANONICAL` is the same for all backends, so that a job can change its backend through it, but
     * state that Flink 2 accesses asynchronously cannot be written in it. Source:
     * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/state/checkpoints_vs_savepoints/.
     *
     * @default `NATIVE` from Flink 2.0 on, `CANONICAL` before
     */
    readonly savepointFormat?: SavepointFormat;
    /**
     * Seconds after which the deletion fails if it is still there, at least 1.
     *
     * @default 1200
     */
    readonly deleteTimeoutSeconds?: number;
    /** A new number restarts Flink; jobs keep their state. @default none */
    readonly restartNonce?: number;
    /**
     * Way in which TaskManagers come: Flink makes as many as it needs (`native`), or the operator makes a fixed number
     * (`standalone`), which Flink's reactive mode needs. Cannot change later.
     *
     * @default `native`
     */
    readonly mode?: KubernetesDeploymentMode;
    /** Resources, number and pods of the JobManagers. */
    readonly jobManager?: ProcessArgs & {
        /** JobManagers, at least 1; a second one takes over faster when the first is lost. @default 1 */
        readonly replicas?: number;
    };
    /** Resources, task slots, number and pods of the TaskManagers. */
    readonly taskManager?: ProcessArgs & {
        /** Subtasks that one TaskManager runs at once, at least 1. @default 1 */
        readonly taskSlots?: number;
        /**
         * TaskManagers, at least 1. An application's parallelism is then this number times `taskSlots`, whatever
         * `parallelism` says.
         *
         * @default as many as the jobs need
         */
        readonly replicas?: number;
    };
    /** Filesystem plugins in addition to the state store's own. @default none */
    readonly plugins?: readonly FilesystemPlugin[];
    /**
     * Flink options by key, or nested as in Flink's `config.yaml`; those that the arguments above set, or that the state
     * store depends on, are refused.
     *
     * @default none
     */
    readonly flinkConfiguration?: FlinkOptions;
    /**
     * Variables of Flink's containers by name: text, or a key of a Secret or ConfigMap. Text that is a secret is refused, as
     * it can be read in the cluster. In text, Kubernetes puts the value of another variable for `$(NAME)`.
     *
     * @default none
     */
    readonly environment?: Environment;
    /**
     * Files in Flink's containers by their paths there: keys of Secrets or ConfigMaps, or text. Another text restarts Flink;
     * of a Secret or ConfigMap that exists the package sees no change, so that `restartNonce` must say so.
     *
     * @default none
     */
    readonly files?: Files;
    /**
     * Merged over the pods that the package writes: containers by name, and in Flink's own, `flink-main-container`, variables
     * and volumes by name and mounts by path, each in the place of the package's. Tolerations stand beside the cluster's. `jobManager.podTemplate`
     * and `taskManager.podTemplate` are for one process.
     *
     * @default none
     */
    readonly podTemplate?: k8s.types.input.core.v1.PodTemplateSpec;
    /** Whole logging files by name. @default the operator's own files */
    readonly logConfiguration?: Readonly<Partial<Record<LogConfigurationFile, pulumi.Input<string>>>>;
    /** Makes the operator serve the REST API and UI from outside. @default none: nobody outside reaches them */
    readonly ingress?: IngressSpec;
    /** Labels of the FlinkDeployment, beside those that the operator's selector asks for. @default none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Annotations of the FlinkDeployment. @default none */
    readonly annotations?: Readonly<Record<string, string>>;
    /** Budgets that bound how many pods are evicted at once, as by the drain of a node; see `docs/disruption.md`. */
    readonly disruption?: DisruptionArgs;
    /** Options of the wait in `pulumi up`. */
    readonly readiness?: Readiness;
}

/** A Flink job in plain words; what a stack file holds for each application. */
export interface FlinkJobArgs extends FlinkClusterArgs {
    /**
     * Name of the job in Kubernetes and of its folder in the state store, at most 45 characters, so that jobs in several
     * namespaces or clusters of one program may share it. Under another name the job starts without its state.
     *
     * @default the component's name
     */
    readonly jobName?: string;
    /**
     * URI of the job's jar, with a scheme: `local:///opt/flink/usrlib/orders.jar` is a path in the image. From Flink 1.19 and
     * operator 1.10 on Flink fetches others: `{jobFiles}/orders.jar`, in plain text, lies in the folder of the job's own in
     * the state store. The plugin for the scheme is then enabled; for the URI of an output name it in `plugins`.
     *
     * @default none, for a job with `sql` or `python`, or, in mode `standalone`, one on the image's class path
     */
    readonly jar?: pulumi.Input<string>;
    /**
     * SQL in the place of a jar. Flink runs it by itself from 2.0 on; before, `jar` names what runs it and gets the path of the
     * script as its first argument.
     *
     * @default none
     */
    readonly sql?: SqlArgs;
    /** Python in the place of a jar, in an image with PyFlink and an interpreter. @default none */
    readonly python?: PythonArgs;
    /** Class with the job's `main`. @default the one that the jar's manifest names */
    readonly entryClass?: string;
    /**
     * Arguments of `main`. In plain text `{jobFiles}` stands for a folder of the job's own in the state store, such as
     * `s3a://bucket/orders/fraud`; the plugin that serves it is then enabled. @default none
     */
    readonly args?: readonly pulumi.Input<string>[];
    /** Subtasks of each operator, at least 1. @default 1 */
    readonly parallelism?: number;
    /**
     * Something else decides how far the job is scaled, such as a HorizontalPodAutoscaler or KEDA: `parallelism` is that of the
     * first run, and a later one is left as it is.
     *
     * @default false
     */
    readonly scaledByOthers?: boolean;
    /** The operator's autoscaler; `{}` has it advise and change nothing. See `docs/autoscaler.md`. @default none */
    readonly autoscaler?: AutoscalerArgs;
    /** Whether the job should run. A suspended job keeps its state. @default `running` */
    readonly state?: JobState;
    /**
     * Way in which state is carried through a change: `last-state` restores the last checkpoint, `savepoint` takes a savepoint
     * first, `stateless` starts empty.
     *
     * @default `last-state`
     */
    readonly upgradeMode?: UpgradeMode;
    /** Take a savepoint when the application is deleted; see `docs/destroy.md`. @default false */
    readonly savepointOnDelete?: boolean;
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
    /**
     * The job that this one was, under another name or in another namespace of the cluster: this one starts from the savepoint
     * that it is suspended with. It does nothing to a job that is there already, and can go then; see `docs/move.md`.
     *
     * @default none
     */
    readonly movedFrom?: MovedFrom;
    /** Let a restore drop state that no operator of the job claims. @default false */
    readonly allowNonRestoredState?: boolean;
    /**
     * Leave to lose the job's state in one change, which is refused without it; the refusal prints the word for the change.
     * It holds for that change alone, and can go after it.
     *
     * @default none: a change that loses state is refused
     */
    readonly acceptStateLoss?: AcceptedStateLoss;
}

/** The ways in which a savepoint can be written. */
export const savepointFormats = ["CANONICAL", "NATIVE"] as const;

/** Format in which a savepoint is written. */
export type SavepointFormat = (typeof savepointFormats)[number];

/** Resources and pods of one kind of Flink process. */
export interface ProcessArgs {
    /** Memory of the whole process, in MiB. @default 1024 for a JobManager, 2048 for a TaskManager */
    readonly memoryMiB?: number;
    /** Cores that a node must have free for it. @default 0.5 for a JobManager, 1 for a TaskManager */
    readonly cpu?: number;
    /**
     * Cores that it may use, at least `cpu`. A JVM needs far more while it starts than later: with a limit of 0.3 a
     * job took 90 s to run, with 1.2 it took 20 s.
     *
     * @default 2, or `cpu` where that is more
     */
    readonly cpuLimit?: number;
    /**
     * Merged over `podTemplate` in the pods of this process alone, by the same rules. Tolerations of both stand together.
     *
     * @default none
     */
    readonly podTemplate?: k8s.types.input.core.v1.PodTemplateSpec;
}
