import {
    both,
    cidr,
    ipAddress,
    listOf,
    mapOf,
    matching,
    objectOf,
    oneOf,
    text,
    wholeNumber,
    yesOrNo,
} from "./property-rules";
import { agentPoolProblems, agentPoolProperties, inlinePoolChangeProblems, poolName } from "./azure-native-pools";
import { common, groupName, guid, guidOf, identityId, nameOf, resourceId, workspaceId } from "./azure-native-values";
import type { Inputs, PropertyRule, TypeRules } from "./rules";

const clusterName = nameOf(1, 63, "-_");
const clusterPath = ({ resourceName }: Inputs) => `Microsoft.ContainerService/managedClusters/${resourceName}`;
const switched = objectOf({ enabled: yesOrNo }, ["enabled"]);
const versionedKey = matching(
    /^https:\/\/[-A-Za-z0-9]+\.vault\.azure\.net\/keys\/[^/]+\/[0-9a-f]{32}$/,
    "the address of a key with its version",
);

// https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
const reservedRanges = /^(172\.3[01]|169\.254|192\.0\.2)\./;
const freeRange: PropertyRule = both(cidr, (value) =>
    reservedRanges.test(String(value)) ? `overlaps with a range that AKS reserves, got ${String(value)}` : undefined,
);

const cluster: TypeRules = {
    required: ["resourceGroupName"],
    properties: {
        ...common,
        resourceName: clusterName,
        sku: objectOf({ name: oneOf("Base"), tier: oneOf("Free", "Standard", "Premium") }),
        kubernetesVersion: matching(/^1\.\d+(\.\d+)?$/, "a version such as 1.35"),
        dnsPrefix: matching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,52}[A-Za-z0-9])?$/, "a prefix of at most 54 characters"),
        identity: objectOf(
            { type: oneOf("UserAssigned", "SystemAssigned"), userAssignedIdentities: listOf(identityId, 1, 1) },
            ["type"],
        ),
        identityProfile: objectOf({
            kubeletidentity: objectOf({ resourceId: identityId, clientId: guid, objectId: guid }, ["resourceId"]),
        }),
        enableRBAC: yesOrNo,
        disableLocalAccounts: yesOrNo,
        aadProfile: objectOf({
            managed: yesOrNo,
            enableAzureRBAC: yesOrNo,
            adminGroupObjectIDs: listOf(guid),
            tenantID: guid,
        }),
        oidcIssuerProfile: switched,
        securityProfile: objectOf({
            workloadIdentity: switched,
            imageCleaner: objectOf({ enabled: yesOrNo, intervalHours: wholeNumber(24, 2160) }),
            azureKeyVaultKms: objectOf({
                enabled: yesOrNo,
                keyId: versionedKey,
                keyVaultNetworkAccess: oneOf("Public", "Private"),
            }),
        }),
        apiServerAccessProfile: objectOf({
            disableRunCommand: yesOrNo,
            enablePrivateCluster: yesOrNo,
            enablePrivateClusterPublicFQDN: yesOrNo,
            privateDNSZone: matching(/^(none|system|\/subscriptions\/.+)$/, "none, system or a zone's id"),
            authorizedIPRanges: listOf(cidr, 0, 200),
        }),
        networkProfile: objectOf({
            networkPlugin: oneOf("azure", "none"),
            networkPluginMode: oneOf("overlay"),
            networkDataplane: oneOf("azure", "cilium"),
            networkPolicy: oneOf("azure", "calico", "cilium", "none"),
            loadBalancerSku: oneOf("standard"),
            outboundType: oneOf(
                "loadBalancer",
                "userDefinedRouting",
                "managedNATGateway",
                "userAssignedNATGateway",
                "none",
            ),
            podCidr: freeRange,
            serviceCidr: freeRange,
            dnsServiceIP: ipAddress,
        }),
        nodeResourceGroupProfile: objectOf({ restrictionLevel: oneOf("Unrestricted", "ReadOnly") }),
        autoUpgradeProfile: objectOf({
            upgradeChannel: oneOf("rapid", "stable", "patch", "node-image", "none"),
            nodeOSUpgradeChannel: oneOf("None", "Unmanaged", "NodeImage", "SecurityPatch"),
        }),
        autoScalerProfile: objectOf({ balanceSimilarNodeGroups: oneOf("true", "false") }),
        addonProfiles: both(
            mapOf(objectOf({ enabled: yesOrNo, config: mapOf(text) }, ["enabled"])),
            objectOf({
                omsagent: objectOf(
                    {
                        enabled: yesOrNo,
                        config: objectOf({
                            logAnalyticsWorkspaceResourceID: workspaceId,
                            useAADAuth: oneOf("true", "false"),
                        }),
                    },
                    ["enabled"],
                ),
            }),
        ),
        agentPoolProfiles: listOf(objectOf({ name: poolName, ...agentPoolProperties }, ["name"]), 1),
    },
    replaces: [
        "resourceGroupName",
        "resourceName",
        "location",
        "dnsPrefix",
        // https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
        "networkProfile.networkPlugin",
        "networkProfile.networkPluginMode",
        "networkProfile.networkDataplane",
        "networkProfile.networkPolicy",
        "networkProfile.outboundType",
        "networkProfile.podCidr",
        "networkProfile.serviceCidr",
        "networkProfile.dnsServiceIP",
    ],
    physicalName: "resourceName",
    outputs: ({ resourceName, location, dnsPrefix }, { serial }) => ({
        name: resourceName,
        fqdn: `${dnsPrefix}-${serial}.hcp.${location}.azmk8s.io`,
        oidcIssuerProfile: { issuerURL: `https://${location}.oic.prod-aks.azure.com/${guidOf(serial, "5")}/` },
        currentKubernetesVersion: "1.35.2",
        provisioningState: "Succeeded",
        powerState: { code: "Running" },
    }),
    id: (inputs) => resourceId(inputs, clusterPath(inputs)),
    problems: clusterProblems,
    updateProblems: (olds, inputs) => [
        ...inlinePoolChangeProblems(olds["agentPoolProfiles"] ?? [], inputs["agentPoolProfiles"] ?? []),
        ...clusterChangeProblems(olds, inputs),
    ],
};

