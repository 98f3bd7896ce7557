/** Numbers of local disks by processors. */
type ByVcpus = Readonly<Record<number, number>>;

/**
 * Local disks of types whose name ends with `-lssd`, by family; other types of these families have none.
 *
 * @see https://cloud.google.com/compute/docs/disks/local-ssd#lssd_disks_fixed
 */
export const builtInDisks = {
    c3: { 4: 1, 8: 2, 22: 4, 44: 8, 88: 16, 176: 32 },
    c3d: { 8: 1, 16: 1, 30: 2, 60: 4, 90: 8, 180: 16, 360: 32 },
    c4: { 4: 1, 8: 1, 16: 2, 24: 4, 32: 5, 48: 8, 96: 16, 144: 24, 192: 32, 288: 48 },
    c4a: { 4: 1, 8: 2, 16: 4, 32: 6, 48: 10, 64: 14, 72: 16 },
    c4d: { 8: 1, 16: 1, 32: 2, 48: 4, 64: 6, 96: 8, 192: 16, 384: 32 },
    h4d: { 192: 10 },
} as const satisfies Readonly<Record<string, ByVcpus>>;

/**
 * Fewest local disks of types that are given some, by family: the first entry with enough processors tells.
 *
 * @see https://cloud.google.com/compute/docs/disks/local-ssd#choose_number_local_ssds
 */
const fewestDisks: Readonly<Record<string, readonly (readonly [mostVcpus: number, disks: number])[]>> = {
    n1: [[96, 1]],
    n2: [
        [10, 1],
        [20, 2],
        [40, 4],
        [80, 8],
        [128, 16],
    ],
    n2d: [
        [16, 1],
        [48, 2],
        [80, 4],
        [224, 8],
    ],
    c2: [
        [8, 1],
        [16, 2],
        [30, 4],
        [60, 8],
    ],
    c2d: [
        [16, 1],
        [32, 2],
        [56, 4],
        [112, 8],
    ],
};

// Families that take no local disks: https://cloud.google.com/compute/docs/disks/local-ssd#machine_series_lssd
const disklessFamilies = ["e2", "h3", "m2", "m4", "n4", "n4a", "n4d", "t2a", "t2d", "x4"];

/** Local disks of a machine type. */
export interface LocalDisks {
    /** `builtIn`: its nodes always have them. `chosen`: they have as many as they are given, if any. */
    readonly kind: "none" | "builtIn" | "chosen";
    /** How many to ask for; undefined where that is not known. */
    readonly count: number | undefined;
}

/** Local disks of a machine type by its name, such as `c4a-standard-8-lssd`. */
export function localDisksOf(machineType: string): LocalDisks {
    const family = familyOf(machineType);
    const builtIn: ByVcpus | undefined = (builtInDisks as Readonly<Record<string, ByVcpus>>)[family];
    // "c4-standard-8-lssd" yes: 8; "c4-standard-288-lssd-metal" has others
    const withDisks = /-(\d+)-lssd$/.exec(machineType)?.[1];
    // "n2-standard-8", "n2-custom-8-16384" yes: 8
    const vcpus = Number(/-(\d+)/.exec(machineType)?.[1]);
    // All types of Z3 have disks, whatever their name.
    if (machineType.includes("lssd") || family === "z3") {
        return { kind: "builtIn", count: withDisks === undefined ? undefined : builtIn?.[Number(withDisks)] };
    }
    if (builtIn !== undefined || disklessFamilies.includes(family)) {
        return { kind: "none", count: 0 };
    }
    return { kind: "chosen", count: fewestDisks[family]?.find(([most]) => vcpus <= most)?.[1] };
}

/**
 * Number of local disks that a pool speaks of; undefined if of none. Of a type whose family has disks built in, Google
 * gives back that there are none, and the provider would replace a pool that leaves it out at every run.
 *
 * @see https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/2465
 */
export function localDiskCount(machineType: string, localDisk: boolean): number | undefined {
    const { kind, count } = localDisksOf(machineType);
    return localDisk || (kind === "none" && familyOf(machineType) in builtInDisks) ? count : undefined;
}

/** Family of a machine type: `n4` of `n4-standard-8`. */
export const familyOf = (machineType: string) => machineType.split("-")[0] ?? "";
