import type { EksSettings } from "./settings";
import type { NodeRole, Placement, Spot, Toleration } from "../../contracts/cluster";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** A taint in Kubernetes' words. */
export interface Taint {
    readonly key: string;
    readonly value: string;
    readonly effect: "NoSchedule";
}

/** What repels pods from a pool's nodes unless they are meant for them. Nothing does from system nodes. */
export function poolTaints({ role, spot }: NodePool): readonly Taint[] {
    return [
        ...(role === "system"
            ? []
            : [{ key: nodeRoleKey, value: nodeRoleLabels[role], effect: "NoSchedule" } as const]),
        // AWS puts no taint of its own on interruptible nodes.
        ...(spot ? [{ key: "flink-platform/spot", value: "true", effect: "NoSchedule" } as const] : []),
    ];
}

/** Labels of a pool's nodes that AWS does not set by itself. */
export function poolLabels({ role }: NodePool): Readonly<Record<string, string>> {
    return { [nodeRoleKey]: nodeRoleLabels[role] };
}

// Labels that interruptible nodes have: https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html and
// https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
const spotLabels = {
    auto: { "karpenter.sh/capacity-type": "spot" },
    nodeGroups: { "eks.amazonaws.com/capacityType": "SPOT" },
} as const;

/** What lets pods land on each pool, and on no other. */
export function eksPlacements({ compute, pools }: EksSettings): Readonly<Record<NodeRole, Placement>> {
    const placements = pools.map((pool) => [pool.role, placement(compute, pool)] as const);
    return Object.fromEntries(placements) as Record<NodeRole, Placement>;
}

function placement(compute: EksSettings["compute"], pool: NodePool): Placement {
    return {
        nodeSelector: { ...poolLabels(pool), ...(pool.spot ? spotLabels[compute] : {}) },
        tolerations: poolTaints(pool).map((taint): Toleration => ({ ...taint, operator: "Equal" })),
        architecture: pool.architecture,
    };
}

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
const spotNoticeSeconds = 120;

/** Interruptible capacity: the TaskManagers' nodes, if they are. */
export function eksSpot(settings: EksSettings): Spot {
    return settings.pools.some(({ spot }) => spot)
        ? { ...eksPlacements(settings).taskManager, available: true, noticeSeconds: spotNoticeSeconds }
        : { nodeSelector: {}, tolerations: [], architecture: "any", available: false, noticeSeconds: 0 };
}

/** Annotations that ask what scales the nodes to leave a pod alone. */
export function eksDisruptionAnnotations({ compute }: EksSettings): Readonly<Record<string, string>> {
    return compute === "auto"
        ? { "karpenter.sh/do-not-disrupt": "true" }
        : { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" };
}
