import type { AksFoundation } from "./foundation";
import { stateRight, type BindingSurroundings } from "./identity";
import type { ChildOptions } from "./network";
import { assignRole } from "./role-assignment";
import type { AksSettings } from "./settings";

/** Gives the nodes a right to all state, where pods use the nodes' identity. */
export function nodesRight(
    name: string,
    settings: AksSettings,
    { identities, stateRoles }: AksFoundation,
    opts: ChildOptions,
): BindingSurroundings["nodes"] {
    if (settings.identity !== "nodeIdentity") {
        return undefined;
    }
    const { subscriptionId, resourceGroup, clusterName } = settings;
    const { purpose, dependsOn, ...right } = stateRight(settings, stateRoles, "readWrite", "");
    const grant = assignRole(
        `${name}-nodes-${purpose}`,
        {
            ...right,
            principalId: identities.nodes.principalId,
            identifiedBy: [subscriptionId, resourceGroup, clusterName, "nodes", purpose],
            description: `${purpose} of every pod in ${clusterName}`,
        },
        { ...opts, dependsOn: dependsOn ?? [] },
    );
    return { clientId: identities.nodes.clientId, grant };
}
