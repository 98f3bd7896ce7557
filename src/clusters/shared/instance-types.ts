import type { NodeArchitecture, NodePool } from "./node-pools";

/** A type of node that a cloud offers. */
export interface InstanceType {
    readonly name: string;
    readonly vcpus: number;
    readonly memoryGiB: number;
    readonly architecture: NodeArchitecture;
    /** Has a fast local disk. */
    readonly localDisk: boolean;
}

/** The smallest type of a catalogue that holds what a pool asks for; undefined if none does. */
export function smallestInstanceType(pool: NodePool, catalogue: readonly InstanceType[]): InstanceType | undefined {
    return catalogue
        .filter(
            (type) =>
                type.architecture === pool.architecture &&
                type.localDisk === pool.localDisk &&
                type.vcpus >= pool.vcpus &&
                type.memoryGiB >= pool.memoryGiB,
        )
        .sort((left, right) => left.vcpus - right.vcpus || left.memoryGiB - right.memoryGiB)[0];
}
