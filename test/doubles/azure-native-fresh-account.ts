import type { Limit, Thing } from "./account-rules";
import type { Inputs } from "./rules";

/** Says in the account that a namespace is registered; its id is the namespace. */
export const registration = "azure-native:resources:Registration";

/** Namespaces that a subscription must have registered, by what needs them; some are registered from the start. */
const namespaces: Readonly<Record<string, readonly string[]>> = {
    "azure-native:network:VirtualNetwork": ["Microsoft.Network"],
    "azure-native:network:PublicIPAddress": ["Microsoft.Network"],
    "azure-native:managedidentity:UserAssignedIdentity": ["Microsoft.ManagedIdentity"],
    "azure-native:storage:StorageAccount": ["Microsoft.Storage"],
    "azure-native:keyvault:Vault": ["Microsoft.KeyVault"],
    "azure-native:operationalinsights:Workspace": ["Microsoft.OperationalInsights"],
    "azure-native:monitor:AzureMonitorWorkspace": ["Microsoft.Monitor"],
    "azure-native:monitor:DataCollectionEndpoint": ["Microsoft.Insights"],
    "azure-native:monitor:DataCollectionRule": ["Microsoft.Insights"],
    "azure-native:containerservice:ManagedCluster": ["Microsoft.ContainerService", "Microsoft.Compute"],
};

/** Every namespace that something needs, sorted. */
export const namespacesNeeded: readonly string[] = [...new Set(Object.values(namespaces).flat())].sort();

/** Of a family of sizes in a region, in vCPUs: https://learn.microsoft.com/azure/quotas/per-vm-quota-requests */
const familyVcpus = 10;

/** "Standard_D4ds_v5" 4 of the family standardDDSv5Family. */
function sizeOf(vmSize: string): { readonly vcpus: number; readonly family: string } {
    const [, series = "", vcpus = "0", features = "", version = ""] =
        /^Standard_([A-Z]+)(\d+)([a-z]*)_?(v\d+)?$/.exec(vmSize) ?? [];
    return { vcpus: Number(vcpus), family: `standard${series}${features.toUpperCase()}${version}Family` };
}

interface Wanted {
    readonly family: string;
    readonly vcpus: number;
}

function wantedBy({ vmSize, count, minCount, scaleSetPriority }: Inputs): Wanted {
    const { family, vcpus } = sizeOf(String(vmSize));
    return { family, vcpus: scaleSetPriority === "Spot" ? 0 : vcpus * (count ?? minCount ?? 1) };
}

/** The pools of a cluster that come with it, and those beside. */
function running(things: (type: string) => readonly Thing[]): Wanted[] {
    const inline = things("azure-native:containerservice:ManagedCluster").flatMap(
        ({ inputs }) => (inputs["agentPoolProfiles"] ?? []) as Inputs[],
    );
    const beside = things("azure-native:containerservice:AgentPool").map(({ inputs }) => inputs);
    return [...inline, ...beside].map(wantedBy);
}

function quotaProblem(pools: readonly Inputs[], location: string, things: (type: string) => readonly Thing[]) {
    for (const { family, vcpus } of pools.map(wantedBy)) {
        const used = running(things)
            .filter((pool) => pool.family === family)
            .reduce((sum, pool) => sum + pool.vcpus, 0);
        if (used + vcpus > familyVcpus) {
            return `ErrCode_InsufficientVCPUQuota: Insufficient vcpu quota requested ${vcpus}, remaining ${familyVcpus - used} for family ${family} for region ${location}.`;
        }
    }
    return undefined;
}

/** What Azure refuses in a subscription of its first day. */
export const azureNativeFreshAccount: readonly Limit[] = [
    ...Object.entries(namespaces).flatMap(([type, needed]) =>
        needed.map((namespace) => ({
            type,
            problem: (_: Inputs, things: (type: string) => readonly Thing[]) =>
                things(registration).some(({ id }) => id === namespace)
                    ? undefined
                    : `MissingSubscriptionRegistration: The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
            source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
        })),
    ),
    {
        type: "azure-native:containerservice:ManagedCluster",
        problem: ({ agentPoolProfiles = [], location }, things) => quotaProblem(agentPoolProfiles, location, things),
        source: "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/error-code-insufficientvcpuquota",
    },
    {
        type: "azure-native:containerservice:AgentPool",
        problem: (pool, things) => {
            const [cluster] = things("azure-native:containerservice:ManagedCluster");
            return quotaProblem([pool], String(cluster?.inputs["location"]), things);
        },
        source: "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/error-code-insufficientvcpuquota",
    },
];
