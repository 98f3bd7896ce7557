import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/**
 * The operator's FlinkDeployment and FlinkSessionJob, one to one: every property of the resource definitions, under its
 * own name. Defaults are the operator's own, for the definitions carry none:
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/custom-resource/reference/
 */

/** Flink version as the operator spells it. The definitions still list 1.13 and 1.14, but the operator refuses them. */
export type FlinkVersion =
    | "v1_13"
    | "v1_14"
    | "v1_15"
    | "v1_16"
    | "v1_17"
    | "v1_18"
    | "v1_19"
    | "v1_20"
    | "v2_0"
    | "v2_1"
    | "v2_2"
    | (`v${number}_${number}` & {}); // of a release that the package does not know

/** Way in which state is carried through a change: from the last checkpoint, through a savepoint taken for it, or not at all. */
export type UpgradeMode = "last-state" | "savepoint" | "stateless";

/** Wanted state of a job. A suspended one keeps its state. */
export type JobState = "running" | "suspended";

/** Mode of a cluster: Flink makes TaskManagers itself as it needs them (`native`), or the operator makes a fixed number (`standalone`). */
export type KubernetesDeploymentMode = "native" | "standalone";

/** Policy by which a node pulls an image. */
export type ImagePullPolicy = "Always" | "IfNotPresent" | "Never";

/** One value of a Flink option; the operator makes text of it. */
export type FlinkScalar = string | number | boolean;

/** Value of a Flink option; lists and nested options are for operator 1.13 and newer, which flattens them. */
export type FlinkOption = pulumi.Input<FlinkScalar> | readonly pulumi.Input<FlinkScalar>[] | FlinkOptions;

/** Flink options: flat keys such as `state.savepoints.dir`, or nested as in Flink's `config.yaml`. */
export interface FlinkOptions {
    readonly [key: string]: FlinkOption;
}

/** Template of a pod of a Flink process. */
export type PodTemplate = pulumi.Input<k8s.types.input.core.v1.PodTemplateSpec>;

/**
 * A Flink cluster, with a job (application) or without one (session). A change of anything that restarts the
 * job does so in the job's `upgradeMode`.
 */
export interface FlinkDeploymentSpec {
    /** Image with Flink, and with the job in an application. Nothing compares it with `flinkVersion`. */
    readonly image?: pulumi.Input<string>;
    /** @default the node's: `IfNotPresent`, or `Always` for the tag `latest` */
    readonly imagePullPolicy?: ImagePullPolicy;
    /** Flink version in `image`; decides how the operator talks to it and how its configuration file looks. */
    readonly flinkVersion: FlinkVersion;
    /** Service account of the pods; the operator refuses a spec without one. */
    readonly serviceAccount?: pulumi.Input<string>;
    /** Cannot change later. @default `native` */
    readonly mode?: KubernetesDeploymentMode;
    /** Options that go over those of the operator's own configuration. @default none */
    readonly flinkConfiguration?: FlinkOptions;
    /** Makes the operator serve the REST API and UI from outside. @default none */
    readonly ingress?: IngressSpec;
    /** Base of JobManager and TaskManager pods; Flink's container in it is `flink-main-container`. @default none */
    readonly podTemplate?: PodTemplate;
    readonly jobManager?: JobManagerSpec;
    readonly taskManager?: TaskManagerSpec;
    /** Whole logging files by name. @default the operator's own files */
    readonly logConfiguration?: Readonly<Partial<Record<LogConfigurationFile, pulumi.Input<string>>>>;
    /** Another number restarts the cluster; taking it away does not. @default none */
    readonly restartNonce?: number;
    /** The job of an application; it cannot be added or taken away later. @default none: a session cluster */
    readonly job?: JobSpec;
}

/** Logging files that the operator replaces whole. */
export type LogConfigurationFile = "log4j-console.properties" | "logback-console.xml";

