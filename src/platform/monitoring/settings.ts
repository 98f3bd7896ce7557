import type { Configuration } from "../operator/configuration";
import type { MonitoringArgs, MonitoringMode } from "./args";
import { jobPrometheusConfiguration, reporterConfiguration } from "./reporters";

/** Arguments of monitoring with every value decided. */
export interface MonitoringSettings {
    readonly mode: MonitoringMode;
    readonly labels: Readonly<Record<string, string>>;
    /** Namespace of the objects; that of the operator if undefined. */
    readonly namespace: string | undefined;
    readonly intervalSeconds: number;
    readonly drop: readonly string[];
    readonly dashboards: boolean;
    /** Defaults for every Flink cluster. */
    readonly jobConfiguration: Configuration;
}

/**
 * Metrics that nobody can use, or that are many: texts, which Prometheus gets as 0; seven series for each subtask; one and
 * more for each split of a source; and each operator's own of Flink 2's asynchronous state.
 */
export const droppedByDefault = [
    "flink_.+_lastCheckpointExternalPath",
    "flink_.+_mailboxLatencyMs(_count)?",
    "flink_.+_split_watermark_.+",
    "flink_.+_asyncStateProcessing_.+",
] as const;

/** Decides everything that arguments of monitoring leave open, whether they are right or not. */
export function monitoringSettings(args: Partial<MonitoringArgs> = {}): MonitoringSettings {
    const mode = args.mode ?? "off";
    return {
        mode,
        // https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
        labels: args.labels ?? (mode === "existing" ? { release: "kube-prometheus-stack" } : {}),
        namespace: args.namespace,
        intervalSeconds: args.intervalSeconds ?? 30,
        drop: args.drop ?? droppedByDefault,
        dashboards: args.dashboards ?? mode === "existing",
        jobConfiguration: {
            ...(mode === "off" ? {} : jobPrometheusConfiguration()),
            ...reporterConfiguration(args.reporters ?? {}),
        },
    };
}
