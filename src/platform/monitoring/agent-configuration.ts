import * as pulumi from "@pulumi/pulumi";
import type { ClusterLabels, MetricsSink, RemoteWriteAuthentication } from "../../contracts/cluster";
import { operatorMetricsPortName, operatorName } from "../operator/names";
import { dropRules, jobPods, monitorNames, podLabels, toMetricsPort, type Scraped } from "./pod-monitors";
import type { MonitoringSettings } from "./settings";

/** A sink that takes remote writes. */
export type RemoteWriteSink = Extract<MetricsSink, { readonly kind: "remoteWrite" }>;

/**
 * Configuration of a Prometheus that collects from the operator and the jobs and writes to a sink. Series have the labels
 * that PodMonitors give them. JSON is YAML.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function agentConfiguration(
    settings: MonitoringSettings,
    scraped: Scraped,
    sink: RemoteWriteSink,
    labels: ClusterLabels,
): pulumi.Output<string> {
    const { operatorNamespace, watchNamespaces } = scraped;
    const rules = snakeRules(dropRules(settings.drop));
    const jobRules = [
        ...jobPods.matchExpressions.map(({ key, values }) => keep(podLabel(key), values.join("|"))),
        keep("__meta_kubernetes_pod_container_port_name", "rest|taskmanager-rpc"),
        ...snakeRules(toMetricsPort),
        ...podLabels.map((label) => ({ source_labels: [podLabel(label)], target_label: label })),
    ];
    const operatorRules = [
        keep(podLabel("app_kubernetes_io_name"), operatorName),
        keep("__meta_kubernetes_pod_container_port_name", operatorMetricsPortName),
    ];
    const job = (name: string, namespaces: readonly string[], relabelings: readonly object[]) => ({
        job_name: `${operatorNamespace}/${name}`,
        kubernetes_sd_configs: [{ role: "pod", ...(namespaces.length > 0 && { namespaces: { names: namespaces } }) }],
        relabel_configs: [keep("__meta_kubernetes_pod_phase", "Pending|Running"), ...relabelings, ...ofPod],
        metric_relabel_configs: rules,
    });
    const { url, authentication } = sink;
    return pulumi.jsonStringify({
        global: { scrape_interval: `${settings.intervalSeconds}s`, external_labels: externalLabels(labels) },
        scrape_configs: [
            job(monitorNames.jobs, [...watchNamespaces].sort(), jobRules),
            job(monitorNames.operator, [operatorNamespace], operatorRules),
        ],
        remote_write: [{ url, ...authenticationOf(authentication) }],
    });
}

/** Labels by which the series of several clusters are told apart. Those of a pod win over them. */
function externalLabels({ cloud, region, cluster }: ClusterLabels) {
    return { cloud, region, cluster };
}

/** The identity of the pod's service account, which libraries of the clouds find by themselves. */
function authenticationOf(authentication: RemoteWriteAuthentication): object {
    if (authentication.kind === "sigv4") {
        return { sigv4: { region: authentication.region } };
    }
    const { cloud, tenantId } = authentication;
    return { azuread: { cloud, sdk: { tenant_id: tenantId } } };
}

const podLabel = (label: string) => `__meta_kubernetes_pod_label_${label}`;
const keep = (source: string, regex: string) => ({ source_labels: [source], regex, action: "keep" });

/** Labels that the Prometheus Operator gives each series of a pod. */
const ofPod = ["namespace", "pod", "container"].map((label) => ({
    source_labels: [
        label === "namespace"
            ? "__meta_kubernetes_namespace"
            : label === "pod"
              ? "__meta_kubernetes_pod_name"
              : "__meta_kubernetes_pod_container_name",
    ],
    target_label: label,
}));

interface Rule {
    readonly sourceLabels: readonly string[];
    readonly targetLabel?: string;
    readonly regex: string;
    readonly replacement?: string;
    readonly action?: string;
}

/** Rules of a PodMonitor in the words of Prometheus' own file. */
function snakeRules(rules: readonly Rule[]): object[] {
    return rules.map(({ sourceLabels, targetLabel, regex, replacement, action }) => ({
        source_labels: sourceLabels,
        regex,
        ...(targetLabel !== undefined && { target_label: targetLabel }),
        ...(replacement !== undefined && { replacement }),
        ...(action !== undefined && { action }),
    }));
}
