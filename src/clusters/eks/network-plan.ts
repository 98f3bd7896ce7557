import { formatAddressRange, parseAddressRange, subrange, type AddressRange } from "../shared/address-ranges";

/** Addresses of one zone. */
export interface ZonePlan {
    readonly zone: string;
    /** Of nodes, pods and the control plane's interfaces. */
    readonly privateCidr: string;
    /** Of NAT gateways and load balancers. */
    readonly publicCidr: string;
}

/**
 * Cuts a network into equal parts, one for each zone's private subnet and one more, which is cut again for the public ones:
 * almost all addresses are the nodes'. Three zones of `10.0.0.0/16` get `/18` each and `/20` of the fourth quarter.
 */
export function zonePlans(cidr: string, zones: readonly string[]): readonly ZonePlan[] {
    const network = parseAddressRange(cidr);
    if (network === undefined) {
        return [];
    }
    const bits = partBits(zones.length);
    const publicPart: AddressRange = subrange(network, network.prefix + bits, zones.length);
    return zones.map((zone, index) => ({
        zone,
        privateCidr: formatAddressRange(subrange(network, network.prefix + bits, index)),
        publicCidr: formatAddressRange(subrange(publicPart, publicPart.prefix + bits, index)),
    }));
}

/** Bits that number the parts of a network with so many zones: one part a zone, and one more. */
function partBits(zoneCount: number): number {
    return Math.ceil(Math.log2(zoneCount + 1));
}

// AWS keeps five addresses of every subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
const reservedAddresses = 5;

// A node's own address and two blocks of 16 for its pods, one in use and one being filled:
// https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
const addressesPerNode = 33;

/** Number of nodes that the private subnets of a network have addresses for. */
export function nodeCapacity(network: AddressRange, zoneCount: number): number {
    const addresses = 2 ** (32 - network.prefix - partBits(zoneCount)) - reservedAddresses;
    return zoneCount * Math.floor(addresses / addressesPerNode);
}
