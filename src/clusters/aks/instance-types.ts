import type { InstanceType } from "../shared/instance-types";

/**
 * Sizes of virtual machines that are chosen by processors and memory. The series are of version 5, whose own disk is ready to
 * carry a node's system: version 6 and later show it as a bare NVMe device.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/dsv5-series,
 * …/ddsv5-series, …/dpsv5-series, …/dpdsv5-series and, under memory-optimized, …/esv5-series, …/edsv5-series,
 * …/epsv5-series and …/epdsv5-series.
 */
export const aksInstanceTypes: readonly InstanceType[] = [
    ...series("amd64", "D", "s_v5", [2, 4, 8, 16, 32, 48, 64], 4),
    ...series("amd64", "D", "ds_v5", [2, 4, 8, 16, 32, 48, 64], 4),
    ...series("amd64", "E", "s_v5", [2, 4, 8, 16, 32, 48, 64], 8),
    ...series("amd64", "E", "ds_v5", [2, 4, 8, 16, 32, 48, 64], 8),
    ...series("arm64", "D", "ps_v5", [2, 4, 8, 16, 32, 48], 4),
    ...series("arm64", "D", "pds_v5", [2, 4, 8, 16, 32, 48], 4),
    ...series("arm64", "E", "ps_v5", [2, 4, 8, 16, 32], 8),
    ...series("arm64", "E", "pds_v5", [2, 4, 8, 16, 32], 8),
];

type Architecture = InstanceType["architecture"];

function series(
    architecture: Architecture,
    family: string,
    features: string,
    sizes: readonly number[],
    gibPerVcpu: number,
): InstanceType[] {
    return sizes.map((vcpus) => ({
        name: `Standard_${family}${vcpus}${features}`,
        vcpus,
        // Arm machines end at 208 GiB: https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/dpsv5-series
        memoryGiB: architecture === "arm64" ? Math.min(vcpus * gibPerVcpu, 208) : vcpus * gibPerVcpu,
        architecture,
        localDisk: features.includes("d"),
    }));
}

/**
 * Size of the own disk of a machine in GiB; undefined if it has none or is not known.
 * Every series above gives the same: 75 GiB for 2 processors and as much for each 2 more.
 */
export function localDiskGiB(instanceType: string): number | undefined {
    const known = aksInstanceTypes.find(({ name }) => name === instanceType);
    return known?.localDisk === true ? (known.vcpus / 2) * 75 : undefined;
}

/**
 * Processor architecture that the name of a size tells, where the letters after the number have a `p` for Arm:
 * `Standard_D8pds_v5` is arm64, `Standard_D8ds_v5` and `Standard_L8s_v3` are amd64, `custom` tells nothing.
 * Source: https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions.
 */
export function namedArchitecture(instanceType: string): Architecture | undefined {
    const match = /^Standard_[A-Z]+\d+(?:-\d+)?([a-z]*)(?:_|$)/.exec(instanceType);
    if (match === null) {
        return undefined;
    }
    return match[1]?.includes("p") === true ? "arm64" : "amd64";
}
