import { aksInstanceTypes } from "../clusters/aks/instance-types";
import { knownInstanceType } from "../clusters/eks/instance-types";
import { gkeInstanceTypes } from "../clusters/gke/instance-types";
import { shownInput } from "./job-version";
import type { Change, ResourceState } from "./preview";

/** Size of a pool of nodes on one side of a change. */
export interface PoolSize {
    /** Type of its nodes; undefined if it is not known. */
    readonly nodeType: string | undefined;
    readonly isSpot: boolean;
    /** Undefined if it is not known. */
    readonly minNodes: number | undefined;
    readonly maxNodes: number | undefined;
    /** Of one node; undefined for a type that the package does not know. */
    readonly vcpus: number | undefined;
    readonly memoryGiB: number | undefined;
}

/** A pool before and after. */
export interface Pool {
    readonly name: string;
    readonly before?: PoolSize;
    readonly after?: PoolSize;
}

type Inputs = Readonly<Record<string, unknown>>;

/** Pools of a resource by their names. */
type Reader = (inputs: Inputs, name: string) => [name: string, size: PoolSize][];

const readers: readonly (readonly [type: RegExp, reader: Reader])[] = [
    [/^aws:eks\/nodeGroup:NodeGroup$/, (inputs, name) => [[name, ofNodeGroup(inputs)]]],
    [/^gcp:container\/nodePool:NodePool$/, (inputs, name) => [[name, ofNodePool(inputs)]]],
    [/^azure-native:containerservice(?:\/v\w+)?:AgentPool$/, (inputs, name) => [[name, ofAgentPool(inputs)]]],
    [
        /^azure-native:containerservice(?:\/v\w+)?:ManagedCluster$/,
        ({ agentPoolProfiles }, name) =>
            listOf(agentPoolProfiles).map((pool) => [
                `${name}: ${shownInput(pool["name"]) ?? "pool"}`,
                ofAgentPool(pool),
            ]),
    ],
    [/^kubernetes:karpenter\.sh\/v1:NodePool$/, (inputs, name) => [[name, ofKarpenter(inputs)]]],
];

/** All pools that a preview shows, those that do not change included. */
export function poolsOf(changes: readonly Change[]): Pool[] {
    return changes.flatMap(({ type, name, before, after, kind }) => {
        const reader = readers.find(([pattern]) => pattern.test(type))?.[1];
        if (reader === undefined) {
            return [];
        }
        const read = (state: ResourceState | undefined) =>
            new Map(state === undefined ? [] : reader(state.inputs, name));
        const old = read(before ?? (kind === "same" ? after : undefined));
        const present = read(kind === "delete" ? undefined : (after ?? before));
        return [...new Set([...old.keys(), ...present.keys()])].map((pool) => {
            const [was, is] = [old.get(pool), present.get(pool)];
            return { name: pool, ...(was && { before: was }), ...(is && { after: is }) };
        });
    });
}

function ofNodeGroup({ scalingConfig, instanceTypes, capacityType }: Inputs): PoolSize {
    const { minSize, maxSize } = record(scalingConfig);
    return sized(
        Array.isArray(instanceTypes) ? instanceTypes[0] : undefined,
        capacityType === "SPOT",
        minSize,
        maxSize,
    );
}

function ofNodePool({ autoscaling, nodeConfig, nodeLocations, nodeCount }: Inputs): PoolSize {
    const { totalMinNodeCount, totalMaxNodeCount, minNodeCount, maxNodeCount } = record(autoscaling);
    const { machineType, spot } = record(nodeConfig);
    const zones = Array.isArray(nodeLocations) ? nodeLocations.length : 1;
    const each = (count: unknown) => (typeof count === "number" ? count * zones : undefined);
    const [least, most] = [totalMinNodeCount ?? each(minNodeCount), totalMaxNodeCount ?? each(maxNodeCount)];
    return sized(machineType, spot === true, least ?? each(nodeCount), most ?? each(nodeCount));
}

function ofAgentPool({ vmSize, minCount, maxCount, count, scaleSetPriority }: Inputs): PoolSize {
    return sized(vmSize, scaleSetPriority === "Spot", minCount ?? count, maxCount ?? count);
}

/** Pools of Auto Mode have a fixed number of nodes, or a limit in processors. */
function ofKarpenter({ spec }: Inputs): PoolSize {
    const { replicas } = record(spec);
    return sized(undefined, false, replicas ?? 0, replicas);
}

function sized(type: unknown, isSpot: boolean, minNodes: unknown, maxNodes: unknown): PoolSize {
    const nodeType = shownInput(type);
    const known = [...aksInstanceTypes, ...gkeInstanceTypes].find(({ name }) => name === nodeType);
    const { vcpus, memoryGiB } = (nodeType === undefined ? undefined : (known ?? knownInstanceType(nodeType))) ?? {};
    return { nodeType, isSpot, minNodes: number(minNodes), maxNodes: number(maxNodes), vcpus, memoryGiB };
}

const number = (value: unknown) => (typeof value === "number" ? value : undefined);

function record(value: unknown): Inputs {
    return Object(value) as Inputs;
}

function listOf(value: unknown): Inputs[] {
    return Array.isArray(value) ? value.map(record) : [];
}
