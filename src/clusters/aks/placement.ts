import type { AksSettings } from "./settings";
import { spotKey } from "./nodes-plan";
import type { NodeRole, Placement, Spot, Toleration } from "../../contracts/cluster";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** Where each kind of pod runs. */
export function placements({ pools }: Pick<AksSettings, "pools">): Readonly<Record<NodeRole, Placement>> {
    const placementOf = (role: NodeRole): Placement => {
        const pool = pools.find((candidate) => candidate.role === role);
        return pool === undefined ? { nodeSelector: {}, tolerations: [], architecture: "any" } : placement(pool);
    };
    return {
        system: placementOf("system"),
        jobManager: placementOf("jobManager"),
        taskManager: placementOf("taskManager"),
    };
}

function placement({ role, spot, architecture }: NodePool): Placement {
    const label = nodeRoleLabels[role];
    return {
        nodeSelector: { [nodeRoleKey]: label, ...(spot ? { [spotKey]: "spot" } : {}) },
        tolerations: [
            ...(role === "system" ? [] : [toleration(nodeRoleKey, label)]),
            ...(spot ? [toleration(spotKey, "spot")] : []),
        ],
        architecture,
    };
}

const toleration = (key: string, value: string): Toleration => ({
    key,
    operator: "Equal",
    value,
    effect: "NoSchedule",
});

// https://learn.microsoft.com/azure/virtual-machines/spot-vms#eviction-policy
const noticeSeconds = 30;

/** TaskManagers' nodes, if they are interruptible. */
export function spotPlacement(settings: Pick<AksSettings, "pools">): Spot {
    const available = settings.pools.some(({ role, spot }) => role === "taskManager" && spot);
    return { ...placements(settings).taskManager, available, noticeSeconds: available ? noticeSeconds : 0 };
}
