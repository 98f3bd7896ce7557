import { prometheusOptions, prometheusReporter } from "../../flink/prometheus-reporter";
import type { Configuration } from "../operator/configuration";

/** A reporter of Flink's metrics beside the one for Prometheus. */
export interface ReporterArgs {
    /** Kind of reporter. `otlp` comes with Flink's images from 2.0 on; an image without a reporter's plugin runs without it. */
    readonly type: ReporterType;
    /** Seconds between two reports, from 1 to 3600; `jmx` has none, as it waits to be asked. @default Flink's, 10 */
    readonly intervalSeconds?: number;
    /**
     * Options of the reporter, such as `{ host: "statsd.monitoring", port: 8125 }` or `{ "exporter.endpoint": "http://…" }`.
     * They lie in a ConfigMap and are no place for secrets.
     * See https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/metric_reporters/.
     *
     * @default none
     */
    readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** Kinds of reporters that need no secret. */
export type ReporterType = "otlp" | "statsd" | "graphite" | "jmx" | "slf4j";

// https://nightlies.apache.org/flink/flink-docs-release-2.1/docs/deployment/metric_reporters/
const factories: Readonly<Record<ReporterType, string>> = {
    otlp: "org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory",
    statsd: "org.apache.flink.metrics.statsd.StatsDReporterFactory",
    graphite: "org.apache.flink.metrics.graphite.GraphiteReporterFactory",
    jmx: "org.apache.flink.metrics.jmx.JMXReporterFactory",
    slf4j: "org.apache.flink.metrics.slf4j.Slf4jReporterFactory",
};

/** Port of every job's metrics. Each pod has a network of its own, so that one number does for all. */
export const jobMetricsPort = 9249;

/**
 * Variables that are no labels: with them each restart of a job would begin new series of all its tasks. Which task and
 * which operator a series is of stays: two of one job may have the same name.
 */
const excludedVariables = "task_attempt_id;task_attempt_num";

/** Defaults for every Flink cluster by which its processes offer metrics to Prometheus. */
export function jobPrometheusConfiguration(): Configuration {
    return prefixed(`metrics.reporter.${prometheusReporter}.`, {
        ...prometheusOptions(jobMetricsPort),
        "scope.variables.excludes": excludedVariables,
    });
}

/** Defaults for every Flink cluster that set up further reporters. */
export function reporterConfiguration(reporters: Readonly<Record<string, ReporterArgs>>): Configuration {
    const each = Object.entries(reporters).map(([name, { type, intervalSeconds, options = {} }]) =>
        prefixed(`metrics.reporter.${name}.`, {
            "factory.class": factories[type],
            ...(intervalSeconds !== undefined && { interval: `${intervalSeconds} s` }),
            ...Object.fromEntries(Object.entries(options).map(([option, value]) => [option, String(value)])),
        }),
    );
    return Object.assign({}, ...each) as Configuration;
}

function prefixed(prefix: string, options: Configuration): Configuration {
    return Object.fromEntries(Object.entries(options).map(([option, value]) => [prefix + option, value]));
}
