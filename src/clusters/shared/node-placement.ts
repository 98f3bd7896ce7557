import type { Problem } from "../../checks/findings";
import { choiceProblems, notTogetherProblems, unless } from "../../checks/values";
import { anyNode } from "../../contracts/any-node";
import type { NodeRole, Placement, Toleration } from "../../contracts/cluster";

/** Placement of pods on nodes that were not made here. */
export interface NodePlacementArgs {
    /** Labels that nodes must have. @default none */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /** Taints of nodes that pods may run on all the same. @default none */
    readonly tolerations?: readonly TolerationArgs[];
    /** Processor architecture of these nodes, to be checked against jobs' images. @default `any` */
    readonly architecture?: (typeof placementArchitectures)[number];
}

/** Processor architectures of nodes that were not made here; `any` where the cluster mixes them or it is not known. */
export const placementArchitectures = ["amd64", "arm64", "any"] as const;

/** Placement by role. */
export interface NodePlacementsArgs {
    /** Of the operator, monitoring and logging. @default any node */
    readonly system?: NodePlacementArgs;
    /** Of JobManagers. @default any node */
    readonly jobManager?: NodePlacementArgs;
    /** Of TaskManagers. @default any node */
    readonly taskManager?: NodePlacementArgs;
}

/** A taint that pods tolerate. */
export interface TolerationArgs {
    /** Key of the taint. */
    readonly key: string;
    /** `Exists` holds for every value of the taint. @default `Equal` with a value, `Exists` without one */
    readonly operator?: (typeof tolerationOperators)[number];
    /** Value of the taint. @default none */
    readonly value?: string;
    /** Effect of the taint. */
    readonly effect: (typeof taintEffects)[number];
}

/** Ways to compare a toleration with a taint. */
export const tolerationOperators = ["Equal", "Exists"] as const;

/** Effects of taints. */
export const taintEffects = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

const roles = ["system", "jobManager", "taskManager"] as const satisfies readonly NodeRole[];

/** Placement of each role: its own if there is one, else the one for all. */
export function nodePlacements(
    placement: NodePlacementArgs | undefined,
    nodes: NodePlacementsArgs = {},
): Readonly<Record<NodeRole, Placement>> {
    return {
        system: placementOf(nodes.system ?? placement),
        jobManager: placementOf(nodes.jobManager ?? placement),
        taskManager: placementOf(nodes.taskManager ?? placement),
    };
}

function placementOf({ nodeSelector, tolerations, architecture }: NodePlacementArgs = {}): Placement {
    return {
        nodeSelector: nodeSelector ?? anyNode.nodeSelector,
        tolerations: tolerations?.map(tolerationOf) ?? anyNode.tolerations,
        architecture: architecture ?? anyNode.architecture,
    };
}

function tolerationOf({ key, operator, value, effect }: TolerationArgs): Toleration {
    return {
        key,
        operator: operator ?? (value === undefined ? "Exists" : "Equal"),
        ...(value === undefined ? {} : { value }),
        effect,
    };
}

/** Problems of placements, where they are given. */
export function nodePlacementProblems(
    placement: NodePlacementArgs | undefined,
    nodes: NodePlacementsArgs = {},
): Problem[] {
    return [
        ...placementProblems("placement", placement),
        ...roles.flatMap((role) => placementProblems(`nodes.${role}`, nodes[role])),
    ];
}

function placementProblems(path: string, { tolerations = [], architecture }: NodePlacementArgs = {}): Problem[] {
    return [
        ...choiceProblems(`${path}.architecture`, architecture, placementArchitectures),
        ...tolerations.flatMap((toleration, index) => tolerationProblems(`${path}.tolerations[${index}]`, toleration)),
    ];
}

// What Kubernetes refuses: https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/validation/validation.go (ValidateTolerations)
function tolerationProblems(path: string, { key, operator, value, effect }: TolerationArgs): Problem[] {
    return [
        ...unless(key !== "", `${path}.key`, 'is empty, got ""; name the key of a taint'),
        ...choiceProblems(`${path}.operator`, operator, tolerationOperators),
        ...choiceProblems(`${path}.effect`, effect, taintEffects),
        ...(operator === "Exists" ? notTogetherProblems(`${path}.value`, value, "operator Exists") : []),
    ];
}
