import type { AksSettings } from "./settings";
import { spotKey } from "./nodes-plan";
import type { NodeRole, Placement, Spot, Toleration } from "../../contracts/cluster";
import { noSpot } from "../../contracts/any-node";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** Where each kind of pod runs. */
export function placements({ pools, sku }: Pick<AksSettings, "pools" | "sku">): Readonly<Record<NodeRole, Placement>> {
    const placementOf = (role: NodeRole): Placement => {
        const pool = pools.find((candidate) => candidate.role === role);
        return pool === undefined
            ? { nodeSelector: {}, tolerations: [], architecture: "any" }
            : placement(pool, capacityLabel(sku));
    };
    return {
        system: placementOf("system"),
        jobManager: placementOf("jobManager"),
        taskManager: placementOf("taskManager"),
    };
}

/** Label that says whether a node is interruptible: of agent pools, or of AKS Automatic's Karpenter. */
function capacityLabel(sku: AksSettings["sku"]): string {
    return sku === "automatic" ? "karpenter.sh/capacity-type" : spotKey;
}

function placement({ role, spot, architecture }: NodePool, spotLabel: string): Placement {
    const label = nodeRoleLabels[role];
    return {
        nodeSelector: { [nodeRoleKey]: label, ...(spot ? { [spotLabel]: "spot" } : {}) },
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
export function spotPlacement(settings: Pick<AksSettings, "pools" | "sku">): Spot {
    return settings.pools.some(({ spot }) => spot)
        ? { ...placements(settings).taskManager, available: true, noticeSeconds }
        : noSpot;
}
