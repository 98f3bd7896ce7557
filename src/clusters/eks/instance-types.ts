import { smallestInstanceType, type InstanceType } from "../shared/instance-types";
import type { NodePool } from "../shared/node-pools";

/** Types of one size series, which differ only in their number of processors. */
interface Family {
    readonly name: string;
    readonly architecture: InstanceType["architecture"];
    readonly memoryGiBPerVcpu: number;
    readonly localDisk: boolean;
}

const family = (
    name: string,
    architecture: Family["architecture"],
    memoryGiBPerVcpu: number,
    localDisk = false,
): Family => ({ name, architecture, memoryGiBPerVcpu, localDisk });

// Families that EKS Auto Mode offers too, those with the widest choice of regions first: of types with the same size the
// first is taken. Sources: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html and
// https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html
const families: readonly Family[] = [
    family("c7i", "amd64", 2),
    family("c6i", "amd64", 2),
    family("c7a", "amd64", 2),
    family("m7i", "amd64", 4),
    family("m6i", "amd64", 4),
    family("m7a", "amd64", 4),
    family("r7i", "amd64", 8),
    family("r6i", "amd64", 8),
    family("r7a", "amd64", 8),
    family("c6id", "amd64", 2, true),
    family("m6id", "amd64", 4, true),
    family("m5d", "amd64", 4, true),
    family("r6id", "amd64", 8, true),
    family("r5d", "amd64", 8, true),
    family("c7g", "arm64", 2),
    family("c8g", "arm64", 2),
    family("c6g", "arm64", 2),
    family("m7g", "arm64", 4),
    family("m8g", "arm64", 4),
    family("m6g", "arm64", 4),
    family("r7g", "arm64", 8),
    family("r8g", "arm64", 8),
    family("r6g", "arm64", 8),
    family("c7gd", "arm64", 2, true),
    family("c6gd", "arm64", 2, true),
    family("m7gd", "arm64", 4, true),
    family("m6gd", "arm64", 4, true),
    family("r7gd", "arm64", 8, true),
    family("r6gd", "arm64", 8, true),
];

// Sizes that every family above has.
const vcpusBySize = {
    large: 2,
    xlarge: 4,
    "2xlarge": 8,
    "4xlarge": 16,
    "8xlarge": 32,
    "12xlarge": 48,
    "16xlarge": 64,
} as const;

/** Types of node that pools choose from; any other can be named. */
export const eksInstanceTypes: readonly InstanceType[] = families.flatMap((family) =>
    Object.entries(vcpusBySize).map(([size, vcpus]) => ({
        name: `${family.name}.${size}`,
        vcpus,
        memoryGiB: vcpus * family.memoryGiBPerVcpu,
        architecture: family.architecture,
        localDisk: family.localDisk,
    })),
);

/**
 * Names of the types that a pool's nodes may have, the preferred one first: the named one, or all of the smallest size that
 * holds what the pool asks for. Several types find capacity where one does not.
 */
export function poolInstanceTypes(pool: NodePool): readonly string[] {
    if (pool.instanceType !== undefined) {
        return [pool.instanceType];
    }
    const smallest = smallestInstanceType(pool, eksInstanceTypes);
    return eksInstanceTypes
        .filter(
            (type) =>
                type.architecture === smallest?.architecture &&
                type.localDisk === smallest.localDisk &&
                type.vcpus === smallest.vcpus &&
                type.memoryGiB === smallest.memoryGiB,
        )
        .map(({ name }) => name);
}

/** Processors of one node of a pool; undefined for a type whose name does not say. */
export function poolVcpus(pool: NodePool): number | undefined {
    const [name] = poolInstanceTypes(pool);
    return name === undefined ? undefined : vcpusOf(name);
}

/** Processors of a type by its name: 2 of `m7i.large`, 8 of `m7i.2xlarge`; undefined for `m7i.metal-24xl`. */
export function vcpusOf(instanceType: string): number | undefined {
    const size = instanceType.split(".")[1] ?? "";
    const match = /^(\d*)xlarge$/.exec(size); // "xlarge", "12xlarge" yes; "large", "metal-24xl" no
    if (match !== null) {
        return match[1] === "" ? 4 : Number(match[1]) * 4;
    }
    return size === "large" ? 2 : undefined;
}

/** The entry of a type that pools choose from; undefined for any other. */
export function knownInstanceType(name: string): InstanceType | undefined {
    return eksInstanceTypes.find((type) => type.name === name);
}
