import type { GkeSettings } from "./settings";
import type { LogSink, MetricsSink } from "../../contracts/cluster";

/** Destination of containers' logs. Google's own agents bring them there. */
export function gkeLogSink({ logs, project }: GkeSettings): LogSink {
    return logs === "cloud" ? { kind: "cloudLogging", project } : { kind: "inCluster" };
}

/** Destination of metrics. */
export function gkeMetricsSink({ metrics }: GkeSettings): MetricsSink {
    return metrics === "cloud"
        ? { kind: "managedCollection", apiGroup: "monitoring.googleapis.com" }
        : { kind: "inCluster" };
}
