import type * as containerservice from "@pulumi/azure-native/containerservice";
import type * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkInputs } from "./network";
import { dnsServiceAddress } from "./network-plan";
import { agentPoolProperties, placedPools } from "./nodes";
import type { AgentPoolPlan } from "./nodes-plan";
import type { AksSettings } from "./settings";

/** Inputs of the managed cluster. */
export interface ManagedClusterInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly network: NetworkInputs;
    readonly keys: { readonly secretsKeyUri: pulumi.Input<string> };
    readonly sinks: { readonly workspaceId: pulumi.Input<string> };
    /** Identity of the control plane. */
    readonly identity: managedidentity.UserAssignedIdentity;
    readonly nodesIdentity: managedidentity.UserAssignedIdentity;
}

/** Arguments of the cluster in Azure. */
export function managedClusterArgs(
    settings: AksSettings,
    pools: readonly AgentPoolPlan[],
    inputs: ManagedClusterInputs,
): containerservice.ManagedClusterArgs {
    const { clusterName, location, tags, tenantId, administrators } = settings;
    return {
        resourceGroupName: inputs.resourceGroupName,
        resourceName: clusterName,
        location,
        tags: { ...tags },
        sku: { name: "Base", tier: "Standard" },
        dnsPrefix: dnsPrefix(clusterName),
        identity: { type: "UserAssigned", userAssignedIdentities: [inputs.identity.id] },
        identityProfile: { kubeletidentity: kubeletIdentity(inputs.nodesIdentity) },
        enableRBAC: true,
        disableLocalAccounts: true,
        aadProfile: {
            managed: true,
            enableAzureRBAC: true,
            adminGroupObjectIDs: [...administrators],
            tenantID: tenantId,
        },
        oidcIssuerProfile: { enabled: true },
        securityProfile: securityProfile(inputs),
        apiServerAccessProfile: apiServerAccess(settings, inputs.network),
        networkProfile: networkProfile(settings, inputs.network),
        addonProfiles: addonProfiles(settings, inputs),
        // Only the minor version: patches that AKS installs are then no difference.
        kubernetesVersion: settings.kubernetesVersion,
        autoUpgradeProfile: { upgradeChannel: settings.upgradeChannel, nodeOSUpgradeChannel: "NodeImage" },
        agentPoolProfiles: placedPools(pools, inputs.network).map(({ plan, subnetId }) => ({
            name: plan.agentPoolName,
            ...agentPoolProperties(settings, plan, subnetId),
        })),
        autoScalerProfile: { balanceSimilarNodeGroups: settings.natGateways === "perZone" ? "true" : "false" },
        nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
    };
}

function kubeletIdentity({ id, clientId, principalId }: managedidentity.UserAssignedIdentity) {
    return { resourceId: id, clientId, objectId: principalId };
}

function securityProfile({ keys }: ManagedClusterInputs) {
    return {
        workloadIdentity: { enabled: true },
        azureKeyVaultKms: { enabled: true, keyId: keys.secretsKeyUri, keyVaultNetworkAccess: "Public" },
        imageCleaner: { enabled: true, intervalHours: 168 }, // weekly, the default: https://learn.microsoft.com/azure/aks/image-cleaner
    };
}

function apiServerAccess({ publicEndpoint, allowedCidrs }: AksSettings, { egressCidrs }: NetworkInputs) {
    return {
        disableRunCommand: true,
        ...(publicEndpoint
            ? // Nodes come from the NAT gateways.
              { enablePrivateCluster: false, authorizedIPRanges: [...allowedCidrs, ...egressCidrs] }
            : // A public name with a private address, so that callers inside the network need no private DNS zone.
              { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: true, privateDNSZone: "none" }),
    };
}

function networkProfile({ podCidr, serviceCidr }: AksSettings, { outboundType }: NetworkInputs) {
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
    { sinks }: ManagedClusterInputs,
): containerservice.ManagedClusterArgs["addonProfiles"] {
    return logs === "cloud"
        ? {
              omsagent: {
                  enabled: true,
                  config: { logAnalyticsWorkspaceResourceID: sinks.workspaceId, useAADAuth: "true" },
              },
          }
        : { omsagent: { enabled: false } }; // left out, an agent that runs would stay
}

/** First part of the API server's name: up to 54 letters, digits and `-`, which end in a letter or digit. */
export function dnsPrefix(clusterName: string): string {
    return clusterName.slice(0, 54).replace(/-+$/, ""); // "prod-" becomes "prod"
}

/**
 * Logs of the control plane: all but `kube-audit`, which also has every read and costs most.
 * Source: https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs.
 */
export const controlPlaneLogCategories = [
    "kube-apiserver",
    "kube-audit-admin",
    "kube-controller-manager",
    "kube-scheduler",
    "cluster-autoscaler",
    "cloud-controller-manager",
    "guard",
] as const;
