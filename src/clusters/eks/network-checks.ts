import type { Problem } from "../../checks/findings";
import { overlapProblems, rangeProblem, rangeProblems } from "../shared/address-range-checks";
import { isPrivateRange, parseAddressRange, type AddressRange } from "../shared/address-ranges";
import type { EksClusterArgs } from "./args";
import { nodeCapacity } from "./network-plan";
import type { EksSettings } from "./settings";
import { notTogetherProblems, problemIf, repeatProblems, unless } from "../../checks/values";

/** Problems of the network and of the zones. */
export function networkProblems(args: EksClusterArgs, settings: EksSettings): Problem[] {
    const own =
        args.network?.existing === undefined
            ? [...zoneProblems(args, settings), ...networkRangeProblems(settings)]
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

// The largest network of AWS, https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, and the smallest whose
// parts for load balancers are still subnets.
const networkPrefixes = [16, 24] as const;

function networkRangeProblems(settings: EksSettings): Problem[] {
    const network = parseAddressRange(settings.cidr);
    const problems = rangeProblems("network.cidr", settings.cidr, networkPrefixes);
    return network === undefined || problems.length > 0 ? problems : capacityProblems(network, settings);
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
        return problemIf(path, rangeProblem(serviceCidr));
    }
    if (services.prefix < 12 || services.prefix > 24 || !isPrivateRange(services)) {
        return [
            {
                path,
                problem: `must be from /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got "${serviceCidr}"`,
            },
        ];
    }
    return overlapProblems({ cidr, serviceCidr });
}
