import type { NodeRole } from "../../contracts/cluster";

/** Processor architectures that nodes can be made with. */
export const nodeArchitectures = ["amd64", "arm64"] as const;

/** Processor architecture of the nodes of a pool. */
export type NodeArchitecture = (typeof nodeArchitectures)[number];

/** Nodes of one role: how large each one is and how many there may be. */
export interface NodePoolArgs {
    /** Least processors of a node. @default 2 for `system`, 4 for `jobManager`, 8 for `taskManager` */
    readonly vcpus?: number;
    /** Least memory of a node in GiB. @default 8 for `system`, 16 for `jobManager`, 32 for `taskManager` */
    readonly memoryGiB?: number;
    /** A type by the cloud's name, instead of `vcpus` and `memoryGiB`. @default the smallest type that holds them */
    readonly instanceType?: string;
    /** Images of every pod on these nodes must be built for it. @default `amd64` */
    readonly architecture?: NodeArchitecture;
    /** Nodes that are always there. @default 2 for `system`, 0 for the others */
    readonly minNodes?: number;
    /** Most nodes, over all zones. @default 4 for `system`, 10 for `jobManager`, 20 for `taskManager` */
    readonly maxNodes?: number;
    /** System disk of a node in GiB. @default 100 */
    readonly diskGiB?: number;
    /** Nodes with a fast local disk, where RocksDB keeps its working state. @default false */
    readonly localDisk?: boolean;
}

/** Nodes of TaskManagers. */
export interface TaskManagerPoolArgs extends NodePoolArgs {
    /**
     * Interruptible nodes: cheaper, and the cloud may take them back at short notice. Jobs then restart from their last
     * checkpoint.
     *
     * @default false
     */
    readonly spot?: boolean;
}

/** Nodes by role. */
export interface NodesArgs {
    /** Of the operator, monitoring, logging and the cluster's own pods. */
    readonly system?: NodePoolArgs;
    /** Always on demand: a JobManager that goes away restarts its job. */
    readonly jobManager?: NodePoolArgs;
    /** Of TaskManagers; they can be interruptible. */
    readonly taskManager?: TaskManagerPoolArgs;
}

/** A pool with every value decided. */
export interface NodePool {
    readonly role: NodeRole;
    /** A type by the cloud's name; undefined if sizes say which. */
    readonly instanceType: string | undefined;
    readonly vcpus: number;
    readonly memoryGiB: number;
    readonly architecture: NodeArchitecture;
    readonly minNodes: number;
    readonly maxNodes: number;
    readonly diskGiB: number;
    readonly localDisk: boolean;
    readonly spot: boolean;
}

/**
 * Name of a cluster in its cloud. A cluster that replaces another on purpose is of the next generation and has its own
 * name, so that both can exist at once; the first one has the plain name.
 *
 * @param generation from 1 on.
 */
export function clusterNameOf(baseName: string, generation: number): string {
    return generation > 1 ? `${baseName}-${generation}` : baseName;
}

export const nodeRoles = ["system", "jobManager", "taskManager"] as const satisfies readonly NodeRole[];

/** Key of the label, and of the taint, that holds a node's role. */
export const nodeRoleKey = "flink-platform/role";

/** Values of the role label; Kubernetes writes labels in kebab-case. */
export const nodeRoleLabels = {
    system: "system",
    jobManager: "job-manager",
    taskManager: "task-manager",
} as const satisfies Record<NodeRole, string>;

// Sizes: the operator, Prometheus and a collector share a system node; two TaskManagers of 4 vCPU fit a node, so that one
// lost node does not take a whole job.
const defaults = {
    system: { vcpus: 2, memoryGiB: 8, minNodes: 2, maxNodes: 4 },
    jobManager: { vcpus: 4, memoryGiB: 16, minNodes: 0, maxNodes: 10 },
    taskManager: { vcpus: 8, memoryGiB: 32, minNodes: 0, maxNodes: 20 },
} as const;
const defaultDiskGiB = 100;

/** The three pools with every value decided. */
export function nodePools(args: NodesArgs = {}): readonly NodePool[] {
    return nodeRoles.map((role) => nodePool(role, args[role]));
}

function nodePool(role: NodeRole, args: TaskManagerPoolArgs = {}): NodePool {
    return {
        role,
        instanceType: args.instanceType,
        vcpus: args.vcpus ?? defaults[role].vcpus,
        memoryGiB: args.memoryGiB ?? defaults[role].memoryGiB,
        architecture: args.architecture ?? "amd64",
        minNodes: args.minNodes ?? defaults[role].minNodes,
        maxNodes: args.maxNodes ?? Math.max(args.minNodes ?? 0, defaults[role].maxNodes),
        diskGiB: args.diskGiB ?? defaultDiskGiB,
        localDisk: args.localDisk ?? false,
        spot: args.spot ?? false,
    };
}
