import type { EksSettings } from "./settings";
import type { NodeRole, Placement, Spot } from "../../contracts/cluster";
import { placements, spotPlacement, type NodeMarks } from "../shared/placement";

// Labels that interruptible nodes have: https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html and
// https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
const spotSelectors = {
    auto: { "karpenter.sh/capacity-type": "spot" },
    nodeGroups: { "eks.amazonaws.com/capacityType": "SPOT" },
} as const;

/** Taint of interruptible nodes: AWS itself puts none on them. */
export const spotTaint = { key: "flink-platform/spot", value: "true" } as const;

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
const spotNoticeSeconds = 120;

function marks({ compute }: EksSettings): NodeMarks {
    return { spotSelector: spotSelectors[compute], spotTaint };
}

/** Placement of each kind of pod. */
export function eksPlacements(settings: EksSettings): Readonly<Record<NodeRole, Placement>> {
    return placements(settings.pools, marks(settings));
}

/** Interruptible capacity: the TaskManagers' nodes, if they are interruptible. */
export function eksSpot(settings: EksSettings): Spot {
    return spotPlacement(settings.pools, marks(settings), spotNoticeSeconds);
}

/** Annotations that ask what scales the nodes to leave a pod alone. */
export function eksDisruptionAnnotations({ compute }: EksSettings): Readonly<Record<string, string>> {
    return compute === "auto"
        ? { "karpenter.sh/do-not-disrupt": "true" }
        : { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" };
}