/** An Ingress for a cluster's REST API and UI. A change of anything in it restarts the job. */
export interface IngressSpec {
    /** Host and path, such as `{{name}}.{{namespace}}.flink.example.com`; the two names are filled in. */
    readonly template: string;
    /** Class of Ingresses that serves it. @default the cluster's default class */
    readonly className?: pulumi.Input<string>;
    /** Annotations of the Ingress. @default none */
    readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Labels of the Ingress; operator 1.8 and newer. @default none */
    readonly labels?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Hosts that are served by TLS; operator 1.8 and newer. @default none: plain HTTP */
    readonly tls?: readonly IngressTls[];
}

/** Hosts that an Ingress serves by TLS. */
export interface IngressTls {
    /** Hosts of the certificate. @default the host of the Ingress's own rule */
    readonly hosts?: readonly pulumi.Input<string>[];
    /** Secret of type `kubernetes.io/tls`. @default the ingress controller's own certificate */
    readonly secretName?: pulumi.Input<string>;
}

/** Resources of one pod of a kind. */
export interface ResourceSpec {
    /** Cores that a node must have free. @default 1 */
    readonly cpu?: number;
    /**
     * Memory of the whole process: Flink's size, where `2048m` are MiB, or Kubernetes' quantity, such as `2Gi`.
     *
     * @default what the memory options in the configuration say
     */
    readonly memory?: string;
    /** Disk of the container, volumes aside, as a size like `memory`. @default no request, no limit */
    readonly ephemeralStorage?: string;
}

/** JobManagers. */
export interface JobManagerSpec {
    readonly resource?: ResourceSpec;
    /** At least 1; more than one needs high availability. @default 1 */
    readonly replicas?: number;
    /** Laid over the deployment's own template. @default none */
    readonly podTemplate?: PodTemplate;
}

/** TaskManagers. */
export interface TaskManagerSpec {
    readonly resource?: ResourceSpec;
    /** At least 1, and stronger than `job.parallelism`, which becomes replicas × task slots. @default as many as needed */
    readonly replicas?: number;
    /** Laid over the deployment's own template. @default none */
    readonly podTemplate?: PodTemplate;
}

/** A job in an application or on a session cluster. */
export interface JobSpec {
    /**
     * The jar, with a scheme: `local:///…` is a path in an application's image; a session job's jar is fetched by the
     * operator.
     *
     * @default none, which native mode takes of Python jobs alone: the job is on the image's class path
     */
    readonly jarURI?: pulumi.Input<string>;
    /** Subtasks of each operator. @default 0, which is refused unless `taskManager.replicas` is set */
    readonly parallelism?: number;
    /** Class with the job's `main`. @default the one that the jar's manifest names */
    readonly entryClass?: string;
    /** Arguments of `main`. @default none */
    readonly args?: readonly pulumi.Input<string>[];
    /** @default `running` */
    readonly state?: JobState;
    /** @default `stateless`: state is lost at every change */
    readonly upgradeMode?: UpgradeMode;
    /** Used at the first start and with another `savepointRedeployNonce`. @default none: the job starts empty */
    readonly initialSavepointPath?: pulumi.Input<string>;
    /** Lets a restore drop state that no operator of the job claims. @default false */
    readonly allowNonRestoredState?: boolean;
    /**
     * Another number gives up the job's present state and starts it from `initialSavepointPath`. Operator 1.8 and
     * newer.
     *
     * @default none
     */
    readonly savepointRedeployNonce?: number;
    /** Another number takes a savepoint; a FlinkStateSnapshot has replaced it. @default none */
    readonly savepointTriggerNonce?: number;
    /** Another number takes a checkpoint; a FlinkStateSnapshot has replaced it. @default none */
    readonly checkpointTriggerNonce?: number;
    /** Another number makes the autoscaler forget metrics and decisions. Operator 1.11 and newer. @default none */
    readonly autoscalerResetNonce?: number;
}

/** A job on a session cluster in the same namespace. */
export interface FlinkSessionJobSpec {
    /** Name of the session cluster's FlinkDeployment. Cannot change later. */
    readonly deploymentName: pulumi.Input<string>;
    readonly job: JobSpec;
    /** Options of the job over those of the cluster. @default none */
    readonly flinkConfiguration?: FlinkOptions;
    /** Another number restarts the job; taking it away does not. @default none */
    readonly restartNonce?: number;
}
