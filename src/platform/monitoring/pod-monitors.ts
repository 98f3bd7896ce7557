import { operatorMetricsPortName, selectorLabels } from "../operator/names";
import { jobMetricsPort } from "./reporters";
import type { MonitoringSettings } from "./settings";

/** An object of a kind that the Kubernetes SDK does not know. */
export interface MonitoringObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string;
        readonly labels: Readonly<Record<string, string>>;
    };
    readonly spec: object;
}

/** Places of what is collected. */
export interface Scraped {
    /** Namespace of the operator. */
    readonly operatorNamespace: string;
    /** Namespaces of the jobs; all of the cluster's if empty. */
    readonly watchNamespaces: readonly string[];
}

/** Group of the Prometheus Operator. */
export const prometheusGroup = "monitoring.coreos.com";
/** Group of Azure Monitor's collector: https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd */
export const azureGroup = "azmonitoring.coreos.com";

/** Names of the objects. The first is part of the series' label `job`: `<namespace>/flink-jobs`. */
export const monitorNames = { jobs: "flink-jobs", operator: "flink-operator" } as const;

/** Selector of the pods of every job: the operator's own label of them. */
export const jobPods = {
    matchExpressions: [
        { key: "type", operator: "In", values: ["flink-native-kubernetes", "flink-standalone-kubernetes"] },
        { key: "component", operator: "In", values: ["jobmanager", "taskmanager"] },
    ],
} as const;

/** Pod labels that become labels of series: the job's name in Kubernetes, and its process. */
export const podLabels = ["app", "component"] as const;

/** The PodMonitors of the operator and of all jobs, in the group of the collector that reads them. */
export function podMonitors(
    settings: MonitoringSettings,
    { operatorNamespace, watchNamespaces }: Scraped,
    group: string,
) {
    const { labels, namespace = operatorNamespace } = settings;
    const monitor = (name: string, spec: object): MonitoringObject => ({
        apiVersion: `${group}/v1`,
        kind: "PodMonitor",
        metadata: { name, namespace, labels: { "app.kubernetes.io/managed-by": "pulumi", ...labels } },
        spec: { ...(group === azureGroup ? azureLimits : {}), ...spec },
    });
    const common = { interval: `${settings.intervalSeconds}s`, metricRelabelings: dropRules(settings.drop) };
    return {
        operator: monitor(monitorNames.operator, {
            namespaceSelector: { matchNames: [operatorNamespace] },
            selector: { matchLabels: selectorLabels },
            podMetricsEndpoints: [{ port: operatorMetricsPortName, ...common }],
        }),
        jobs: monitor(monitorNames.jobs, {
            namespaceSelector:
                watchNamespaces.length === 0 ? { any: true } : { matchNames: [...watchNamespaces].sort() },
            selector: jobPods,
            podTargetLabels: [...podLabels],
            podMetricsEndpoints: flinkPorts.map((port) => ({ port, relabelings: toMetricsPort, ...common })),
        }),
    };
}

/**
 * Ports by which a collector finds the two kinds of pods, one each. That of the metrics is not declared in pods: it would
 * have to stand in every job's pod template, and switching it on or off would restart every job.
 */
const flinkPorts = ["rest", "taskmanager-rpc"] as const;

/** Leads from the port that was found to that of the metrics. An IPv6 address stands in brackets. */
export const toMetricsPort = [
    { regex: "([^:]+)", replacement: `$1:${jobMetricsPort}` },
    { regex: "(.*:.*)", replacement: `[$1]:${jobMetricsPort}` },
].map((rule) => ({ sourceLabels: ["__meta_kubernetes_pod_ip"], targetLabel: "__address__", ...rule }));

/** Rules that leave metrics out by name. */
export function dropRules(drop: readonly string[]) {
    return drop.length === 0 ? [] : [{ sourceLabels: ["__name__"], regex: drop.join("|"), action: "drop" }];
}

/** Without these Azure's collector leaves a PodMonitor out, as the page above says. */
const azureLimits = { labelLimit: 63, labelNameLengthLimit: 511, labelValueLengthLimit: 1023 } as const;
