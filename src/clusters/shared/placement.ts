import type { NodeRole, Placement, Spot, Toleration } from "../../contracts/cluster";
import { noSpot } from "../../contracts/any-node";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "./node-pools";

/** A taint of nodes. */
export interface Taint {
    readonly key: string;
    readonly value: string;
    readonly effect: "NoSchedule";
}

/** Marks of a cloud's nodes, in addition to the label and the taint of their role. */
export interface NodeMarks {
    /** Labels that only interruptible nodes have. */
    readonly spotSelector: Readonly<Record<string, string>>;
    /** Taint of interruptible nodes. */
    readonly spotTaint: Pick<Taint, "key" | "value">;
    /** Taints that the cloud itself puts on nodes of an architecture. @default none */
    readonly archTaint?: Partial<Readonly<Record<NodePool["architecture"], Pick<Taint, "key" | "value">>>>;
}

const taint = ({ key, value }: Pick<Taint, "key" | "value">): Taint => ({ key, value, effect: "NoSchedule" });

/** Taints that a pool's nodes are made with: they keep out pods of other roles. System nodes have none. */
export function poolTaints({ role, spot }: NodePool, { spotTaint }: Pick<NodeMarks, "spotTaint">): readonly Taint[] {
    return [
        ...(role === "system" ? [] : [taint({ key: nodeRoleKey, value: nodeRoleLabels[role] })]),
        ...(spot ? [taint(spotTaint)] : []),
    ];
}

/** Labels that a pool's nodes are made with. */
export function poolLabels({ role }: Pick<NodePool, "role">): Readonly<Record<string, string>> {
    return { [nodeRoleKey]: nodeRoleLabels[role] };
}

/** Selectors and tolerations by which pods land on their own pool, and on no other. */
export function placements(pools: readonly NodePool[], marks: NodeMarks): Readonly<Record<NodeRole, Placement>> {
    return Object.fromEntries(pools.map((pool) => [pool.role, placement(pool, marks)])) as Record<NodeRole, Placement>;
}

function placement(pool: NodePool, marks: NodeMarks): Placement {
    const archTaint = marks.archTaint?.[pool.architecture];
    const taints = [...poolTaints(pool, marks), ...(archTaint === undefined ? [] : [taint(archTaint)])];
    return {
        nodeSelector: { ...poolLabels(pool), ...(pool.spot ? marks.spotSelector : {}) },
        tolerations: taints.map((each): Toleration => ({ ...each, operator: "Equal" })),
        architecture: pool.architecture,
    };
}

/**
 * Interruptible capacity: the TaskManagers' nodes, if they are interruptible.
 *
 * @param noticeSeconds time between the cloud's warning and the end of a node.
 */
export function spotPlacement(pools: readonly NodePool[], marks: NodeMarks, noticeSeconds: number): Spot {
    return pools.some(({ spot }) => spot)
        ? { ...placements(pools, marks).taskManager, available: true, noticeSeconds }
        : noSpot;
}
