import type { Problem } from "../../checks/findings";
import { notTogetherProblems, unless, wholeNumberProblems } from "../../checks/values";
import { smallestInstanceType, type InstanceType } from "./instance-types";
import { nodePools, type NodePool, type NodePoolArgs, type NodesArgs } from "./node-pools";

/** Problems of the nodes asked for, with paths from `nodes` on. */
export function nodePoolProblems(args: NodesArgs = {}, catalogue: readonly InstanceType[]): Problem[] {
    return nodePools(args).flatMap((pool) => poolProblems(pool, args[pool.role] ?? {}, catalogue));
}

function poolProblems(pool: NodePool, args: NodePoolArgs, catalogue: readonly InstanceType[]): Problem[] {
    const path = `nodes.${pool.role}`;
    const least = (field: "vcpus" | "memoryGiB" | "minNodes" | "maxNodes" | "diskGiB", limit: number) =>
        wholeNumberProblems(`${path}.${field}`, pool[field], limit);
    const amounts = [
        ...least("vcpus", 1),
        ...least("memoryGiB", 1),
        ...least("minNodes", 0),
        ...least("maxNodes", 1),
        ...least("diskGiB", 30), // an operating system, and the images of Flink and the operator
    ];
    return [
        ...amounts,
        ...(amounts.length === 0 ? boundsProblems(path, pool) : []),
        ...(amounts.length === 0 ? sizeProblems(path, args, pool, catalogue) : []),
        ...(pool.spot && pool.role !== "taskManager"
            ? [{ path: `${path}.spot`, problem: `must be false, got true; only TaskManagers can be interrupted` }]
            : []),
    ];
}

function boundsProblems(path: string, { minNodes, maxNodes }: NodePool): Problem[] {
    return unless(minNodes <= maxNodes, `${path}.maxNodes`, `must be at least minNodes (${minNodes}), got ${maxNodes}`);
}

function sizeProblems(path: string, args: NodePoolArgs, pool: NodePool, catalogue: readonly InstanceType[]): Problem[] {
    if (args.instanceType !== undefined) {
        return (["vcpus", "memoryGiB"] as const).flatMap((field) =>
            notTogetherProblems(`${path}.${field}`, args[field], "instanceType"),
        );
    }
    if (smallestInstanceType(pool, catalogue) !== undefined) {
        return [];
    }
    const disk = pool.localDisk ? " with a local disk" : "";
    return [
        {
            path,
            problem: `needs ${pool.vcpus} vcpus and ${pool.memoryGiB} GiB on ${pool.architecture}${disk}, which no known type has; name one with instanceType`,
        },
    ];
}
