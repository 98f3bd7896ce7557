import { agentPools } from "./nodes";
import type { AksClusterArgs } from "./args";
import { administrators, maintenanceWindows, managedCluster } from "./control-plane";
import type { AksFoundation } from "./foundation";
import type { ChildOptions } from "./network";
import { agentPoolPlans } from "./nodes-plan";
import type { AksSettings } from "./settings";

/** Registers the cluster and its nodes; returns what must be there before pods can run and be asked for. */
export function registerCluster(
    name: string,
    settings: AksSettings,
    args: AksClusterArgs,
    foundation: AksFoundation,
    opts: ChildOptions,
) {
    const { resourceGroupName, network, keys, workspace, identities } = foundation;
    const plans = agentPoolPlans(settings, args.nodes);
    const systemPools = plans.filter(({ role }) => role === "system");
    const surroundings = { resourceGroupName, network, keys, workspaceId: workspace.id };
    const cluster = managedCluster(name, settings, systemPools, identities, surroundings, opts);
    maintenanceWindows(name, settings, cluster, resourceGroupName, opts);
    const ready = [
        cluster,
        ...agentPools(name, settings, plans, cluster, network, resourceGroupName, opts),
        ...administrators(name, settings, cluster, opts),
    ];
    return { cluster, ready };
}
