import type { Problem } from "../../checks/findings";
import { problemIf, shown, unless } from "../../checks/values";
import { isPrivateRange, parseAddressRange, rangesOverlap } from "./address-ranges";

/** Widest and narrowest range that an argument takes, as prefixes: `[16, 24]` is from `/16` to `/24`. */
export type PrefixBounds = readonly [widest: number, narrowest: number];

/** Address ranges by the argument of the network that holds each, such as `podCidr`. */
export type NetworkRanges = Readonly<Record<string, string>>;

/** Wording for a text that is no range. */
export function rangeProblem(cidr: string, example = "10.0.0.0/16"): string | undefined {
    return parseAddressRange(cidr) === undefined
        ? `must be an IPv4 range that starts at its first address, such as ${example}, got ${shown(cidr)}`
        : undefined;
}

/** Problems of a range that is none, or is wider or narrower than its argument takes. */
export function rangeProblems(path: string, cidr: string, [widest, narrowest]: PrefixBounds): Problem[] {
    const range = parseAddressRange(cidr);
    return range === undefined
        ? problemIf(path, rangeProblem(cidr))
        : unless(
              range.prefix >= widest && range.prefix <= narrowest,
              path,
              `must be from /${widest} to /${narrowest}, got ${shown(cidr)}`,
          );
}

/** Wording for a range of callers that holds every address. */
export function everyAddressProblem(cidr: string): string | undefined {
    return parseAddressRange(cidr)?.prefix === 0
        ? `must not be every address, got ${shown(cidr)}; name the ranges that you call from`
        : undefined;
}

/** Wording for a range of callers from which a public endpoint is never called. */
export function privateRangeProblem(cidr: string): string | undefined {
    const range = parseAddressRange(cidr);
    return range !== undefined && isPrivateRange(range)
        ? `must be a public range for a public endpoint, got ${shown(cidr)}; use the addresses from which your network's traffic leaves`
        : undefined;
}

/** Problems of ranges that share addresses, each said of the later one. */
export function overlapProblems(ranges: NetworkRanges): Problem[] {
    const entries = Object.entries(ranges);
    return entries.flatMap(([other, otherCidr], index) =>
        entries
            .slice(index + 1)
            .filter(([, cidr]) => overlap(cidr, otherCidr))
            .map(([field, cidr]) => ({
                path: `network.${field}`,
                problem: `must not overlap network.${other} (${otherCidr}), got ${shown(cidr)}`,
            })),
    );
}

/** Whether two texts are ranges that share an address. */
export function overlap(left: string, right: string): boolean {
    const [first, second] = [parseAddressRange(left), parseAddressRange(right)];
    return first !== undefined && second !== undefined && rangesOverlap(first, second);
}
