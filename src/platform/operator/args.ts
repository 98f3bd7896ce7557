import type * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../../contracts/cluster";
import type { OperatorRelease } from "../../flink/versions";
import type { FlinkCrds } from "../crds/crds";
import type { LoggingArgs } from "./logging";
import type { UnlistedRelease } from "../../flink/definitions/release";
import type { OperatorOptions } from "./options";

/** The Flink Kubernetes Operator of a platform. */
export interface FlinkOperatorArgs {
    /**
     * Release of the operator: one that the package knows, or what it must be told of another.
     *
     * @default 1.15.0
     */
    readonly release?: OperatorRelease | UnlistedRelease;
    /**
     * `managed` installs the operator. `existing` registers nothing and describes one that exists already, so that
     * applications can be checked against it; then only `release`, `namespace`, `watchNamespaces`, `labelSelector` and
     * `configuration` count, and they must say what is true of it.
     *
     * @default `managed`
     */
    readonly install?: "managed" | "existing";
    /** Namespace of the operator. @default `flink-operator` */
    readonly namespace?: string;
    /** The namespace exists already and is not made. @default false, and true for `default` and `kube-system`, which every cluster has */
    readonly namespaceExists?: boolean;
    /**
     * Definitions of the custom resources, where another operator of this program installs them already: a second one
     * takes `crds` of the first.
     *
     * @default the release's own are installed
     */
    readonly crds?: FlinkCrds;
    /** Image of the operator. */
    readonly image?: ImageArgs;
    /** Secrets in the operator's namespace with the credentials of its registry. @default none; a platform takes its cluster's */
    readonly imagePullSecrets?: readonly string[];
    /**
     * Pods of the operator, at least 1. From 2 on one leads and the others stand by: a lost leader is replaced after
     * 15 seconds, and a new version takes over without a gap.
     *
     * @default 1
     */
    readonly replicas?: number;
    /** Resources of the operator's container. @default 1 GiB of memory, a quarter of a core requested, no cpu limit */
    readonly resources?: ResourcesArgs;
    /**
     * Options of the operator's JVM, such as `-XX:MaxRAMPercentage=70`, each without spaces. They come after the
     * package's own, `-XX:MaxRAMPercentage=60` and `-XX:+ExitOnOutOfMemoryError`, and win over them.
     *
     * @default none
     */
    readonly jvmArgs?: readonly string[];
    /**
     * Namespaces whose Flink resources the operator looks after; it then has rights in these only. Adding one takes
     * effect without a restart. Before one is removed its jobs must be gone: otherwise nothing serves their deletion.
     *
     * @default all of the cluster's
     */
    readonly watchNamespaces?: readonly string[];
    /**
     * Give the operator the right to list the cluster's nodes. Two options need it:
     * `kubernetes.rest-service.exposed.type`, of the operator or of a job, with `NodePort` or `LoadBalancer`, and the
     * operator's `kubernetes.operator.cluster.resource-view.refresh-interval`.
     *
     * @default false
     */
    readonly readNodes?: boolean;
    /** Labels of the Flink resources that it looks after; the platform puts them on its own. @default all resources */
    readonly labelSelector?: Readonly<Record<string, string>>;
    /** Options of the operator, and defaults for every Flink cluster. @default none beyond the package's own, which the operator's ConfigMap shows */
    readonly configuration?: OperatorOptions;
    /**
     * Port on which its metrics are read in the form of Prometheus, from 1024 to 65535; its name in the pod is `metrics`. A change
     * restarts the operator and no job.
     *
     * @default none, so that nothing is opened; a platform with `monitoring` opens 9999
     */
    readonly metricsPort?: number;
    /** Log levels of the operator and the jobs. */
    readonly logging?: LoggingArgs;
    /** Placement of its pods. @default any node; a platform takes its cluster's nodes for system pods */
    readonly placement?: Pick<Placement, "nodeSelector" | "tolerations">;
}

/** A container image; a digest wins over a tag. */
export interface ImageArgs {
    /** Name without tag. @default the official image of the release */
    readonly repository?: pulumi.Input<string>;
    /** Tag. @default the release */
    readonly tag?: pulumi.Input<string>;
    /** Digest, such as `sha256:…`. @default none */
    readonly digest?: pulumi.Input<string>;
}

/** Kubernetes quantities by resource, such as `{ memory: "1Gi" }`. What is given replaces the default as a whole. */
export interface ResourcesArgs {
    /** Quantities that a node must have free. */
    readonly requests?: Readonly<Record<string, string>>;
    /** Quantities that it may use. */
    readonly limits?: Readonly<Record<string, string>>;
}
