import type * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import { dnsServiceAddress } from "./network-plan";
import type { AksNetwork } from "./network";
import { agentPoolProperties } from "./nodes";
import type { AgentPoolPlan } from "./nodes-plan";
import type { AksSettings } from "./settings";

/** What a cluster refers to. */
export interface ClusterReferences {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly network: AksNetwork;
    /** Id of the identity of the control plane. */
    readonly identityId: pulumi.Input<string>;
    /** Identity of the nodes. */
    readonly nodeIdentity: { readonly [field in "resourceId" | "clientId" | "objectId"]: pulumi.Input<string> };
    readonly secretsKeyUri: pulumi.Input<string>;
    readonly workspaceId: pulumi.Input<string>;
}

/** Arguments of the cluster in Azure. */
export function managedClusterArgs(
    settings: AksSettings,
    systemPools: readonly AgentPoolPlan[],
    references: ClusterReferences,
): containerservice.ManagedClusterArgs {
    const { physicalName, location, tags, tenantId, administrators } = settings;
    return {
        resourceGroupName: references.resourceGroupName,
        resourceName: physicalName,
        location,
        tags: { ...tags },
        sku: { name: "Base", tier: "Standard" },
        dnsPrefix: dnsPrefix(physicalName),
        identity: { type: "UserAssigned", userAssignedIdentities: [references.identityId] },
        identityProfile: { kubeletidentity: references.nodeIdentity },
        enableRBAC: true,
        disableLocalAccounts: true,
        aadProfile: {
            managed: true,
            enableAzureRBAC: true,
            adminGroupObjectIDs: [...administrators],
            tenantID: tenantId,
        },
        oidcIssuerProfile: { enabled: true },
        securityProfile: securityProfile(references),
        apiServerAccessProfile: apiServerAccess(settings, references.network),
        networkProfile: networkProfile(settings, references.network),
        addonProfiles: addonProfiles(settings, references),
        // The minor version alone: patches that AKS installs are then no difference.
        kubernetesVersion: settings.kubernetesVersion,
        autoUpgradeProfile: { upgradeChannel: settings.upgradeChannel, nodeOSUpgradeChannel: "NodeImage" },
        agentPoolProfiles: systemPools.map((plan) => ({
            name: plan.agentPoolName,
            ...agentPoolProperties(settings, plan, references.network),
        })),
        autoScalerProfile: { balanceSimilarNodeGroups: settings.natGateways === "perZone" ? "true" : "false" },
        nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
    };
}

function securityProfile({ secretsKeyUri }: ClusterReferences) {
    return {
        workloadIdentity: { enabled: true },
        azureKeyVaultKms: { enabled: true, keyId: secretsKeyUri, keyVaultNetworkAccess: "Public" },
        imageCleaner: { enabled: true, intervalHours: 168 }, // weekly, the default: https://learn.microsoft.com/azure/aks/image-cleaner
    };
}

function apiServerAccess({ publicEndpoint, allowedCidrs }: AksSettings, { egressCidrs }: AksNetwork) {
    return {
        disableRunCommand: true,
        ...(publicEndpoint
            ? // Nodes come from the NAT gateways.
              { enablePrivateCluster: false, authorizedIPRanges: [...allowedCidrs, ...egressCidrs] }
            : // A public name with a private address: whoever reaches the network needs no DNS of ours.
              { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: true, privateDNSZone: "none" }),
    };
}

function networkProfile({ podCidr, serviceCidr }: AksSettings, { outboundType }: AksNetwork) {
    return {
        networkPlugin: "azure",
        networkPluginMode: "overlay",
        networkDataplane: "cilium",
        networkPolicy: "cilium",
        loadBalancerSku: "standard",
        outboundType,
        podCidr,
        serviceCidr,
        dnsServiceIP: dnsServiceAddress(serviceCidr),
    };
}

function addonProfiles(
    { logs }: AksSettings,
    { workspaceId }: ClusterReferences,
): containerservice.ManagedClusterArgs["addonProfiles"] {
    return logs === "cloud"
        ? {
              omsagent: {
                  enabled: true,
                  config: { logAnalyticsWorkspaceResourceID: workspaceId, useAADAuth: "true" },
              },
          }
        : {};
}

/** First part of the API server's name: up to 54 letters, digits and `-`, which end in a letter or digit. */
export function dnsPrefix(physicalName: string): string {
    return physicalName.slice(0, 54).replace(/-+$/, ""); // "prod-" becomes "prod"
}
