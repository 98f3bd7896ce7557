import { agentPools } from "./aks-agent-pools";
import type { AksClusterArgs } from "./aks-args";
import { safeguards } from "./aks-automatic";
import { administrators, maintenanceWindows, managedCluster } from "./aks-control-plane";
import type { AksFoundation } from "./aks-foundation";
import type { ChildOptions } from "./aks-network";
import { agentPoolPlans } from "./aks-pool-plan";
import type { AksSettings } from "./aks-settings";

/** Registers the cluster and its nodes; returns what must be there before pods can run and be asked for. */
export function registerCluster(
    name: string,
    settings: AksSettings,
    args: AksClusterArgs,
    foundation: AksFoundation,
    opts: ChildOptions,
) {
    const { resourceGroupName, network, keys, workspace, identities } = foundation;
    const plans = settings.sku === "automatic" ? [] : agentPoolPlans(settings, args.nodes);
    const systemPools = plans.filter(({ role }) => role === "system");
    const surroundings = { resourceGroupName, network, keys, workspaceId: workspace.id };
    const cluster = managedCluster(name, settings, systemPools, identities, surroundings, opts);
    maintenanceWindows(name, settings, cluster, resourceGroupName, opts);
    const ready = [
        cluster,
        ...agentPools(name, settings, plans, cluster, network, resourceGroupName, opts),
        ...administrators(name, settings, cluster, opts),
        ...safeguards(name, settings, cluster, opts),
    ];
    return { cluster, ready };
}
