/** Name of the collector's objects in its namespace. */
export const collectorName = "flink-logs";

/** Key of its configuration in the ConfigMap. */
export const configurationKey = "collector.yaml";

/** Labels by which the DaemonSet knows its pods. */
export const collectorSelector: Readonly<Record<string, string>> = { "app.kubernetes.io/name": collectorName };

/** Labels of every object. */
export const collectorLabels: Readonly<Record<string, string>> = {
    ...collectorSelector,
    "app.kubernetes.io/managed-by": "pulumi",
};

/** Name of the ClusterRole and its binding; with the namespace, so that several collectors can be in one cluster. */
export function sharedCollectorName(namespace: string): string {
    return `${collectorName}-${namespace}`;
}
