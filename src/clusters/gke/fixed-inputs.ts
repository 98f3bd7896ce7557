import { parseAddressRange, rangesOverlap } from "../shared/address-ranges";
import { fixedOptionsOf, type FixedInput } from "../shared/fixed-inputs";

const because = "which the network has for good";

/** Inputs of the network's component, which are its ranges. */
const network: readonly FixedInput[] = [
    // A subnetwork can grow around what it has: https://cloud.google.com/vpc/docs/create-modify-vpc-networks#expand-subnet
    {
        argument: "network.cidr",
        of: ({ cidr }) => cidr,
        because: `${because} and can only widen`,
        allows: (before, after) => isWider(String(before), String(after)),
    },
    // Google refuses to change a secondary range: https://github.com/hashicorp/terraform-provider-google/issues/2570
    { argument: "network.podCidr", of: ({ podCidr }) => podCidr, because },
    { argument: "network.serviceCidr", of: ({ serviceCidr }) => serviceCidr, because },
    // A subnetwork of proxies cannot grow: https://cloud.google.com/load-balancing/docs/proxy-only-subnets#proxy_only_subnet_create
    { argument: "network.proxyCidr", of: ({ proxyCidr }) => proxyCidr, because },
];

/** With another key Pulumi would destroy the old one, and with it every disk that it encrypts. */
const cluster: readonly FixedInput[] = [
    {
        argument: "secretsKeyId",
        of: ({ databaseEncryption }) => databaseEncryption?.keyName,
        because: "which encrypts the disks that are there",
    },
];

/** Inputs that stay, by the part of the cluster that has them. */
export const fixedParts = { network, cluster };

export const fixedOptions = fixedOptionsOf("gke", "GkeCluster", fixedParts);

/** Whether a range holds all of another one, and more. */
export function isWider(before: string, after: string): boolean {
    const [old, wide] = [parseAddressRange(before), parseAddressRange(after)];
    return old !== undefined && wide !== undefined && wide.prefix < old.prefix && rangesOverlap(wide, old);
}
