import * as monitor from "@pulumi/azure-native/monitor";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import { boundedName } from "./names";
import type { AksSettings } from "./settings";
import type { LogSink, MetricsSink } from "../../contracts/cluster";

/** Destinations of container logs and metrics, and of the control plane's own logs. */
export class AksSinks extends pulumi.ComponentResource {
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    /** Workspace of the control plane's logs, independent of where container logs go. */
    readonly workspaceId: pulumi.Output<string>;
    /** Rule by which Azure's agent collects container logs; undefined where these stay in the cluster. */
    readonly containerLogRuleId: pulumi.Output<string> | undefined;
    /** Scope of the right to write metrics; undefined where these stay in the cluster. */
    readonly metricsRuleId: pulumi.Output<string> | undefined;

    constructor(
        name: string,
        settings: AksSettings,
        { resourceGroupName }: { readonly resourceGroupName: pulumi.Input<string> },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:aks:AksSinks", name, { logs: settings.logs, metrics: settings.metrics }, opts);
        const { baseName, location, tags, logRetentionDays, logDailyCapGB } = settings;
        const common = { resourceGroupName, location, tags: { ...tags } };
        const workspace = new operationalinsights.Workspace(
            `${name}-logs`,
            {
                ...common,
                workspaceName: boundedName(63, baseName, "logs"), // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
                sku: { name: "PerGB2018" },
                retentionInDays: logRetentionDays,
                workspaceCapping: { dailyQuotaGb: logDailyCapGB },
            },
            { parent: this },
        );
        this.workspaceId = workspace.id;
        if (settings.logs === "cloud") {
            const rule = new monitor.DataCollectionRule(
                `${name}-container-logs`,
                {
                    ...common,
                    dataCollectionRuleName: boundedName(64, baseName, "container-logs"),
                    ...containerLogRule(workspace.id),
                },
                { parent: this },
            );
            this.containerLogRuleId = rule.id;
            this.logSink = { kind: "azureMonitor", workspaceId: workspace.id };
        } else {
            this.logSink = { kind: "inCluster" };
        }
        if (settings.metrics === "cloud") {
            const { endpoint, rule } = this.createMetricsRule(name, baseName, common);
            this.metricsRuleId = rule.id;
            this.metricsSink = metricsSink(endpoint, rule, settings);
        } else {
            this.metricsSink = { kind: "inCluster" };
        }
        this.registerOutputs({});
    }

    /** An Azure Monitor workspace, and the endpoint and rule by which metrics get there. */
    private createMetricsRule(name: string, baseName: string, common: CommonArgs) {
        // At most 44 characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
        const physicalName = boundedName(44, baseName, "metrics");
        const workspace = new monitor.AzureMonitorWorkspace(
            `${name}-metrics`,
            { ...common, azureMonitorWorkspaceName: physicalName },
            { parent: this },
        );
        const endpoint = new monitor.DataCollectionEndpoint(
            `${name}-metrics-endpoint`,
            { ...common, dataCollectionEndpointName: physicalName, kind: "Linux" },
            { parent: this },
        );
        const rule = new monitor.DataCollectionRule(
            `${name}-metrics-rule`,
            {
                ...common,
                kind: "Linux",
                dataCollectionRuleName: physicalName,
                dataCollectionEndpointId: endpoint.id,
                dataSources: { prometheusForwarder: [{ name: "prometheus", streams: [metricsStream] }] },
                destinations: { monitoringAccounts: [{ name: destination, accountResourceId: workspace.id }] },
                dataFlows: [{ streams: [metricsStream], destinations: [destination] }],
            },
            { parent: this },
        );
        return { endpoint, rule };
    }
}

interface CommonArgs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly location: string;
    readonly tags: Record<string, string>;
}

const destination = "workspace";
const metricsStream = "Microsoft-PrometheusMetrics";

function metricsSink(
    endpoint: monitor.DataCollectionEndpoint,
    rule: monitor.DataCollectionRule,
    { tenantId }: AksSettings,
): MetricsSink {
    const base = endpoint.metricsIngestion.apply((ingestion) => ingestion?.endpoint ?? "");
    return {
        kind: "remoteWrite",
        // https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-remote-write-virtual-machines
        url: pulumi.interpolate`${base}/dataCollectionRules/${rule.immutableId}/streams/${metricsStream}/api/v1/write?api-version=2023-04-24`,
        authentication: { kind: "azureAd", cloud: "AzurePublic", tenantId },
    };
}

// Names that AKS's agent knows: https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable.
export const containerLogExtension = "ContainerInsightsExtension";
const logStreams = ["Microsoft-ContainerLogV2", "Microsoft-KubeEvents"];

/** The agent that AKS runs on every node collects containers' output and Kubernetes events. */
function containerLogRule(workspaceResourceId: pulumi.Input<string>) {
    return {
        kind: "Linux",
        dataSources: {
            extensions: [
                {
                    name: containerLogExtension,
                    extensionName: "ContainerInsights",
                    streams: logStreams,
                    extensionSettings: {
                        dataCollectionSettings: {
                            interval: "1m",
                            namespaceFilteringMode: "Off",
                            enableContainerLogV2: true,
                        },
                    },
                },
            ],
        },
        destinations: { logAnalytics: [{ name: destination, workspaceResourceId }] },
        dataFlows: [{ streams: logStreams, destinations: [destination] }],
    } satisfies Partial<monitor.DataCollectionRuleArgs>;
}
