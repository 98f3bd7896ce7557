import type { ClusterFacts, NodeRole, Placement, StateStore, StoreFacts } from "./cluster";

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

/** The parts of a state store that tell which names it and its bindings add to a job. */
export type NamingStore = Pick<StateStore, "plugin" | "flinkConfiguration" | "bindingNames"> & {
    readonly files: Pick<StateStore["files"], "plugin">;
};

/** Names that a state store and its bindings add to a job. */
export function storeFacts({ plugin, files, flinkConfiguration, bindingNames }: NamingStore): StoreFacts {
    return {
        plugins: [...new Set([plugin, files.plugin])],
        options: (flinkVersion) => [
            ...Object.keys(flinkConfiguration(flinkVersion)),
            ...(bindingNames?.options(flinkVersion) ?? []),
        ],
        variables: bindingNames?.variables ?? [],
    };
}
