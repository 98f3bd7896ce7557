import type { AksSettings } from "./settings";
import type { NodeRole, Placement, Spot } from "../../contracts/cluster";
import { placements, spotPlacement, type NodeMarks } from "../shared/placement";

/** Label, and taint, that AKS puts on interruptible nodes: https://learn.microsoft.com/azure/aks/spot-node-pool. */
export const spotTaint = { key: "kubernetes.azure.com/scalesetpriority", value: "spot" } as const;

const marks: NodeMarks = { spotSelector: { [spotTaint.key]: spotTaint.value }, spotTaint };

// https://learn.microsoft.com/azure/virtual-machines/spot-vms#eviction-policy
const spotNoticeSeconds = 30;

/** Nodes of each kind of pod. */
export function aksPlacements({ pools }: Pick<AksSettings, "pools">): Readonly<Record<NodeRole, Placement>> {
    return placements(pools, marks);
}

/** Interruptible capacity: the TaskManagers' nodes, if they are interruptible. */
export function aksSpot({ pools }: Pick<AksSettings, "pools">): Spot {
    return spotPlacement(pools, marks, spotNoticeSeconds);
}

/** Annotations that ask the autoscaler to leave a pod alone: https://learn.microsoft.com/azure/aks/cluster-autoscaler-overview. */
export const aksDisruptionAnnotations: Readonly<Record<string, string>> = {
    "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
};

/** Labels that namespaces of jobs need. Pod Security's strict levels refuse the sidecar's privileged start. */
export function aksNamespaceLabels({ identity }: Pick<AksSettings, "identity">): Readonly<Record<string, string>> {
    return identity === "proxySidecar" ? { "pod-security.kubernetes.io/enforce": "privileged" } : {};
}
