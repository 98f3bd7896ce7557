import type { ReporterArgs } from "./reporters";

/** Collection of the metrics of the operator and of every job. */
export interface MonitoringArgs {
    /**
     * Who collects them:
     *
     * - `existing`: a Prometheus Operator that the cluster has, by PodMonitors.
     * - `managed`: the service of the cluster's cloud, where its block has `metrics: cloud`. Where the cloud has no collector in the
     *   cluster, a Prometheus that keeps nothing writes there.
     * - `off`: nothing is made, and no port opened.
     */
    readonly mode: MonitoringMode;
    /**
     * Labels by which a Prometheus selects PodMonitors; its `podMonitorSelector` says which. Only with `existing`.
     *
     * @default `release: kube-prometheus-stack`, which the chart of that name selects when its release is called so
     */
    readonly labels?: Readonly<Record<string, string>>;
    /**
     * Namespace of the PodMonitors, which is there already or is the operator's. A Prometheus that does not look into all
     * namespaces says where by its `podMonitorNamespaceSelector`. Only with `existing`.
     *
     * @default the operator's
     */
    readonly namespace?: string;
    /** Seconds between two collections, from 5 to 120. @default 30 */
    readonly intervalSeconds?: number;
    /**
     * Names of metrics that are not kept: regular expressions of RE2 over the whole name. A new list counts from the next
     * collection on and restarts nothing. @default those of docs/observability.md
     */
    readonly drop?: readonly string[];
    /**
     * Whether Grafana gets the package's dashboards, as ConfigMaps beside the PodMonitors with the label `grafana_dashboard: "1"`,
     * which the sidecar of Grafana's chart looks for. Only with `existing`.
     *
     * @default true with `existing`
     */
    readonly dashboards?: boolean;
    /**
     * Further reporters of the jobs, by a name of your own, in any mode. A change reaches each job with its next deployment,
     * and restarts none.
     *
     * @default none
     */
    readonly reporters?: Readonly<Record<string, ReporterArgs>>;
}

/** Who collects metrics. */
export type MonitoringMode = "off" | "existing" | "managed";
