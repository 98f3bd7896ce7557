import type { InstanceType } from "../shared/node-pools";

/** A machine type, and how many disks of its own it has. */
interface MachineType extends InstanceType {
    readonly localDisks: number;
}

/** Sizes of one line of machine types: processors, and with local disks also how many of these. */
interface Line {
    /** Such as `n4-standard`. */
    readonly name: string;
    /** Follows the number of processors in a name. */
    readonly suffix: "" | "-lssd";
    readonly architecture: InstanceType["architecture"];
    readonly memoryGiBPerVcpu: number;
    readonly sizes: readonly (readonly [vcpus: number, localDisks: number])[];
}

const withoutDisks = (...vcpus: readonly number[]) => vcpus.map((count) => [count, 0] as const);
const n4 = withoutDisks(2, 4, 8, 16, 32, 48, 64, 80);
const c4a = withoutDisks(2, 4, 8, 16, 32, 48, 64, 72);
const c3dDisks = [
    [8, 1],
    [16, 1],
    [30, 2],
    [60, 4],
    [90, 8],
    [180, 16],
    [360, 32],
] as const;
const c4aDisks = [
    [4, 1],
    [8, 2],
    [16, 4],
    [32, 6],
    [48, 10],
    [64, 14],
    [72, 16],
] as const;

// One family for each need, all of them with Hyperdisk Balanced, so that one storage class serves every node.
// https://cloud.google.com/compute/docs/general-purpose-machines
const lines: readonly Line[] = [
    { name: "n4-standard", suffix: "", architecture: "amd64", memoryGiBPerVcpu: 4, sizes: n4 },
    { name: "n4-highmem", suffix: "", architecture: "amd64", memoryGiBPerVcpu: 8, sizes: n4 },
    { name: "c3d-standard", suffix: "-lssd", architecture: "amd64", memoryGiBPerVcpu: 4, sizes: c3dDisks },
    { name: "c3d-highmem", suffix: "-lssd", architecture: "amd64", memoryGiBPerVcpu: 8, sizes: c3dDisks },
    { name: "c4a-standard", suffix: "", architecture: "arm64", memoryGiBPerVcpu: 4, sizes: c4a },
    { name: "c4a-highmem", suffix: "", architecture: "arm64", memoryGiBPerVcpu: 8, sizes: c4a },
    { name: "c4a-standard", suffix: "-lssd", architecture: "arm64", memoryGiBPerVcpu: 4, sizes: c4aDisks },
    { name: "c4a-highmem", suffix: "-lssd", architecture: "arm64", memoryGiBPerVcpu: 8, sizes: c4aDisks },
];

const machineTypes: readonly MachineType[] = lines.flatMap(({ name, suffix, architecture, memoryGiBPerVcpu, sizes }) =>
    sizes.map(([vcpus, localDisks]) => ({
        name: `${name}-${vcpus}${suffix}`,
        vcpus,
        memoryGiB: vcpus * memoryGiBPerVcpu,
        architecture,
        localDisk: localDisks > 0,
        localDisks,
    })),
);

/** Machine types to choose from by size: N4, C3D with local disks, and C4A with and without them. */
export const gkeInstanceTypes: readonly InstanceType[] = machineTypes;

// Families whose processors are Arm: https://cloud.google.com/compute/docs/instances/arm-on-compute
const armFamilies = ["c4a", "n4a", "t2a", "a4x"];

// Families that take Hyperdisk; the others take Persistent Disk: https://cloud.google.com/compute/docs/disks/hyperdisks
const hyperdiskFamilies = ["n4", "n4a", "n4d", "c3", "c3d", "c4", "c4a", "c4d", "m4", "x4", "z3", "h4d"];

// Families whose types have local disks if, and only if, their name ends with "-lssd".
// https://cloud.google.com/compute/docs/disks/local-ssd#lssd_disks_fixed
const bundledDiskFamilies = ["c3", "c3d", "c4", "c4a", "c4d"];

// Families that take no local disks at all: https://cloud.google.com/compute/docs/disks/local-ssd#choose_number_local_ssds
const disklessFamilies = ["e2", "t2a", "t2d", "n4", "n4a", "n4d"];

const familyOf = (machineType: string) => machineType.split("-")[0] ?? "";

/** Architecture of a machine type by its name, such as `arm64` of `t2a-standard-4`. */
export function architectureOf(machineType: string): InstanceType["architecture"] {
    return armFamilies.includes(familyOf(machineType)) ? "arm64" : "amd64";
}

/** Type of disk that nodes of a machine type take, for their system and for volumes. */
export function diskTypeOf(machineType: string): "hyperdisk-balanced" | "pd-balanced" {
    return hyperdiskFamilies.includes(familyOf(machineType)) ? "hyperdisk-balanced" : "pd-balanced";
}

/** Whether nodes of a machine type can have disks of their own. */
export function takesLocalDisks(machineType: string): boolean {
    const family = familyOf(machineType);
    return bundledDiskFamilies.includes(family) ? machineType.endsWith("-lssd") : !disklessFamilies.includes(family);
}

/**
 * Number of local disks to ask for: as many as a type of the catalogue has; 0 for another type with disks built in, which
 * means all of them; 1 where the number is free.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/NodeConfig#ephemeralstoragelocalssdconfig
 */
export function localDiskCountOf(machineType: string): number {
    const known = machineTypes.find(({ name }) => name === machineType);
    return known?.localDisks ?? (machineType.endsWith("-lssd") ? 0 : 1);
}
