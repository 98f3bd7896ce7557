import type { Problem } from "../../checks/findings";
import { isPrivateRange, parseAddressRange, rangesOverlap, type AddressRange } from "../shared/address-ranges";
import type { EksClusterArgs } from "./args";
import { nodeCapacity } from "./network-plan";
import type { EksSettings } from "./settings";
import { notTogetherProblems, repeatProblems, unless } from "../../checks/values";

/** Problems of the network and of the zones. */
export function networkProblems(args: EksClusterArgs, settings: EksSettings): Problem[] {
    const own =
        args.network?.existing === undefined
            ? [...zoneProblems(args, settings), ...rangeProblems(settings)]
            : existingProblems(args);
    return [...own, ...serviceRangeProblems(settings)];
}

function existingProblems({ network = {}, zones }: EksClusterArgs): Problem[] {
    const ids = network.existing?.subnetIds ?? [];
    const plain = ids.filter((id) => typeof id === "string");
    const different = ids.length - plain.length + new Set(plain).size;
    return [
        ...notTogetherProblems("network.cidr", network.cidr, "network.existing"),
        ...notTogetherProblems("network.natGateways", network.natGateways, "network.existing"),
        ...notTogetherProblems("zones", zones, "network.existing"),
        ...unless(
            different >= 2,
            "network.existing.subnetIds",
            `must name at least two subnets, in different zones, got ${different}`,
        ),
        ...plain
            .filter((id) => !/^subnet-[0-9a-f]+$/.test(id)) // "subnet-0a1b2c3d" yes; "vpc-0a1b2c3d", "my-subnet" no
            .map((id) => ({
                path: "network.existing.subnetIds",
                problem: `must be subnets' ids, such as subnet-0a1b2c3d, got "${id}"`,
            })),
    ];
}

// Two are EKS's least; with more than six the parts of a network get small for nothing.
const fewestZones = 2;
const mostZones = 6;

function zoneProblems(args: EksClusterArgs, { region, zones }: EksSettings): Problem[] {
    if (args.zones === undefined) {
        return unless(
            zones.length > 0,
            "zones",
            `is required in ${region}, where every account sees other zones; name at least two of yours`,
        );
    }
    return [
        ...unless(
            zones.length >= fewestZones && zones.length <= mostZones,
            "zones",
            `must be ${fewestZones} to ${mostZones} zones, got ${zones.length}`,
        ),
        ...zones.flatMap((zone, index) => zoneProblem(zone, index, { region, zones })),
    ];
}

function zoneProblem(zone: string, index: number, { region, zones }: Pick<EksSettings, "region" | "zones">): Problem[] {
    const path = `zones[${index}]`;
    if (!zone.startsWith(region) || !/^[a-z]$/.test(zone.slice(region.length))) {
        return [{ path, problem: `must be a zone of ${region}, such as ${region}a, got "${zone}"` }];
    }
    return repeatProblems("zones", zones, index);
}

export const rangeProblem = (text: string) =>
    `must be an IPv4 range that starts at its first address, such as 10.0.0.0/16, got "${text}"`;

export function rangeProblems(settings: EksSettings): Problem[] {
    const path = "network.cidr";
    const network = parseAddressRange(settings.cidr);
    if (network === undefined) {
        return [{ path, problem: rangeProblem(settings.cidr) }];
    }
    // The largest network of AWS: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html. The smallest whose
    // parts for load balancers are subnets still.
    if (network.prefix < 16 || network.prefix > 24) {
        return [{ path, problem: `must be from /16 to /24, got "${settings.cidr}"` }];
    }
    return capacityProblems(network, settings);
}

function capacityProblems(network: AddressRange, { cidr, zones, pools }: EksSettings): Problem[] {
    const capacity = nodeCapacity(network, zones.length);
    const nodes = pools.reduce((sum, { maxNodes }) => sum + maxNodes, 0);
    return unless(
        zones.length === 0 || nodes <= capacity,
        "network.cidr",
        `must have addresses for ${nodes} nodes, the sum of maxNodes, but in ${zones.length} zones "${cidr}" has them for ${capacity}; widen it or lower maxNodes`,
    );
}

// https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
function serviceRangeProblems({ serviceCidr, cidr }: EksSettings): Problem[] {
    const path = "network.serviceCidr";
    const services = parseAddressRange(serviceCidr);
    if (services === undefined) {
        return [{ path, problem: rangeProblem(serviceCidr) }];
    }
    if (services.prefix < 12 || services.prefix > 24 || !isPrivateRange(services)) {
        return [
            {
                path,
                problem: `must be from /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got "${serviceCidr}"`,
            },
        ];
    }
    const network = parseAddressRange(cidr);
    return network !== undefined && rangesOverlap(network, services)
        ? [{ path, problem: `must not overlap network.cidr (${cidr}), got "${serviceCidr}"` }]
        : [];
}
