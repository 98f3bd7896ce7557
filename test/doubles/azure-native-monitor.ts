import { any, listOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo } from "./property-rules";
import { anyId, clusterId, common, guidOf, idOf, nameOf, resourceId, workspaceId } from "./azure-native-values";
import type { TypeRules } from "./rules";

const stream = matching(/^Microsoft-[A-Za-z0-9]+$/, "a stream");
const insights = (kind: string, name: unknown) => `Microsoft.Insights/${kind}/${String(name)}`;

/** Workspaces for logs and metrics, and what brings these there. */
export const azureMonitorTypes: Readonly<Record<string, TypeRules>> = {
    "azure-native:operationalinsights:Workspace": {
        required: ["resourceGroupName"],
        properties: {
            ...common,
            workspaceName: matching(/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/, "a name of 4 to 63 characters"),
            sku: objectOf({ name: oneOf("PerGB2018", "CapacityReservation") }, ["name"]),
            retentionInDays: wholeNumber(30, 730),
            workspaceCapping: objectOf({ dailyQuotaGb: wholeNumber(-1, 4000) }),
        },
        replaces: ["resourceGroupName", "workspaceName", "location"],
        physicalName: "workspaceName",
        outputs: ({ workspaceName }, { serial }) => ({ name: workspaceName, customerId: guidOf(serial, "3") }),
        id: (inputs) => resourceId(inputs, `Microsoft.OperationalInsights/workspaces/${inputs["workspaceName"]}`),
    },
    "azure-native:monitor:DiagnosticSetting": {
        required: ["resourceUri"],
        properties: {
            name: nameOf(1, 260, "-_."),
            resourceUri: anyId,
            workspaceId,
            logAnalyticsDestinationType: oneOf("Dedicated", "AzureDiagnostics"),
            logs: listOf(
                objectOf(
                    {
                        // https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs
                        category: oneOf(
                            "kube-apiserver",
                            "kube-audit",
                            "kube-audit-admin",
                            "kube-controller-manager",
                            "kube-scheduler",
                            "cluster-autoscaler",
                            "cloud-controller-manager",
                            "guard",
                            "csi-azuredisk-controller",
                            "csi-azurefile-controller",
                            "csi-snapshot-controller",
                        ),
                        enabled: yesOrNo,
                    },
                    ["enabled"],
                ),
                1,
            ),
        },
        replaces: ["name", "resourceUri"],
        outputs: () => ({ type: "Microsoft.Insights/diagnosticSettings" }),
        id: ({ resourceUri, name }) => `${resourceUri}/providers/${insights("diagnosticSettings", name)}`,
    },
    "azure-native:monitor:AzureMonitorWorkspace": {
        required: ["resourceGroupName"],
        properties: { ...common, azureMonitorWorkspaceName: nameOf(4, 44) },
        replaces: ["resourceGroupName", "azureMonitorWorkspaceName", "location"],
        physicalName: "azureMonitorWorkspaceName",
        outputs: (inputs, { serial }) => ({
            name: inputs["azureMonitorWorkspaceName"],
            accountId: guidOf(serial, "4"),
            metrics: {
                prometheusQueryEndpoint: `https://metrics-${serial}.${inputs["location"]}.prometheus.monitor.azure.com`,
            },
        }),
        id: (inputs) => resourceId(inputs, `Microsoft.Monitor/accounts/${inputs["azureMonitorWorkspaceName"]}`),
    },
    "azure-native:monitor:DataCollectionEndpoint": {
        required: ["resourceGroupName"],
        properties: { ...common, dataCollectionEndpointName: nameOf(3, 44), kind: oneOf("Linux", "Windows") },
        replaces: ["resourceGroupName", "dataCollectionEndpointName", "location"],
        physicalName: "dataCollectionEndpointName",
        outputs: (inputs, { serial }) => ({
            name: inputs["dataCollectionEndpointName"],
            metricsIngestion: {
                endpoint: `https://metrics-${serial}.${inputs["location"]}-1.metrics.ingest.monitor.azure.com`,
            },
        }),
        id: (inputs) => resourceId(inputs, insights("dataCollectionEndpoints", inputs["dataCollectionEndpointName"])),
    },
    "azure-native:monitor:DataCollectionRule": {
        required: ["resourceGroupName"],
        properties: {
            ...common,
            dataCollectionRuleName: nameOf(3, 64),
            kind: oneOf("Linux", "Windows"),
            dataCollectionEndpointId: idOf("Microsoft.Insights/dataCollectionEndpoints"),
            dataSources: objectOf({
                prometheusForwarder: listOf(objectOf({ name: text, streams: listOf(stream, 1) })),
                extensions: listOf(
                    objectOf(
                        {
                            name: text,
                            extensionName: oneOf("ContainerInsights"),
                            streams: listOf(stream, 1),
                            extensionSettings: any,
                        },
                        ["extensionName"],
                    ),
                ),
            }),
            destinations: objectOf({
                monitoringAccounts: listOf(
                    objectOf({ name: text, accountResourceId: idOf("Microsoft.Monitor/accounts") }),
                ),
                logAnalytics: listOf(objectOf({ name: text, workspaceResourceId: workspaceId })),
            }),
            dataFlows: listOf(objectOf({ streams: listOf(stream, 1), destinations: listOf(text, 1) }), 1),
        },
        replaces: ["resourceGroupName", "dataCollectionRuleName", "location"],
        physicalName: "dataCollectionRuleName",
        outputs: (inputs, { serial }) => ({
            name: inputs["dataCollectionRuleName"],
            immutableId: `dcr-${serial.repeat(4)}`,
        }),
        id: (inputs) => resourceId(inputs, insights("dataCollectionRules", inputs["dataCollectionRuleName"])),
        problems: ({ dataFlows, destinations }) => {
            const known = Object.values<{ name?: string }[]>(destinations ?? {})
                .flat()
                .map(({ name }) => name);
            return (dataFlows ?? [])
                .flatMap((flow: { destinations?: string[] }) => flow.destinations ?? [])
                .filter((name: string) => !known.includes(name))
                .map((name: string) => `dataFlows name the destination "${name}", which is not among the destinations`);
        },
    },
    "azure-native:monitor:DataCollectionRuleAssociation": {
        required: ["resourceUri"],
        properties: {
            resourceUri: clusterId,
            associationName: oneOf("ContainerInsightsExtension"),
            dataCollectionRuleId: idOf("Microsoft.Insights/dataCollectionRules"),
        },
        replaces: ["resourceUri", "associationName"],
        physicalName: "associationName",
        outputs: ({ associationName }) => ({ name: associationName }),
        id: ({ resourceUri, associationName }) =>
            `${resourceUri}/providers/${insights("dataCollectionRuleAssociations", associationName)}`,
    },
};
