import type { LogCollectorArgs, LogSinkArgs, PlatformLoggingArgs } from "./args";

/** Logging with every value decided. */
export interface LoggingSettings {
    readonly sink: LogSinkArgs;
    /** Every value but the image's, which is whole. */
    readonly collector: Required<Omit<LogCollectorArgs, "version">>;
}

/** A sink to which our own collector sends. */
export type ServerSink = Exclude<LogSinkArgs, { readonly kind: "cluster" }>;

/** Settings whose sink is a server, so that there is a collector. */
export interface ForServer extends LoggingSettings {
    readonly sink: ServerSink;
}

/** Whether there is a collector. */
export function isForServer(settings: LoggingSettings): settings is ForServer {
    return settings.sink.kind !== "cluster";
}

const defaults = {
    namespace: "flink-logging",
    // https://github.com/open-telemetry/opentelemetry-collector-releases/tree/main/distributions/otelcol-k8s
    image: "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s",
    version: "0.158.0",
    memoryMiB: 256,
    cpu: 0.05,
    queuedLines: 100_000,
} as const;

/** Decides everything that the arguments leave open. */
export function loggingSettings({ sink, collector = {} }: PlatformLoggingArgs): LoggingSettings {
    return {
        sink: sink ?? { kind: "cluster" },
        collector: {
            namespace: collector.namespace ?? defaults.namespace,
            namespaceExists: collector.namespaceExists ?? false,
            image: `${collector.image ?? defaults.image}:${collector.version ?? defaults.version}`,
            imagePullSecrets: collector.imagePullSecrets ?? [],
            memoryMiB: collector.memoryMiB ?? defaults.memoryMiB,
            cpu: collector.cpu ?? defaults.cpu,
            queuedLines: collector.queuedLines ?? defaults.queuedLines,
        },
    };
}
