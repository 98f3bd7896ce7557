import type { Need, PermissionTable, TypeNeeds } from "./permissions";

const learn = "https://learn.microsoft.com/azure";
/** Lists of all operations, by part of Azure. */
const operations = (part: string) => `${learn}/role-based-access-control/permissions/${part}`;

/** What a type needs beside reading, writing and deleting what it is itself. */
interface More {
    /** To make it and to change it: rights on what it joins, and on the operation that goes on meanwhile. */
    readonly write?: readonly string[];
    readonly delete?: readonly string[];
    readonly sources?: readonly string[];
}

/** Azure makes and changes a resource by the same operation. */
const kept = (operation: string, part: string, more: More = {}): TypeNeeds => ({
    create: [`${operation}/write`, ...(more.write ?? [])],
    read: [`${operation}/read`],
    update: [`${operation}/write`, ...(more.write ?? [])],
    sources: [operations(part), ...(more.sources ?? [])],
});

const removable = (operation: string, part: string, more: More = {}): TypeNeeds => ({
    ...kept(operation, part, more),
    delete: [`${operation}/delete`, ...(more.delete ?? [])],
});

const assignIdentity = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

const access: Readonly<Record<string, TypeNeeds>> = {
    "azure-native:resources:ResourceGroup": kept(
        "Microsoft.Resources/subscriptions/resourceGroups",
        "management-and-governance",
    ),
    "azure-native:managedidentity:UserAssignedIdentity": removable(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "identity",
    ),
    "azure-native:managedidentity:FederatedIdentityCredential": removable(
        "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
        "identity",
    ),
    "azure-native:authorization:RoleAssignment": removable(
        "Microsoft.Authorization/roleAssignments",
        "management-and-governance",
    ),
    "azure-native:authorization:RoleDefinition": removable(
        "Microsoft.Authorization/roleDefinitions",
        "management-and-governance",
    ),
    "azure-native:authorization:ManagementLockByScope": kept(
        "Microsoft.Authorization/locks",
        "management-and-governance",
    ),
};

const networkOperation = ["Microsoft.Network/locations/operations/read"];
const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";

const network: Readonly<Record<string, TypeNeeds>> = {
    "azure-native:network:VirtualNetwork": removable("Microsoft.Network/virtualNetworks", "networking", {
        write: networkOperation,
        delete: networkOperation,
    }),
    "azure-native:network:Subnet": removable("Microsoft.Network/virtualNetworks/subnets", "networking", {
        write: [...networkOperation, "Microsoft.Network/natGateways/join/action"],
        delete: networkOperation,
    }),
    "azure-native:network:PublicIPAddress": removable("Microsoft.Network/publicIPAddresses", "networking", {
        write: networkOperation,
        delete: networkOperation,
    }),
    "azure-native:network:NatGateway": removable("Microsoft.Network/natGateways", "networking", {
        write: [...networkOperation, "Microsoft.Network/publicIPAddresses/join/action"],
        delete: networkOperation,
    }),
};

const state: Readonly<Record<string, TypeNeeds>> = {
    "azure-native:keyvault:Vault": kept("Microsoft.KeyVault/vaults", "security", {
        // Whoever has a vault go by roles must be able to give roles.
        write: ["Microsoft.Authorization/roleAssignments/write"],
        sources: [`${learn}/key-vault/general/rbac-guide`],
    }),
    "azure-native:keyvault:Key": kept("Microsoft.KeyVault/vaults/keys", "security"),
    "azure-native:storage:StorageAccount": kept("Microsoft.Storage/storageAccounts", "storage", {
        write: [
            "Microsoft.Storage/locations/asyncoperations/read",
            "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
            assignIdentity,
        ],
        sources: [
            `${learn}/storage/common/storage-network-security-virtual-networks`,
            `${learn}/storage/common/customer-managed-keys-configure-new-account`,
        ],
    }),
    "azure-native:storage:BlobServiceProperties": kept("Microsoft.Storage/storageAccounts/blobServices", "storage"),
    "azure-native:storage:BlobContainer": kept("Microsoft.Storage/storageAccounts/blobServices/containers", "storage"),
};

const inProgress = [
    "Microsoft.ContainerService/locations/operations/read",
    "Microsoft.ContainerService/locations/operationresults/read",
];

const containers: Readonly<Record<string, TypeNeeds>> = {
    "azure-native:containerservice:ManagedCluster": removable(
        "Microsoft.ContainerService/managedClusters",
        "containers",
        {
            write: [
                ...inProgress,
                joinSubnet,
                assignIdentity,
                "Microsoft.OperationalInsights/workspaces/read",
                "Microsoft.OperationalInsights/workspaces/sharedkeys/read",
            ],
            delete: inProgress,
            sources: [`${learn}/aks/concepts-identity#identity-creating-and-operating-the-cluster-permissions`],
        },
    ),
    "azure-native:containerservice:AgentPool": removable(
        "Microsoft.ContainerService/managedClusters/agentPools",
        "containers",
        { write: [...inProgress, joinSubnet], delete: inProgress },
    ),
    "azure-native:containerservice:MaintenanceConfiguration": removable(
        "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
        "containers",
    ),
};

const logsOperation = ["Microsoft.OperationalInsights/locations/operationStatuses/read"];
const metricsOperation = ["Microsoft.Monitor/locations/operationStatuses/read"];

const monitor: Readonly<Record<string, TypeNeeds>> = {
    "azure-native:operationalinsights:Workspace": removable("Microsoft.OperationalInsights/workspaces", "monitor", {
        write: logsOperation,
        delete: logsOperation,
    }),
    "azure-native:monitor:AzureMonitorWorkspace": removable("Microsoft.Monitor/accounts", "monitor", {
        write: metricsOperation,
        delete: metricsOperation,
    }),
    "azure-native:monitor:DiagnosticSetting": removable("Microsoft.Insights/diagnosticSettings", "monitor", {
        write: ["Microsoft.OperationalInsights/workspaces/sharedKeys/action"],
        sources: ["https://github.com/MicrosoftDocs/azure-docs/issues/80159"],
    }),
    "azure-native:monitor:DataCollectionEndpoint": removable("Microsoft.Insights/dataCollectionEndpoints", "monitor"),
    "azure-native:monitor:DataCollectionRule": removable("Microsoft.Insights/dataCollectionRules", "monitor"),
    "azure-native:monitor:DataCollectionRuleAssociation": removable(
        "Microsoft.Insights/dataCollectionRuleAssociations",
        "monitor",
        { write: ["Microsoft.Insights/dataCollectionRules/read"] },
    ),
};

const functions: Readonly<Record<string, Need>> = {
    "azure-native:containerservice:getManagedCluster": {
        permissions: ["Microsoft.ContainerService/managedClusters/read"],
        sources: [operations("containers")],
    },
    "azure-native:containerservice:listManagedClusterUserCredentials": {
        permissions: ["Microsoft.ContainerService/managedClusters/listClusterUserCredential/action"],
        sources: [`${learn}/aks/control-kubeconfig-access`],
    },
};

/** What Azure wants of whoever runs Pulumi, as far as an AKS cluster goes. Inside the cluster, its groups decide. */
export const azureNativePermissions: PermissionTable = {
    provider: "azure-native",
    types: { ...access, ...network, ...state, ...containers, ...monitor },
    functions,
    beside: {},
};
