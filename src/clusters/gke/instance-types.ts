import { builtInDisks, familyOf } from "./local-disks";
import type { InstanceType } from "../shared/instance-types";

/** Sizes of one line of machine types. */
interface Line {
    /** Such as `n4-standard`. */
    readonly name: string;
    /** Follows the number of processors in a name. */
    readonly suffix: "" | "-lssd";
    readonly architecture: InstanceType["architecture"];
    readonly memoryGiBPerVcpu: number;
    readonly vcpus: readonly number[];
}

const n4 = [2, 4, 8, 16, 32, 48, 64, 80];
const c4a = [2, 4, 8, 16, 32, 48, 64, 72];
const withDisks = (family: keyof typeof builtInDisks) => Object.keys(builtInDisks[family]).map(Number);

// One family for each need, all of them with Hyperdisk Balanced, so that one storage class serves every node.
// https://cloud.google.com/compute/docs/general-purpose-machines
const lines: readonly Line[] = [
    { name: "n4-standard", suffix: "", architecture: "amd64", memoryGiBPerVcpu: 4, vcpus: n4 },
    { name: "n4-highmem", suffix: "", architecture: "amd64", memoryGiBPerVcpu: 8, vcpus: n4 },
    { name: "c3d-standard", suffix: "-lssd", architecture: "amd64", memoryGiBPerVcpu: 4, vcpus: withDisks("c3d") },
    { name: "c3d-highmem", suffix: "-lssd", architecture: "amd64", memoryGiBPerVcpu: 8, vcpus: withDisks("c3d") },
    { name: "c4a-standard", suffix: "", architecture: "arm64", memoryGiBPerVcpu: 4, vcpus: c4a },
    { name: "c4a-highmem", suffix: "", architecture: "arm64", memoryGiBPerVcpu: 8, vcpus: c4a },
    { name: "c4a-standard", suffix: "-lssd", architecture: "arm64", memoryGiBPerVcpu: 4, vcpus: withDisks("c4a") },
    { name: "c4a-highmem", suffix: "-lssd", architecture: "arm64", memoryGiBPerVcpu: 8, vcpus: withDisks("c4a") },
];

/** Machine types to choose from by size: N4, C3D with local disks, and C4A with and without them. */
export const gkeInstanceTypes: readonly InstanceType[] = lines.flatMap(
    ({ name, suffix, architecture, memoryGiBPerVcpu, vcpus }) =>
        vcpus.map((count) => ({
            name: `${name}-${count}${suffix}`,
            vcpus: count,
            memoryGiB: count * memoryGiBPerVcpu,
            architecture,
            localDisk: suffix === "-lssd",
        })),
);

// Families whose processors are Arm: https://cloud.google.com/compute/docs/instances/arm-on-compute
const armFamilies = ["c4a", "n4a", "t2a", "a4x"];

// Families that take Hyperdisk; the others take Persistent Disk: https://cloud.google.com/compute/docs/disks/hyperdisks
const hyperdiskFamilies = ["n4", "n4a", "n4d", "c3", "c3d", "c4", "c4a", "c4d", "m4", "x4", "z3", "h4d"];

/** Architecture of a machine type by its name, such as `arm64` of `t2a-standard-4`. */
export function architectureOf(machineType: string): InstanceType["architecture"] {
    return armFamilies.includes(familyOf(machineType)) ? "arm64" : "amd64";
}

/** Type of disk that nodes of a machine type take, for their system and for volumes. */
export function diskTypeOf(machineType: string): "hyperdisk-balanced" | "pd-balanced" {
    return hyperdiskFamilies.includes(familyOf(machineType)) ? "hyperdisk-balanced" : "pd-balanced";
}
