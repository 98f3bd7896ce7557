import type * as containerservice from "@pulumi/azure-native/containerservice";
import * as monitor from "@pulumi/azure-native/monitor";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import type * as pulumi from "@pulumi/pulumi";
import { boundedName } from "./names";
import type { ChildOptions } from "./network";
import type { AksSettings } from "./settings";
import type { LogSink } from "../../contracts/cluster";

/** Registers the workspace of the control plane's logs and, if asked for, those of containers. */
export function logWorkspace(
    name: string,
    { clusterName, location, tags, logRetentionDays }: AksSettings,
    resourceGroupName: pulumi.Input<string>,
    opts: ChildOptions,
): operationalinsights.Workspace {
    return new operationalinsights.Workspace(
        `${name}-logs`,
        {
            resourceGroupName,
            location,
            tags: { ...tags },
            workspaceName: boundedName(63, clusterName, "logs"), // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
            sku: { name: "PerGB2018" },
            retentionInDays: logRetentionDays,
        },
        opts,
    );
}

// All of the control plane but "kube-audit", which also has every read and costs most:
// https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs.
const controlPlaneCategories = [
    "kube-apiserver",
    "kube-audit-admin",
    "kube-controller-manager",
    "kube-scheduler",
    "cluster-autoscaler",
    "cloud-controller-manager",
    "guard",
];

/** Registers where the cluster's logs go. */
export function clusterLogs(
    name: string,
    settings: AksSettings,
    cluster: containerservice.ManagedCluster,
    workspace: operationalinsights.Workspace,
    resourceGroupName: pulumi.Input<string>,
    opts: ChildOptions,
): LogSink {
    new monitor.DiagnosticSetting(
        `${name}-control-plane-logs`,
        {
            name: "control-plane",
            resourceUri: cluster.id,
            workspaceId: workspace.id,
            logAnalyticsDestinationType: "Dedicated",
            logs: controlPlaneCategories.map((category) => ({ category, enabled: true })),
        },
        opts,
    );
    if (settings.logs !== "cloud") {
        return { kind: "inCluster" };
    }
    const rule = new monitor.DataCollectionRule(
        `${name}-container-logs`,
        {
            resourceGroupName,
            location: settings.location,
            tags: { ...settings.tags },
            dataCollectionRuleName: boundedName(64, settings.clusterName, "container-logs"),
            ...containerLogRule(workspace.id),
        },
        opts,
    );
    new monitor.DataCollectionRuleAssociation(
        `${name}-container-logs-of-cluster`,
        { resourceUri: cluster.id, associationName: extension, dataCollectionRuleId: rule.id },
        opts,
    );
    return { kind: "azureMonitor", workspaceId: workspace.id };
}

// Names that AKS's agent knows: https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable.
const extension = "ContainerInsightsExtension";
const streams = ["Microsoft-ContainerLogV2", "Microsoft-KubeEvents"];
const destination = "workspace";

/** The agent that AKS runs on every node collects containers' output and Kubernetes events. */
function containerLogRule(workspaceResourceId: pulumi.Input<string>) {
    return {
        kind: "Linux",
        dataSources: {
            extensions: [
                {
                    name: extension,
                    extensionName: "ContainerInsights",
                    streams,
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
        dataFlows: [{ streams, destinations: [destination] }],
    } satisfies Partial<monitor.DataCollectionRuleArgs>;
}
