import type { KnownOf } from "../../checks/known-arguments";
import type { NodePlacementArgs, NodePlacementsArgs } from "./node-placement";
import type { NodePoolArgs, NodesArgs, TaskManagerPoolArgs } from "./node-pools";

const knownPool = {
    vcpus: true,
    memoryGiB: true,
    instanceType: true,
    architecture: true,
    minNodes: true,
    maxNodes: true,
    diskGiB: true,
    localDisk: true,
} satisfies KnownOf<NodePoolArgs>;

const knownTaskManagerPool = { ...knownPool, spot: true } satisfies KnownOf<TaskManagerPoolArgs>;

/** Nodes by role. */
export const knownNodes = {
    system: knownPool,
    // Known for a better answer than that it is not: it must be false.
    jobManager: knownTaskManagerPool,
    taskManager: knownTaskManagerPool,
} satisfies KnownOf<NodesArgs>;

/** Placement of pods on nodes that were not made here. */
export const knownPlacement = {
    nodeSelector: "map",
    tolerations: "list",
    architecture: true,
} satisfies KnownOf<NodePlacementArgs>;

/** Placement by role. */
export const knownPlacements = {
    system: knownPlacement,
    jobManager: knownPlacement,
    taskManager: knownPlacement,
} satisfies KnownOf<NodePlacementsArgs>;
