import type { AksSettings } from "./settings";
import { spotKey } from "./nodes-plan";
import type { NodeRole, Placement, Spot, Toleration } from "../../contracts/cluster";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** Nodes of each kind of pod. */
export function aksPlacements({ pools }: Pick<AksSettings, "pools">): Readonly<Record<NodeRole, Placement>> {
    const placements = pools.map((pool) => [pool.role, placement(pool)] as const);
    return Object.fromEntries(placements) as Record<NodeRole, Placement>;
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
const spotNoticeSeconds = 30;

/** Interruptible capacity: the TaskManagers' nodes, if they are interruptible. */
export function aksSpot(settings: Pick<AksSettings, "pools">): Spot {
    return settings.pools.some(({ spot }) => spot)
        ? { ...aksPlacements(settings).taskManager, available: true, noticeSeconds: spotNoticeSeconds }
        : { nodeSelector: {}, tolerations: [], architecture: "any", available: false, noticeSeconds: 0 };
}

/** Annotations that ask the autoscaler to leave a pod alone: https://learn.microsoft.com/azure/aks/cluster-autoscaler-overview. */
export const aksDisruptionAnnotations: Readonly<Record<string, string>> = {
    "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
};

/** Labels that namespaces of jobs need. Pod Security's strict levels refuse the sidecar's privileged start. */
export function aksNamespaceLabels({ identity }: Pick<AksSettings, "identity">): Readonly<Record<string, string>> {
    return identity === "proxySidecar" ? { "pod-security.kubernetes.io/enforce": "privileged" } : {};
}
