import { operatorMetricsPortName, selectorLabels } from "../operator/names";
import { dropRules, jobPods, monitorNames, podLabels, type MonitoringObject, type Scraped } from "./pod-monitors";
import { jobMetricsPort } from "./reporters";
import type { MonitoringSettings } from "./settings";

/** Group of Google's managed collection: https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md */
export const googleGroup = "monitoring.googleapis.com";

/**
 * Objects for Google's collector: for the operator, and for the jobs one in each namespace of theirs, or one for all
 * namespaces. A port's number counts there whether or not a pod declares it.
 */
export function podMonitorings(
    { intervalSeconds, drop }: MonitoringSettings,
    { operatorNamespace, watchNamespaces }: Scraped,
): { readonly operator: MonitoringObject; readonly jobs: readonly MonitoringObject[] } {
    const monitoring = (name: string, namespace: string | undefined, selector: object, port: string | number) => ({
        apiVersion: `${googleGroup}/v1`,
        kind: namespace === undefined ? "ClusterPodMonitoring" : "PodMonitoring",
        metadata: {
            name,
            ...(namespace !== undefined && { namespace }),
            labels: { "app.kubernetes.io/managed-by": "pulumi" },
        },
        spec: {
            selector,
            endpoints: [{ port, interval: `${intervalSeconds}s`, metricRelabeling: dropRules(drop) }],
            ...(port === jobMetricsPort && { targetLabels: { fromPod: podLabels.map((from) => ({ from })) } }),
        },
    });
    const namespaces = watchNamespaces.length === 0 ? [undefined] : [...watchNamespaces].sort();
    return {
        operator: monitoring(
            monitorNames.operator,
            operatorNamespace,
            { matchLabels: selectorLabels },
            operatorMetricsPortName,
        ),
        jobs: namespaces.map((namespace) => monitoring(monitorNames.jobs, namespace, jobPods, jobMetricsPort)),
    };
}
