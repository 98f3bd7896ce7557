import type { Inputs } from "./rules";

/** How many local disks machines have that come with some, by processors. */
const builtIn: Readonly<Record<string, Readonly<Record<number, number>>>> = {
    c3: { 4: 1, 8: 2, 22: 4, 44: 8, 88: 16, 176: 32 },
    c3d: { 8: 1, 16: 1, 30: 2, 60: 4, 90: 8, 180: 16, 360: 32 },
    c4: { 4: 1, 8: 1, 16: 2, 24: 4, 32: 5, 48: 8, 96: 16, 144: 24, 192: 32, 288: 48 },
    c4a: { 4: 1, 8: 2, 16: 4, 32: 6, 48: 10, 64: 14, 72: 16 },
    c4d: { 8: 1, 16: 1, 32: 2, 48: 4, 64: 6, 96: 8, 192: 16, 384: 32 },
};

/** Fewest and most local disks of machines that are given some, up to a number of processors. */
const chosen: Readonly<Record<string, readonly (readonly [vcpus: number, fewest: number, most: number])[]>> = {
    n2: [
        [10, 1, 24],
        [20, 2, 24],
        [40, 4, 24],
        [80, 8, 24],
        [128, 16, 24],
    ],
    n2d: [
        [16, 1, 24],
        [48, 2, 24],
        [80, 4, 24],
        [224, 8, 24],
    ],
    c2: [
        [8, 1, 8],
        [16, 2, 8],
        [30, 4, 8],
        [60, 8, 8],
    ],
    c2d: [
        [16, 1, 8],
        [32, 2, 8],
        [56, 4, 8],
        [112, 8, 8],
    ],
};

/** Local disks of a type that comes with them, 0 for one of such a family without; undefined for all others. */
function builtInDisks(machineType: string): number | undefined {
    // "c4a-standard-8-lssd", "c4a-standard-8" yes
    const [, family = "", vcpus, disks] = /^([a-z0-9]+)-[a-z]+-(\d+)(-lssd)?$/.exec(machineType) ?? [];
    const counts = builtIn[family];
    return counts === undefined ? undefined : disks === undefined ? 0 : counts[Number(vcpus)];
}

/**
 * The local disks of a pool as Google gives them back: of a family that comes with disks it tells the number, asked for or
 * not, and none as an empty part.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/issues/17068
 * @see https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/2465
 * @see https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/pull/2474
 */
export function localDisksGivenBack({ nodeConfig }: Inputs): Inputs {
    const localSsdCount = builtInDisks(String(nodeConfig?.machineType));
    return localSsdCount === undefined ? {} : { nodeConfig: { ephemeralStorageLocalSsdConfig: { localSsdCount } } };
}

/** What is wrong with a number of local disks: https://cloud.google.com/compute/docs/disks/local-ssd#choose_number_local_ssds */
export function localDiskProblems(machineType: string, count: number | undefined): string[] {
    if (count === undefined) {
        return [];
    }
    const own = builtInDisks(machineType);
    if (own !== undefined) {
        return own === count ? [] : [`${machineType} has ${own} local disks, got ${count}`];
    }
    const [, family = "", vcpus] = /^([a-z0-9]+)-[a-z]+-(\d+)$/.exec(machineType) ?? [];
    const limits = chosen[family]?.find(([most]) => Number(vcpus) <= most);
    if (limits === undefined) {
        return [`${machineType} takes no local disks`];
    }
    const [, fewest, most] = limits;
    return count >= fewest && count <= most
        ? []
        : [`${machineType} takes ${fewest} to ${most} local disks, got ${count}`];
}