/** Clusters and what belongs to them. */
export const azureContainerTypes: Readonly<Record<string, TypeRules>> = {
    "azure-native:containerservice:ManagedCluster": cluster,
    "azure-native:containerservice:AgentPool": {
        required: ["resourceGroupName", "resourceName"],
        properties: {
            resourceGroupName: groupName,
            resourceName: clusterName,
            agentPoolName: poolName,
            ...agentPoolProperties,
        },
        replaces: [
            "resourceGroupName",
            "resourceName",
            "agentPoolName",
            "vmSize",
            "availabilityZones",
            "vnetSubnetID",
            "osDiskType",
            "osDiskSizeGB",
            "scaleSetPriority",
        ],
        physicalName: "agentPoolName",
        outputs: ({ agentPoolName }) => ({ name: agentPoolName, provisioningState: "Succeeded" }),
        id: (inputs) => resourceId(inputs, `${clusterPath(inputs)}/agentPools/${inputs["agentPoolName"]}`),
        problems: (inputs) => [...agentPoolProblems(inputs)],
    },
    "azure-native:containerservice:MaintenanceConfiguration": {
        required: ["resourceGroupName", "resourceName"],
        properties: {
            resourceGroupName: groupName,
            resourceName: clusterName,
            configName: oneOf("default", "aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"),
            maintenanceWindow: objectOf(
                {
                    schedule: objectOf({
                        weekly: objectOf({ intervalWeeks: wholeNumber(1, 4), dayOfWeek: weekday() }, [
                            "dayOfWeek",
                            "intervalWeeks",
                        ]),
                    }),
                    startTime: matching(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 02:00"),
                    utcOffset: matching(/^[+-]\d\d:\d\d$/, "a distance to UTC such as +00:00"),
                    durationHours: wholeNumber(4, 24),
                },
                ["durationHours", "schedule", "startTime"],
            ),
        },
        replaces: ["resourceGroupName", "resourceName", "configName"],
        physicalName: "configName",
        outputs: ({ configName }) => ({ name: configName }),
        id: (inputs) => resourceId(inputs, `${clusterPath(inputs)}/maintenanceConfigurations/${inputs["configName"]}`),
    },
};

function weekday() {
    return oneOf("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
}

function clusterChangeProblems(olds: Inputs, inputs: Inputs): string[] {
    const isPrivate = ({ apiServerAccessProfile: access }: Inputs) => access?.enablePrivateCluster === true;
    const minor = ({ kubernetesVersion }: Inputs) => Number(String(kubernetesVersion).split(".")[1]);
    const step = minor(inputs) - minor(olds);
    return [
        // https://learn.microsoft.com/azure/aks/private-clusters#limitations
        ...(isPrivate(olds) === isPrivate(inputs)
            ? []
            : ["Changing property 'apiServerAccessProfile.enablePrivateCluster' is not allowed"]),
        // https://learn.microsoft.com/azure/aks/upgrade-aks-cluster
        ...(step < 0 || step > 1
            ? [
                  `Upgrading Kubernetes version ${olds["kubernetesVersion"]} to ${inputs["kubernetesVersion"]} is not allowed`,
              ]
            : []),
    ];
}

function clusterProblems(inputs: Inputs): string[] {
    const { apiServerAccessProfile: access, networkProfile, disableLocalAccounts, aadProfile } = inputs;
    const { identity, identityProfile, securityProfile } = inputs;
    return [
        ...(access?.enablePrivateCluster === true && (access.authorizedIPRanges ?? []).length > 0
            ? ["authorizedIPRanges are not for private clusters"]
            : []),
        ...(disableLocalAccounts === true && aadProfile?.managed !== true
            ? ["disableLocalAccounts needs a managed aadProfile"]
            : []),
        ...(networkProfile?.networkPolicy === "cilium" && networkProfile.networkDataplane !== "cilium"
            ? ["networkPolicy cilium needs networkDataplane cilium"]
            : []),
        ...(identityProfile !== undefined && identity?.type !== "UserAssigned"
            ? ["an identity of the nodes needs one of the control plane"]
            : []),
        ...(securityProfile?.azureKeyVaultKms?.enabled === true && identity?.type !== "UserAssigned"
            ? ["azureKeyVaultKms needs an identity of the control plane"]
            : []),
        ...(securityProfile?.workloadIdentity?.enabled === true && inputs["oidcIssuerProfile"]?.enabled !== true
            ? ["workloadIdentity needs the OIDC issuer"]
            : []),
        ...systemPoolProblems(inputs),
    ];
}

function systemPoolProblems({ agentPoolProfiles }: Inputs): string[] {
    const pools: Inputs[] = agentPoolProfiles ?? [];
    return [
        ...(pools.some(({ mode }) => mode === "System") ? [] : ["a cluster needs a pool of mode System"]),
        ...pools.flatMap(agentPoolProblems),
    ];
}
