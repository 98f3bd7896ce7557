import type { Problem } from "../../checks/findings";
import { choiceProblems, notTogetherProblems, repeatProblems, shown, unless } from "../../checks/values";
import type { AksClusterArgs } from "./args";
import { nodeGroups, podCapacity, subnetCapacity } from "./network-plan";
import { agentPoolPlans, mostNodes } from "./nodes-plan";
import type { AksSettings } from "./settings";
import { reachProblems } from "../shared/endpoint";
import { parseAddressRange, rangesOverlap } from "../shared/address-ranges";

/** Problems of zones, of addresses and of network access to the API. */
export function aksNetworkProblems(args: AksClusterArgs, settings: AksSettings): Problem[] {
    const ranges = rangeProblems(args, settings);
    return [
        ...zoneProblems(settings),
        ...existingProblems(args),
        ...ranges,
        ...(ranges.length === 0
            ? [
                  ...reservedProblems(args, settings),
                  ...overlapProblems(args, settings),
                  ...capacityProblems(args, settings),
              ]
            : []),
        ...reachProblems(settings, args.network?.existing !== undefined),
        ...endpointProblems(settings),
    ];
}

const knownZones = ["1", "2", "3"];

function zoneProblems({ zones }: AksSettings): Problem[] {
    return [
        ...unless(zones.length >= 2, "zones", `must be at least two of 1, 2 and 3, got "${zones.join(", ")}"`),
        ...zones.flatMap((zone, index) => {
            const repeated = repeatProblems("zones", zones, index);
            return repeated.length > 0 ? repeated : choiceProblems(`zones[${index}]`, zone, knownZones);
        }),
    ];
}

// "/subscriptions/…/virtualNetworks/hub/subnets/flink" yes; "flink", "…/virtualNetworks/hub" no
const subnetIdForm =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i;

function existingProblems({ network = {} }: AksClusterArgs): Problem[] {
    const { existing } = network;
    if (existing === undefined) {
        return [];
    }
    const { subnetId } = existing;
    return [
        ...notTogetherProblems("network.cidr", network.cidr, "network.existing"),
        ...notTogetherProblems("network.natGateways", network.natGateways, "network.existing"),
        ...unless(
            typeof subnetId !== "string" || subnetIdForm.test(subnetId),
            "network.existing.subnetId",
            `must be the id of a subnet, /subscriptions/…/subnets/…, got ${shown(subnetId)}`,
        ),
    ];
}

// Most and fewest addresses, as prefixes. The network is cut into four; services must be fewer than a /12:
// https://learn.microsoft.com/azure/aks/azure-cni-overlay#ip-address-planning
const prefixes = { cidr: [8, 24], podCidr: [8, 24], serviceCidr: [13, 28] } as const;
const fields = ["cidr", "podCidr", "serviceCidr"] as const;

function rangeProblems({ network = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    return fields
        .filter((field) => field !== "cidr" || network.existing === undefined)
        .flatMap((field) => {
            const prefix = parseAddressRange(settings[field])?.prefix;
            const [least, most] = prefixes[field];
            return unless(
                prefix !== undefined && prefix >= least && prefix <= most,
                `network.${field}`,
                `must be an IPv4 range from /${least} to /${most} such as 10.0.0.0/16, got "${settings[field]}"`,
            );
        });
}

/** Ranges of AKS itself, for what it must not overlap: https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning. */
const reservedRanges = ["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"];

function reservedProblems({ network = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    return fields
        .filter((field) => field !== "cidr" || network.existing === undefined)
        .flatMap((field) =>
            reservedRanges
                .filter((reserved) => overlap(settings[field], reserved))
                .map((reserved) => ({
                    path: `network.${field}`,
                    problem: `must not overlap ${reserved}, which AKS keeps for itself, got "${settings[field]}"`,
                })),
        );
}

function overlapProblems({ network = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    const known = network.existing === undefined ? fields : (["podCidr", "serviceCidr"] as const);
    return known.flatMap((field, index) =>
        known
            .slice(0, index)
            .filter((other) => overlap(settings[field], settings[other]))
            .map((other) => ({
                path: `network.${field}`,
                problem: `must not overlap ${other} (${settings[other]}), got ${settings[field]}`,
            })),
    );
}

function overlap(left: string, right: string): boolean {
    const [first, second] = [parseAddressRange(left), parseAddressRange(right)];
    return first !== undefined && second !== undefined && rangesOverlap(first, second);
}

/** Ranges that are too small for all nodes together with those that an upgrade adds. */
function capacityProblems({ network = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    const plans = agentPoolPlans(settings);
    const groups = nodeGroups(settings);
    const nodesByGroup = groups.map(({ suffix }) => mostNodes(plans, suffix));
    const all = nodesByGroup.reduce((sum, count) => sum + count, 0);
    const pods = podCapacity(settings.podCidr);
    const most = Math.max(...nodesByGroup);
    const subnet = subnetCapacity(groups[0]?.cidr ?? "");
    return [
        ...unless(
            all <= pods,
            "network.podCidr",
            `must have a /24 for each of ${all} nodes, got ${settings.podCidr} for ${pods}; take a larger range or lower maxNodes`,
        ),
        ...unless(
            network.existing !== undefined || most <= subnet,
            "network.cidr",
            `must have room for ${most} nodes in a quarter of it, got ${settings.cidr} for ${subnet}; take a larger range or lower maxNodes`,
        ),
    ];
}

// https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges
const mostAllowedCidrs = 200;

function endpointProblems({ publicEndpoint, allowedCidrs }: AksSettings): Problem[] {
    const path = "endpoint.allowedCidrs";
    if (!publicEndpoint) {
        return unless(
            allowedCidrs.length === 0,
            path,
            `must be empty without public: true, got "${allowedCidrs.join(", ")}"`,
        );
    }
    if (allowedCidrs.length === 0 || allowedCidrs.length > mostAllowedCidrs) {
        const problem = `must have from 1 to ${mostAllowedCidrs} ranges with public: true, got ${allowedCidrs.length}; name those that you come from`;
        return [{ path, problem }];
    }
    return allowedCidrs.flatMap((cidr, index) => cidrProblems(`${path}[${index}]`, cidr));
}

function cidrProblems(path: string, cidr: string): Problem[] {
    const range = parseAddressRange(cidr);
    if (range === undefined) {
        return [{ path, problem: `must be an IPv4 range such as 203.0.113.0/24, got "${cidr}"` }];
    }
    return unless(
        range.prefix > 0,
        path,
        `must not be the whole internet, got "${cidr}"; name the ranges that you come from`,
    );
}
