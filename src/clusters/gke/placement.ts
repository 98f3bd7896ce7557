import type { GkeSettings } from "./settings";
import type { NodeRole, Placement, Spot, Toleration } from "../../contracts/cluster";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** A taint in Kubernetes' words. */
export interface Taint {
    readonly key: string;
    readonly value: string;
    readonly effect: "NoSchedule";
}

// Google sets the label on interruptible nodes, and no taint.
// https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms#scheduling-workloads
const spotLabel = { key: "cloud.google.com/gke-spot", value: "true" } as const;

// Google puts this on every Arm node by itself.
// https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment
const armTaint: Taint = { key: "kubernetes.io/arch", value: "arm64", effect: "NoSchedule" };

/** What repels pods from a pool's nodes unless they are meant for them, as far as we set it. */
export function poolTaints({ role, spot }: NodePool): readonly Taint[] {
    return [
        ...(role === "system"
            ? []
            : [{ key: nodeRoleKey, value: nodeRoleLabels[role], effect: "NoSchedule" } as const]),
        ...(spot ? [{ ...spotLabel, effect: "NoSchedule" } as const] : []),
    ];
}

/** Labels of a pool's nodes that Google does not set by itself. */
export function poolLabels({ role }: NodePool): Readonly<Record<string, string>> {
    return { [nodeRoleKey]: nodeRoleLabels[role] };
}

/** What lets pods land on each pool, and on no other. */
export function gkePlacements({ pools }: GkeSettings): Readonly<Record<NodeRole, Placement>> {
    return Object.fromEntries(pools.map((pool) => [pool.role, placement(pool)])) as Record<NodeRole, Placement>;
}

function placement(pool: NodePool): Placement {
    const taints = [...poolTaints(pool), ...(pool.architecture === "arm64" ? [armTaint] : [])];
    return {
        nodeSelector: { ...poolLabels(pool), ...(pool.spot ? { [spotLabel.key]: spotLabel.value } : {}) },
        tolerations: taints.map((taint): Toleration => ({ ...taint, operator: "Equal" })),
        architecture: pool.architecture,
    };
}

// Of the 30 seconds between the notice and the end, the last 15 belong to the node's own pods.
// https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms#termination-graceful-shutdown
const spotNoticeSeconds = 15;

/** Interruptible capacity: the TaskManagers' nodes, if they are. */
export function gkeSpot(settings: GkeSettings): Spot {
    return settings.pools.some(({ spot }) => spot)
        ? { ...gkePlacements(settings).taskManager, available: true, noticeSeconds: spotNoticeSeconds }
        : { nodeSelector: {}, tolerations: [], architecture: "any", available: false, noticeSeconds: 0 };
}
