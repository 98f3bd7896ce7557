import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { boundedName } from "./names";
import type { ChildOptions } from "./network";
import type { AksSettings } from "./settings";
import type { MetricsSink } from "../../contracts/cluster";

/** Where metrics go, and what whoever writes them needs a right on; undefined if they stay in the cluster. */
export interface AksMetrics {
    readonly sink: MetricsSink;
    readonly ruleId: pulumi.Output<string> | undefined;
}

const stream = "Microsoft-PrometheusMetrics";
const destination = "workspace";

/** Registers an Azure Monitor workspace and its remote-write endpoint, if asked for. */
export function aksMetrics(
    name: string,
    settings: AksSettings,
    resourceGroupName: pulumi.Input<string>,
    opts: ChildOptions,
): AksMetrics {
    if (settings.metrics !== "cloud") {
        return { sink: { kind: "inCluster" }, ruleId: undefined };
    }
    const { clusterName, location, tenantId } = settings;
    const common = { resourceGroupName, location, tags: { ...settings.tags } };
    const workspace = new monitor.AzureMonitorWorkspace(
        `${name}-metrics`,
        { ...common, azureMonitorWorkspaceName: boundedName(44, clusterName, "metrics") },
        opts,
    );
    const endpoint = new monitor.DataCollectionEndpoint(
        `${name}-metrics-endpoint`,
        // At most 44 characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
        { ...common, dataCollectionEndpointName: boundedName(44, clusterName, "metrics"), kind: "Linux" },
        opts,
    );
    const rule = new monitor.DataCollectionRule(
        `${name}-metrics-rule`,
        {
            ...common,
            kind: "Linux",
            dataCollectionRuleName: boundedName(44, clusterName, "metrics"),
            dataCollectionEndpointId: endpoint.id,
            dataSources: { prometheusForwarder: [{ name: "prometheus", streams: [stream] }] },
            destinations: { monitoringAccounts: [{ name: destination, accountResourceId: workspace.id }] },
            dataFlows: [{ streams: [stream], destinations: [destination] }],
        },
        opts,
    );
    const base = endpoint.metricsIngestion.apply((ingestion) => ingestion?.endpoint ?? "");
    return {
        sink: {
            kind: "remoteWrite",
            // https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-remote-write-virtual-machines
            url: pulumi.interpolate`${base}/dataCollectionRules/${rule.immutableId}/streams/${stream}/api/v1/write?api-version=2023-04-24`,
            authentication: { kind: "azureAd", cloud: "AzurePublic", tenantId },
        },
        ruleId: rule.id,
    };
}
