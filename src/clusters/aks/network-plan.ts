import { formatAddressRange, parseAddressRange, subrange } from "../shared/address-ranges";
import type { AksSettings } from "./settings";

/** Nodes that share a subnet and a way out. */
export interface NodeGroupPlan {
    /** Ending of the names of its subnet and pools; empty if it is the only group. */
    readonly suffix: string;
    readonly zones: readonly string[];
    /** Range of its subnet, if the network is created. */
    readonly cidr: string;
}

/**
 * Groups of nodes: one over all zones, or one in each. A subnet has one NAT gateway at most, and a NAT gateway is in one
 * zone: https://learn.microsoft.com/azure/nat-gateway/nat-availability-zones.
 */
export function nodeGroups({ cidr, zones, natGateways }: NetworkChoice): readonly NodeGroupPlan[] {
    // A zone keeps its range and its place, whichever others there are.
    return natGateways === "perZone"
        ? [...zones].sort().map((zone) => ({ suffix: zone, zones: [zone], cidr: quarter(cidr, Number(zone) - 1) }))
        : [{ suffix: "", zones, cidr: quarter(cidr, 0) }];
}

type NetworkChoice = Pick<AksSettings, "cidr" | "zones" | "natGateways">;

/** Name of a resource that each group has: `nat` in the only group, `nat-2` in that of zone 2. */
export function withSuffix(base: string, suffix: string): string {
    return suffix === "" ? base : `${base}-${suffix}`;
}

/** A quarter of a network: three are for nodes in three zones, the last is free. */
function quarter(cidr: string, index: number): string {
    const network = parseAddressRange(cidr);
    return network === undefined ? "" : formatAddressRange(subrange(network, network.prefix + 2, index));
}

/** Address of the cluster's DNS service: the tenth of the services, by custom. */
export function dnsServiceAddress(serviceCidr: string): string {
    const services = parseAddressRange(serviceCidr);
    return services === undefined ? "" : formatAddressRange(subrange(services, 32, 10)).replace("/32", "");
}

// Azure keeps five addresses of every subnet:
// https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq#are-there-any-restrictions-on-using-ip-addresses-within-these-subnets
const reservedAddresses = 5;

/** Number of nodes that a subnet has addresses for: pods have their own in an overlay. */
export function subnetCapacity(cidr: string): number {
    return Math.max(0, (parseAddressRange(cidr)?.size ?? 0) - reservedAddresses);
}

/** Number of nodes that a range of pods has a `/24` for: https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay. */
export function podCapacity(podCidr: string): number {
    return Math.floor((parseAddressRange(podCidr)?.size ?? 0) / 256);
}
