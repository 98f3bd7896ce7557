import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/**
 * A Kubernetes cluster as everything above it sees it. Nothing here says which cloud it is: where clouds differ, they
 * differ in data. Every field is required; a cloud with nothing to say gives `{}` or `[]`.
 */
export interface ClusterModule {
    /** Kubeconfig as JSON, with one cluster, one user and one context. Always a secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** Kubernetes provider. The module makes it only after nodes can schedule pods. */
    readonly provider: k8s.Provider;
    /** Object store for checkpoints, savepoints and high-availability metadata. */
    readonly stateStore: StateStore;
    /** Placement of each kind of pod. */
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    /** Interruptible capacity for TaskManagers. */
    readonly spot: Spot;
    /** Secrets with the credentials of registries, which the namespaces of the operator and of jobs hold already. @default none */
    readonly imagePullSecrets?: readonly string[];
    /** Labels that namespaces of jobs need, in addition to the platform's own. */
    readonly namespaceLabels: Readonly<Record<string, string>>;
    /** Annotations that ask the autoscaler to leave a pod alone. */
    readonly disruptionAnnotations: Readonly<Record<string, string>>;
    /**
     * Class of ReadWriteOnce block storage; undefined stands for the cluster's default class. A claim takes it as it is: one
     * without a class gets the default, one with an empty text would get none.
     */
    readonly storageClassName: pulumi.Output<string> | undefined;
    /** Service that takes container logs and events. */
    readonly logSink: LogSink;
    /** Service that takes metrics, in addition to the cluster's own Prometheus. */
    readonly metricsSink: MetricsSink;
    /** Ingress class for HTTP from outside. */
    readonly ingress: Ingress;
    /** Things that the cluster lets pods do. */
    readonly capabilities: Capabilities;
    /** Destinations that pods with a binding must reach, for network policies. */
    readonly egressRules: readonly EgressRule[];
    /** Labels that tell this cluster's metrics and logs from another's. For people to read, never to branch on. */
    readonly labels: ClusterLabels;
    /** Lets one Kubernetes service account use cloud resources, without stored keys where the cloud can. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding;
}

/** `system` is for the operator, monitoring and logging; the other two are Flink's own processes. */
export type NodeRole = "system" | "jobManager" | "taskManager";

/** An object store that Flink reaches through one of its filesystem plugins. */
export interface StateStore {
    /** Root URI without a trailing slash, such as `s3p://bucket` or `abfss://container@account.dfs.core.windows.net`. */
    readonly uri: pulumi.Output<string>;
    /** Flink filesystem plugin that serves `uri`; its jar's name also carries Flink's exact version. */
    readonly plugin: FilesystemPlugin;
    /** The same root for files that jobs read and write themselves, by a plugin that can resume half-written ones. */
    readonly files: { readonly uri: pulumi.Output<string>; readonly plugin: FilesystemPlugin };
    /** Flink options that the plugin needs: endpoint, credentials provider and so on. */
    readonly flinkConfiguration: VersionedConfiguration;
    /** Names of what bindings to the store add to a job, which no job may set by itself. @default none */
    readonly bindingNames?: BindingNames;
    /** Flink options that no job may set, as the store does not work with them; each with the reason. */
    readonly refusedOptions: Readonly<Record<string, string>>;
    /** Reason why there is no store, so that jobs whose state the package keeps are refused. @default there is one */
    readonly missing?: string;
    /** Reason why an exact Flink version, such as `1.18.1`, cannot reach the store; undefined if it can. */
    flinkVersionProblem(flinkVersion: string): string | undefined;
}

/** Flink options for an exact Flink version, such as `2.2.1`: plugins change their options between versions. */
export type VersionedConfiguration = (flinkVersion: string) => Readonly<Record<string, pulumi.Input<string>>>;

/** Names of what a binding adds to a job. */
export interface BindingNames {
    /** Keys of its Flink options for an exact Flink version. */
    options(flinkVersion: string): readonly string[];
    /** Environment variables of its own, and those by which the cloud gives pods their identity. */
    readonly variables: readonly string[];
}

/** Names of what a state store and its bindings add to a job. */
export interface StoreFacts extends BindingNames {
    /** Plugins that reach the store. */
    readonly plugins: readonly FilesystemPlugin[];
}

/** Facts that a cluster's arguments tell, for checks before anything is made. */
export interface ClusterFacts {
    readonly architectures: Readonly<Record<NodeRole, Architecture>>;
    readonly store: StoreFacts;
    readonly refusedOptions: StateStore["refusedOptions"];
    readonly missingStateStore?: StateStore["missing"];
    flinkVersionProblem(flinkVersion: string): string | undefined;
}

/** Processor architecture of nodes. */
export type Architecture = "amd64" | "arm64" | "any";

/** Filesystem plugins that ship in Flink's images under `opt/`. */
export type FilesystemPlugin =
    "flink-s3-fs-presto" | "flink-s3-fs-hadoop" | "flink-gs-fs-hadoop" | "flink-azure-fs-hadoop";

/** Node selector and tolerations for one kind of pod. */
export interface Placement {
    readonly nodeSelector: Readonly<Record<string, string>>;
    readonly tolerations: readonly Toleration[];
    /** Processor architecture of these nodes; `any` where the cluster mixes them or does not say. */
    readonly architecture: Architecture;
}

/** Placement on interruptible nodes, and the warning that they give. */
export interface Spot extends Placement {
    /** False where the cluster has no interruptible nodes; the rest is then that of `noSpot`. */
    readonly available: boolean;
    /** Warning before a node goes away, in seconds; 0 where there is none. */
    readonly noticeSeconds: number;
}

/** A Kubernetes toleration. */
export interface Toleration {
    readonly key: string;
    readonly operator: "Equal" | "Exists";
    readonly value?: string;
    readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Service that takes container logs, in that service's own words. */
export type LogSink =
    | { readonly kind: "inCluster" }
    | {
          readonly kind: "cloudWatch";
          readonly region: pulumi.Input<string>;
          readonly logGroupName: pulumi.Input<string>;
      }
    | { readonly kind: "cloudLogging"; readonly project: pulumi.Input<string> }
    | { readonly kind: "azureMonitor"; readonly workspaceId: pulumi.Input<string> };

/** Service that takes metrics. */
export type MetricsSink =
    | { readonly kind: "inCluster" }
    | {
          readonly kind: "remoteWrite";
          readonly url: pulumi.Input<string>;
          readonly authentication: RemoteWriteAuthentication;
      }
    | { readonly kind: "managedCollection"; readonly apiGroup: string };

/**
 * The way in which a sender of metrics proves who it is, in the words of Prometheus' `remote_write`. The identity is that
 * of a service account with the right `metrics:write`; no secret is part of it.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
 */
export type RemoteWriteAuthentication =
    | { readonly kind: "sigv4"; readonly region: pulumi.Input<string> }
    | {
          readonly kind: "azureAd";
          /** Azure's public cloud or one of its others, such as `AzurePublic`. */
          readonly cloud: string;
          readonly tenantId: pulumi.Input<string>;
      };

/** Labels that every cluster gives, and those that only its cloud has, such as Google's `project`. */
export interface ClusterLabels extends Readonly<Record<string, string>> {
    /** Cloud's name as in a stack file: `eks`, `gke`, `aks` or `local`; any word for a cluster of your own. */
    readonly cloud: string;
    /** Region in the cloud's own words; `local` where there is none. */
    readonly region: string;
    /** The cluster's name in its cloud; the context's name for `local`. */
    readonly cluster: string;
}

/** Ingress class for HTTP from outside. An empty name stands for the cluster's default class. */
export interface Ingress {
    readonly className: string;
    readonly annotations: Readonly<Record<string, string>>;
}

/** Things that the cluster lets pods do. */
export interface Capabilities {
    /** Pods may mount the node's log folder. */
    readonly hostPathLogs: boolean;
    /** A DaemonSet may read the node's own metrics. */
    readonly nodeExporter: boolean;
    /** Containers may be privileged. */
    readonly privileged: boolean;
    /** The namespace `kube-system` may be changed. */
    readonly kubeSystemWritable: boolean;
}

/** One destination for a network policy. */
export interface EgressRule {
    /** Address range, such as `169.254.170.23/32`. @default none: the destination is a namespace */
    readonly cidr?: string;
    /** Namespace of the cluster itself. @default none: the destination is an address range */
    readonly namespace?: string;
    /** TCP port. */
    readonly port: number;
    /** Service that answers there. */
    readonly purpose: string;
}

/** A right, in our words rather than a cloud's. */
export type Access = "state:readWrite" | "state:read" | "logs:write" | "metrics:write";

/** A service account and the rights that it gets. */
export interface BindingArgs {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly access: readonly Access[];
    /** Path below the state store's root that state rights cover, without slashes at its ends; empty for all of it, if the cluster can give that. */
    readonly statePrefix: string;
}

/** Marks that pods of a bound service account must carry. */
export interface Binding {
    readonly serviceAccountAnnotations: Readonly<Record<string, pulumi.Input<string>>>;
    readonly podLabels: Readonly<Record<string, string>>;
    readonly podAnnotations: Readonly<Record<string, string>>;
    readonly env: readonly EnvVar[];
    /** Flink options that belong to this identity, in addition to those of the state store. */
    readonly flinkConfiguration: VersionedConfiguration;
    /** Time for which the cloud may still refuse what the binding allows. */
    readonly grantDelay: GrantDelay;
    /** Pods that rely on the binding must be made after these. */
    readonly dependsOn: readonly pulumi.Resource[];
}

/** Delay between the grant of a right and the moment from which all of a cloud's services know it. */
export interface GrantDelay {
    /** The longest delay that the cloud names; 0 where a grant counts at once. */
    readonly seconds: number;
    /** Parts of the messages with which the cloud refuses a right that it does not know yet. */
    readonly refusals: readonly string[];
}

/** An environment variable: a plain value, or a key of a Secret in the pod's namespace. */
export type EnvVar =
    | { readonly name: string; readonly value: pulumi.Input<string> }
    | { readonly name: string; readonly secretName: pulumi.Input<string>; readonly secretKey: string };
