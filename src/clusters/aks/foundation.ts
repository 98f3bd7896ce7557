import type * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as resources from "@pulumi/azure-native/resources";
import type * as pulumi from "@pulumi/pulumi";
import type { AksClusterArgs } from "./args";
import { clusterIdentities, type ClusterIdentities } from "./control-plane";
import { aksKeys, type AksKeys } from "./keys";
import { logWorkspace } from "./logs";
import { aksNetwork, type AksNetwork, type ChildOptions } from "./network";
import type { AksSettings } from "./settings";
import { aksStateStore } from "./state-store";
import { stateRoles, type StateRoles } from "./state-roles";

/** What a cluster stands on and what outlives it. */
export interface AksFoundation {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly network: AksNetwork;
    readonly keys: AksKeys;
    readonly identities: ClusterIdentities;
    readonly workspace: operationalinsights.Workspace;
    readonly stateRoles: StateRoles;
    /** What must be there before the state store is used. */
    readonly stateReady: readonly pulumi.Resource[];
}

/** Registers everything that comes before the cluster. */
export function aksFoundation(
    name: string,
    settings: AksSettings,
    args: AksClusterArgs,
    opts: ChildOptions,
): AksFoundation {
    const group = settings.resourceGroupExists ? undefined : resourceGroup(name, settings, opts);
    const resourceGroupName = group?.name ?? settings.resourceGroup;
    const network = aksNetwork(name, settings, resourceGroupName, args.network ?? {}, opts);
    const keys = aksKeys(name, settings, resourceGroupName, args.keys ?? {}, opts);
    const subnetIds = network.lastingSubnetIds;
    return {
        resourceGroupName,
        network,
        keys,
        identities: clusterIdentities(name, settings, resourceGroupName, opts),
        workspace: logWorkspace(name, settings, resourceGroupName, opts),
        stateRoles: stateRoles(name, settings, { ...opts, dependsOn: group ?? [] }),
        stateReady: settings.stateStore.accountExists
            ? []
            : aksStateStore(name, settings, { resourceGroupName, keys, subnetIds }, opts),
    };
}

/** The group holds state and keys: Azure deletes a group with everything in it. */
function resourceGroup(name: string, settings: AksSettings, opts: ChildOptions): resources.ResourceGroup {
    const { resourceGroup: resourceGroupName, location, tags } = settings;
    return new resources.ResourceGroup(
        `${name}-group`,
        { resourceGroupName, location, tags: { ...tags } },
        { ...opts, protect: true, retainOnDelete: true },
    );
}
