import type { Problem } from "../../checks/findings";
import { notTogetherProblems, problemIf, shown, unless } from "../../checks/values";
import { everyAddressProblem, overlapProblems, rangeProblem, rangeProblems } from "../shared/address-range-checks";
import { parseAddressRange, type AddressRange } from "../shared/address-ranges";
import type { GkeEndpointArgs, GkeNetworkArgs } from "./network-args";
import type { GkeRanges, GkeSettings } from "./settings";

const rangeFields = ["cidr", "podCidr", "serviceCidr", "proxyCidr"] as const satisfies readonly (keyof GkeRanges)[];

// Google keeps four addresses of a subnet, and the control plane takes one.
// https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet
const addressesBesideNodes = 5;
// 110 pods a node, twice as many addresses: https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
const podAddressesPerNode = 256;
// https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing_secondary_range_svcs
const servicePrefixes = [16, 27] as const;
// https://cloud.google.com/load-balancing/docs/proxy-only-subnets
const longestProxyPrefix = 26;

/** Problems of a network to create or to adopt. */
export function networkProblems(args: GkeNetworkArgs | undefined, settings: GkeSettings): Problem[] {
    return args?.existing === undefined ? createdProblems(settings) : adoptedProblems(args, args.existing);
}

function adoptedProblems(args: GkeNetworkArgs, existing: NonNullable<GkeNetworkArgs["existing"]>): Problem[] {
    const needed = ["network", "subnetwork", "podRangeName", "serviceRangeName"] as const;
    return [
        ...rangeFields.flatMap((field) => notTogetherProblems(`network.${field}`, args[field], "network.existing")),
        ...needed.flatMap((field) =>
            unless(
                (existing[field] ?? "") !== "",
                `network.existing.${field}`,
                "is required, as GKE cannot look it up in an adopted network",
            ),
        ),
    ];
}

function createdProblems(settings: GkeSettings): Problem[] {
    const parsed = rangeFields.map((field) => ({ field, range: parseAddressRange(settings.ranges[field]) }));
    const malformed = parsed.filter(({ range }) => range === undefined);
    if (malformed.length > 0) {
        return malformed.flatMap(({ field }) => problemIf(`network.${field}`, rangeProblem(settings.ranges[field])));
    }
    const [nodes, pods, , proxies] = parsed.flatMap(({ range }) => range ?? []) as [
        AddressRange,
        AddressRange,
        AddressRange,
        AddressRange,
    ];
    return [...sizeProblems(settings, { nodes, pods, proxies }), ...overlapProblems({ ...settings.ranges })];
}

function sizeProblems(
    { ranges, pools }: GkeSettings,
    { nodes, pods, proxies }: Readonly<Record<"nodes" | "pods" | "proxies", AddressRange>>,
): Problem[] {
    // While a pool is upgraded it has one node more.
    const mostNodes = pools.reduce((sum, pool) => sum + pool.maxNodes + 1, 0);
    const tooSmall = (field: keyof GkeRanges, range: AddressRange, needed: number): Problem[] =>
        unless(
            range.size >= needed,
            `network.${field}`,
            `must hold ${needed} addresses for up to ${mostNodes} nodes, got ${range.size} in ${ranges[field]}; widen it or lower maxNodes`,
        );
    return [
        ...tooSmall("cidr", nodes, mostNodes + addressesBesideNodes),
        ...tooSmall("podCidr", pods, mostNodes * podAddressesPerNode),
        ...rangeProblems("network.serviceCidr", ranges.serviceCidr, servicePrefixes),
        ...unless(
            proxies.prefix <= longestProxyPrefix,
            "network.proxyCidr",
            `must be /${longestProxyPrefix} or wider, got ${ranges.proxyCidr}`,
        ),
    ];
}

const publicExample = "203.0.113.0/24";

/** Problems of the ways to the control plane. */
export function endpointProblems(args: GkeEndpointArgs = {}): Problem[] {
    const path = "endpoint.allowedCidrs";
    const allowed = args.allowedCidrs ?? [];
    const isPublic = args.public ?? false;
    return [
        ...unless(
            !isPublic || allowed.length > 0,
            path,
            "must name the ranges that reach the public address, got none; name yours or leave endpoint.public out",
        ),
        ...unless(
            isPublic || allowed.length === 0,
            path,
            `must be empty without endpoint.public: true, got ${shown(allowed.join(", "))}; the DNS endpoint is guarded by IAM`,
        ),
        ...allowed.flatMap((cidr, index) =>
            problemIf(`${path}[${index}]`, rangeProblem(cidr, publicExample) ?? everyAddressProblem(cidr)),
        ),
    ];
}
