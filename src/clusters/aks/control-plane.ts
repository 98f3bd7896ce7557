import * as containerservice from "@pulumi/azure-native/containerservice";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as pulumi from "@pulumi/pulumi";
import { managedClusterArgs } from "./control-plane-spec";
import type { AksKeys } from "./keys";
import type { AksNetwork, ChildOptions } from "./network";
import type { AgentPoolPlan } from "./nodes-plan";
import { builtInRoleId } from "./rights";
import { assignRole } from "./role-assignment";
import type { AksSettings } from "./settings";

/** What a cluster is made in. */
export interface ClusterSurroundings {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly network: AksNetwork;
    readonly keys: AksKeys;
    readonly workspaceId: pulumi.Input<string>;
}

/** Identities of the control plane and of the nodes. */
export interface ClusterIdentities {
    readonly controlPlane: managedidentity.UserAssignedIdentity;
    readonly nodes: managedidentity.UserAssignedIdentity;
}

/** Registers the two identities; a replaced cluster keeps them. */
export function clusterIdentities(
    name: string,
    { clusterName, location, tags }: AksSettings,
    resourceGroupName: pulumi.Input<string>,
    opts: ChildOptions,
): ClusterIdentities {
    const identity = (purpose: string) =>
        new managedidentity.UserAssignedIdentity(
            `${name}-${purpose}-identity`,
            { resourceGroupName, location, tags: { ...tags }, resourceName: `${clusterName}-${purpose}` },
            opts,
        );
    return { controlPlane: identity("control-plane"), nodes: identity("nodes") };
}

/** Registers the cluster with its system pools, after the rights that it needs to come up. */
export function managedCluster(
    name: string,
    settings: AksSettings,
    systemPools: readonly AgentPoolPlan[],
    identities: ClusterIdentities,
    surroundings: ClusterSurroundings,
    opts: ChildOptions,
): containerservice.ManagedCluster {
    const { controlPlane, nodes } = identities;
    const references = {
        ...surroundings,
        identityId: controlPlane.id,
        nodeIdentity: { resourceId: nodes.id, clientId: nodes.clientId, objectId: nodes.principalId },
        secretsKeyUri: surroundings.keys.secretsKeyUri,
    };
    return new containerservice.ManagedCluster(
        `${name}-cluster`,
        managedClusterArgs(settings, systemPools, references),
        {
            ...opts,
            protect: settings.deletionProtection,
            dependsOn: [...controlPlaneRights(name, settings, identities, surroundings, opts)],
            // How many nodes there are is the autoscaler's business.
            ignoreChanges: systemPools.map((_, index) => `agentPoolProfiles[${index}].count`),
        },
    );
}

/** Registers when AKS may upgrade the cluster and its nodes. */
export function maintenanceWindows(
    name: string,
    { maintenance }: AksSettings,
    cluster: containerservice.ManagedCluster,
    resourceGroupName: pulumi.Input<string>,
    opts: ChildOptions,
): void {
    const { day, startHourUtc, hours } = maintenance;
    const maintenanceWindow = {
        schedule: { weekly: { intervalWeeks: 1, dayOfWeek: `${day.slice(0, 1).toUpperCase()}${day.slice(1)}` } },
        startTime: `${String(startHourUtc).padStart(2, "0")}:00`,
        utcOffset: "+00:00",
        durationHours: hours,
    };
    // Names that AKS knows: https://learn.microsoft.com/azure/aks/planned-maintenance
    for (const [purpose, configName] of [
        ["cluster-upgrades", "aksManagedAutoUpgradeSchedule"],
        ["node-upgrades", "aksManagedNodeOSUpgradeSchedule"],
    ] as const) {
        new containerservice.MaintenanceConfiguration(
            `${name}-${purpose}`,
            { resourceGroupName, resourceName: cluster.name, configName, maintenanceWindow },
            opts,
        );
    }
}

/** Registers who administers the cluster. */
export function administrators(
    name: string,
    { subscriptionId, resourceGroup, physicalName, administrators: groups }: AksSettings,
    cluster: containerservice.ManagedCluster,
    opts: ChildOptions,
): readonly pulumi.Resource[] {
    return groups.map((group) =>
        assignRole(
            `${name}-administrators-${group}`,
            {
                scope: cluster.id,
                roleId: builtInRoleId(subscriptionId, "kubernetesClusterAdministrator"),
                principalId: group,
                principalType: "Group",
                identifiedBy: [subscriptionId, resourceGroup, physicalName, "administrators", group],
                description: `Administers the AKS cluster ${physicalName}`,
            },
            opts,
        ),
    );
}

/** Registers the rights without which the cluster does not come up. */
function controlPlaneRights(
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
        ...network.subnetIds.map((scope, index) =>
            grant(
                network.subnetIds.length === 1 ? "network" : `network-${index + 1}`,
                "networkContributor",
                scope,
                "puts nodes and load balancers into its network",
            ),
        ),
        grant("nodes", "managedIdentityOperator", nodes.id, "gives its nodes their identity"),
        grant("key", "keyVaultCryptoUser", keys.vaultId, "encrypts Kubernetes secrets"),
    ];
}
