import type { Problem } from "../../checks/findings";
import { choiceProblems, notTogetherProblems, repeatProblems, shown, unless } from "../../checks/values";
import type { AksClusterArgs } from "./args";
import { nodeGroups, podCapacity, subnetCapacity } from "./network-plan";
import { agentPoolPlans, mostNodes } from "./nodes-plan";
import type { AksSettings } from "./settings";
import { overlap, overlapProblems, rangeProblems, type NetworkRanges } from "../shared/address-range-checks";

/** Problems of zones and of addresses. */
export function aksNetworkProblems(args: AksClusterArgs, settings: AksSettings): Problem[] {
    const fields = rangeFields(args);
    const malformed = fields.flatMap((field) => rangeProblems(`network.${field}`, settings[field], prefixes[field]));
    const ranges = Object.fromEntries(fields.map((field) => [field, settings[field]]));
    return [
        ...zoneProblems(settings),
        ...existingProblems(args),
        ...malformed,
        ...(malformed.length === 0
            ? [...reservedProblems(ranges), ...overlapProblems(ranges), ...capacityProblems(args, settings)]
            : []),
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
const allFields = ["cidr", "podCidr", "serviceCidr"] as const;

/** Arguments with ranges that count: an adopted network has its own. */
function rangeFields({ network = {} }: AksClusterArgs) {
    return allFields.filter((field) => field !== "cidr" || network.existing === undefined);
}

/** Ranges of AKS itself, for what it must not overlap: https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning. */
const reservedRanges = ["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"];

function reservedProblems(ranges: NetworkRanges): Problem[] {
    return Object.entries(ranges).flatMap(([field, cidr]) =>
        reservedRanges
            .filter((reserved) => overlap(cidr, reserved))
            .map((reserved) => ({
                path: `network.${field}`,
                problem: `must not overlap ${reserved}, which AKS keeps for itself, got ${shown(cidr)}`,
            })),
    );
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
