import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkDeploymentSpec, FlinkVersion } from "../../flink/types/deployment";
import type { Readiness } from "../../readiness/readiness";

/** Identity of a Flink resource in Kubernetes. */
export interface FlinkMetadata {
    /** At most 45 characters. A change makes another resource: the job starts without its state. @default the component's name */
    readonly name?: string;
    /** One that the operator watches. A change makes another resource: the job starts without its state. */
    readonly namespace: string;
    /** Beside those that the operator's selector asks for. @default none */
    readonly labels?: Readonly<Record<string, string>>;
    /** @default none */
    readonly annotations?: Readonly<Record<string, string>>;
}

/** The operator's FlinkDeployment, one to one. */
export interface FlinkDeploymentArgs {
    /** The platform whose operator looks after it. */
    readonly platform: PlatformHandle;
    readonly metadata: FlinkMetadata;
    /** As in the operator's reference; `serviceAccount` defaults to the namespace's own for jobs. */
    readonly spec: FlinkDeploymentSpec;
    /** Options of the wait for it in `pulumi up`. */
    readonly readiness?: Readiness;
    /**
     * Something else decides how far the job is scaled, such as a HorizontalPodAutoscaler or KEDA: the numbers of TaskManagers
     * and subtasks given here are those of the first run, and later ones are left as they are. Without it the next change of
     * a job that was scaled ends in a field conflict.
     *
     * @default false
     */
    readonly scaledByOthers?: boolean;
    /** Seconds after which its deletion fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}

/** Parts of a manifest that a program may change. */
export interface ManifestOverrides {
    /** @default the manifest's */
    readonly image?: FlinkDeploymentSpec["image"];
    /** @default the manifest's */
    readonly flinkVersion?: FlinkVersion;
    /** @default the manifest's, and `default` where it has none, as for `kubectl apply` */
    readonly namespace?: string;
}

/** A FlinkDeployment from a file. */
export interface FlinkDeploymentManifestArgs extends ManifestOverrides {
    readonly platform: PlatformHandle;
    /** YAML file with one FlinkDeployment; a relative path starts at the folder that Pulumi runs in. */
    readonly file: string;
    readonly readiness?: Readiness;
    /**
     * Something else decides how far the job is scaled, such as a HorizontalPodAutoscaler or KEDA: the numbers of TaskManagers
     * and subtasks given here are those of the first run, and later ones are left as they are. Without it the next change of
     * a job that was scaled ends in a field conflict.
     *
     * @default false
     */
    readonly scaledByOthers?: boolean;
    /** Seconds after which its deletion fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}
