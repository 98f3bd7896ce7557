import * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentities, ClusterSurroundings } from "./control-plane";
import type { AksNetwork, ChildOptions } from "./network";
import { builtInRoleId } from "./rights";
import { assignRole } from "./role-assignment";
import type { AksSettings } from "./settings";

/** Registers the rights without which the cluster does not come up. */
export function controlPlaneRights(
    name: string,
    settings: AksSettings,
    { controlPlane, nodes }: ClusterIdentities,
    { network, keys }: ClusterSurroundings,
    opts: ChildOptions,
): readonly pulumi.Resource[] {
    const { subscriptionId, resourceGroup, clusterName } = settings;
    const grant = (
        purpose: string,
        role: Parameters<typeof builtInRoleId>[1],
        scope: pulumi.Input<string>,
        description: string,
    ) =>
        assignRole(
            `${name}-control-plane-${purpose}`,
            {
                scope,
                roleId: builtInRoleId(subscriptionId, role),
                principalId: controlPlane.principalId,
                identifiedBy: [subscriptionId, resourceGroup, clusterName, "control-plane", purpose],
                description: `AKS cluster ${clusterName} ${description}`,
            },
            opts,
        );
    return [
        ...networkScopes(settings, network).map(({ purpose, scope }) =>
            grant(purpose, "networkContributor", scope, "puts nodes and load balancers into its network"),
        ),
        grant("nodes", "managedIdentityOperator", nodes.id, "gives its nodes their identity"),
        grant("key", "keyVaultCryptoUser", keys.vaultId, "encrypts Kubernetes secrets"),
    ];
}

/** The subnets; AKS Automatic asks for the whole network: https://learn.microsoft.com/azure/aks/automatic/quick-automatic-custom-network. */
function networkScopes({ sku }: AksSettings, { subnetIds }: AksNetwork) {
    const [first] = subnetIds;
    return sku === "automatic" && first !== undefined
        ? [{ purpose: "network", scope: pulumi.output(first).apply(networkIdOf) }]
        : subnetIds.map((scope, index) => ({
              purpose: subnetIds.length === 1 ? "network" : `network-${index + 1}`,
              scope,
          }));
}

/** Id of a subnet's network: `…/virtualNetworks/flink/subnets/nodes` gives `…/virtualNetworks/flink`. */
function networkIdOf(subnetId: string): string {
    return subnetId.replace(/\/subnets\/[^/]+$/, "");
}
