import type { GkeSettings } from "./settings";
import type { NodeRole, Placement, Spot } from "../../contracts/cluster";
import { placements, spotPlacement, type NodeMarks } from "../shared/placement";

/** Taint of interruptible nodes. Google sets a label of this key and value on them, and no taint. */
export const spotTaint = { key: "cloud.google.com/gke-spot", value: "true" } as const;

const marks: NodeMarks = {
    // https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms#scheduling-workloads
    spotSelector: { [spotTaint.key]: spotTaint.value },
    spotTaint,
    // https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment
    archTaint: { arm64: { key: "kubernetes.io/arch", value: "arm64" } },
};

// Of the 30 seconds between the notice and the end, the last 15 belong to the node's own pods.
// https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms#termination-graceful-shutdown
const spotNoticeSeconds = 15;

/** Placement of each kind of pod. */
export function gkePlacements({ pools }: GkeSettings): Readonly<Record<NodeRole, Placement>> {
    return placements(pools, marks);
}

/** Interruptible capacity: the TaskManagers' nodes, if they are interruptible. */
export function gkeSpot({ pools }: GkeSettings): Spot {
    return spotPlacement(pools, marks, spotNoticeSeconds);
}

/** Annotations that ask the autoscaler to leave a pod alone. */
export const gkeDisruptionAnnotations = { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" } as const;
