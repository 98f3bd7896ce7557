import type * as pulumi from "@pulumi/pulumi";

/** Logs of a platform: the operator's lines and those of Flink's own containers. */
export interface PlatformLoggingArgs {
    /** Destination of the lines. @default `{ kind: "cluster" }` */
    readonly sink?: LogSinkArgs;
    /** Collector on each node. The sink `cluster` has none. */
    readonly collector?: LogCollectorArgs;
}

/** Destination of logs. */
export type LogSinkArgs = ClusterSinkArgs | OtlpSinkArgs | LokiSinkArgs;

/**
 * The cluster's own service: CloudWatch Logs, Cloud Logging or Azure Log Analytics, to which the cluster's agent brings all
 * containers' output. Nothing is installed. Where the cluster has none, lines stay on the nodes for `kubectl logs`.
 */
export interface ClusterSinkArgs {
    /** The cluster's own service. */
    readonly kind: "cluster";
}

/** What a server that takes logs over HTTP may ask for. */
export interface LogServerArgs {
    /** Headers of every request, each from a Secret in the collector's namespace. @default none */
    readonly headers?: Readonly<Record<string, SecretKeyArgs>>;
    /** Certificate authority of the server, from a Secret in the collector's namespace. @default those of the collector's image */
    readonly certificateAuthority?: SecretKeyArgs;
}

/** Any server that takes OpenTelemetry's protocol over HTTP. */
export interface OtlpSinkArgs extends LogServerArgs {
    /** OpenTelemetry's protocol. */
    readonly kind: "otlp";
    /** URL to which lines are sent as they are, such as `https://otlp.example.com/v1/logs`. */
    readonly url: pulumi.Input<string>;
}

/** Grafana Loki 3 or newer. */
export interface LokiSinkArgs extends LogServerArgs {
    /** Loki. */
    readonly kind: "loki";
    /** URL of the server without a path of Loki's, such as `http://loki-gateway.loki.svc`. */
    readonly url: pulumi.Input<string>;
    /** Tenant, the header `X-Scope-OrgID`. @default none */
    readonly tenant?: string;
}

/** A key of a Secret in the collector's namespace. */
export interface SecretKeyArgs {
    /** Name of the Secret. */
    readonly secret: string;
    /** Key in it. */
    readonly key: string;
}

/** The OpenTelemetry Collector on each node. */
export interface LogCollectorArgs {
    /** Namespace of its own, which lets pods read folders of their node. @default `flink-logging` */
    readonly namespace?: string;
    /** The namespace exists already and is not made. @default false */
    readonly namespaceExists?: boolean;
    /** Image without tag: one with the components of the collector's distribution `k8s`. @default the official one */
    readonly image?: string;
    /** Version of the collector, which is the image's tag: 0.130.0 or newer. @default 0.158.0 */
    readonly version?: string;
    /** Secrets in its namespace with the credentials of its registry. @default none */
    readonly imagePullSecrets?: readonly string[];
    /** Memory that it may use on each node, in MiB, at least 128. @default 256 */
    readonly memoryMiB?: number;
    /** Processor that it requests on each node, in cores. @default 0.05 */
    readonly cpu?: number;
    /** Lines that may wait on a node's disk while the server is away; then reading pauses. At least 5000. @default 100000 */
    readonly queuedLines?: number;
}
