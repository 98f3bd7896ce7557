import type { ClusterFacts, NodeRole, Placement } from "./cluster";

/** Architectures of nodes, by role. */
export function architecturesOf({
    system,
    jobManager,
    taskManager,
}: Readonly<Record<NodeRole, Placement>>): ClusterFacts["architectures"] {
    return {
        system: system.architecture,
        jobManager: jobManager.architecture,
        taskManager: taskManager.architecture,
    };
}
