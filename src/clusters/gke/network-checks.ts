import type { Problem } from "../../checks/findings";
import { parseAddressRange, rangesOverlap, type AddressRange } from "../shared/address-ranges";
import type { GkeEndpointArgs, GkeNetworkArgs } from "./args";
import type { GkeRanges, GkeSettings } from "./settings";

const rangeFields = ["cidr", "podCidr", "serviceCidr", "proxyCidr"] as const satisfies readonly (keyof GkeRanges)[];

// Google keeps four addresses of a subnet, and the control plane takes one.
// https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet
const addressesBesideNodes = 5;
// 110 pods a node, twice as many addresses: https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
const podAddressesPerNode = 256;
// https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing_secondary_range_svcs
const servicePrefixes = { shortest: 16, longest: 27 } as const;
// https://cloud.google.com/load-balancing/docs/proxy-only-subnets
const longestProxyPrefix = 26;

/** What is wrong with a network to create or to adopt. */
export function networkProblems(args: GkeNetworkArgs | undefined, settings: GkeSettings): Problem[] {
    return args?.existing === undefined ? createdProblems(settings) : adoptedProblems(args, args.existing);
}

function adoptedProblems(args: GkeNetworkArgs, existing: NonNullable<GkeNetworkArgs["existing"]>): Problem[] {
    const needed = ["network", "subnetwork", "podRangeName", "serviceRangeName"] as const;
    return [
        ...rangeFields
            .filter((field) => args[field] !== undefined)
            .map((field) => ({
                path: `network.${field}`,
                problem: `must not be given beside network.existing, got "${args[field]}"; that network has its ranges`,
            })),
        ...needed
            .filter((field) => (existing[field] ?? "") === "")
            .map((field) => ({
                path: `network.existing.${field}`,
                problem: "must be given, as an adopted network needs it",
            })),
    ];
}

function createdProblems(settings: GkeSettings): Problem[] {
    const parsed = rangeFields.map((field) => ({ field, range: parseAddressRange(settings.ranges[field]) }));
    const malformed = parsed.filter(({ range }) => range === undefined);
    if (malformed.length > 0) {
        return malformed.map(({ field }) => ({
            path: `network.${field}`,
            problem: `must be a range of addresses from its first on, such as 10.0.0.0/20, got "${settings.ranges[field]}"`,
        }));
    }
    const [nodes, pods, services, proxies] = parsed.flatMap(({ range }) => range ?? []) as [
        AddressRange,
        AddressRange,
        AddressRange,
        AddressRange,
    ];
    return [...sizeProblems(settings, { nodes, pods, services, proxies }), ...overlapProblems(settings.ranges)];
}

function sizeProblems(
    { ranges, pools }: GkeSettings,
    { nodes, pods, services, proxies }: Readonly<Record<"nodes" | "pods" | "services" | "proxies", AddressRange>>,
): Problem[] {
    // While a pool is upgraded it has one node more.
    const mostNodes = pools.reduce((sum, pool) => sum + pool.maxNodes + 1, 0);
    const tooSmall = (field: keyof GkeRanges, range: AddressRange, needed: number): Problem[] =>
        range.size >= needed
            ? []
            : [
                  {
                      path: `network.${field}`,
                      problem: `must hold ${needed} addresses for up to ${mostNodes} nodes, got ${range.size} in ${ranges[field]}; widen it or lower maxNodes`,
                  },
              ];
    const { shortest, longest } = servicePrefixes;
    return [
        ...tooSmall("cidr", nodes, mostNodes + addressesBesideNodes),
        ...tooSmall("podCidr", pods, mostNodes * podAddressesPerNode),
        ...(services.prefix >= shortest && services.prefix <= longest
            ? []
            : [
                  {
                      path: "network.serviceCidr",
                      problem: `must be from /${shortest} to /${longest}, got ${ranges.serviceCidr}`,
                  },
              ]),
        ...(proxies.prefix <= longestProxyPrefix
            ? []
            : [
                  {
                      path: "network.proxyCidr",
                      problem: `must be /${longestProxyPrefix} or wider, got ${ranges.proxyCidr}`,
                  },
              ]),
    ];
}

function overlapProblems(ranges: GkeRanges): Problem[] {
    const pairs = rangeFields.flatMap((left, index) =>
        rangeFields.slice(index + 1).map((right) => [left, right] as const),
    );
    const overlap = (left: keyof GkeRanges, right: keyof GkeRanges) => {
        const [first, second] = [parseAddressRange(ranges[left]), parseAddressRange(ranges[right])];
        return first !== undefined && second !== undefined && rangesOverlap(first, second);
    };
    return pairs
        .filter(([left, right]) => overlap(left, right))
        .map(([left, right]) => ({
            path: `network.${right}`,
            problem: `must not overlap network.${left} (${ranges[left]}), got ${ranges[right]}`,
        }));
}

/** What is wrong with the ways to the control plane. */
export function endpointProblems(args: GkeEndpointArgs = {}): Problem[] {
    const path = "endpoint.allowedCidrs";
    const allowed = args.allowedCidrs ?? [];
    const isPublic = args.public ?? false;
    return [
        ...(isPublic && allowed.length === 0
            ? [{ path, problem: "must name who may reach the public address; or leave endpoint.public out" }]
            : []),
        ...(!isPublic && allowed.length > 0
            ? [{ path, problem: "must not be given without endpoint.public: true; the DNS endpoint is guarded by IAM" }]
            : []),
        ...allowed
            .filter((cidr) => parseAddressRange(cidr) === undefined)
            .map((cidr) => ({ path, problem: `must be ranges of addresses such as 198.51.100.0/24, got "${cidr}"` })),
        ...allowed
            .filter((cidr) => parseAddressRange(cidr)?.prefix === 0)
            .map((cidr) => ({
                path,
                problem: `must not let everyone in, got "${cidr}"; name the ranges you call from`,
            })),
    ];
}
