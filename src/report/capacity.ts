import { isDeepStrictEqual } from "node:util";
import { byName } from "./level";
import type { Pool, PoolSize } from "./node-pools";
import { hourlyPrice, hoursOfMonth, type PriceTable } from "./prices";

/** An amount with all pools at their smallest and at their largest. */
export interface Range {
    readonly least: number;
    readonly most: number;
}

/** Amounts of a pool, or of all; undefined where a part is not known. */
export interface Amounts {
    readonly nodes: Range | undefined;
    readonly vcpus: Range | undefined;
    readonly memoryGiB: Range | undefined;
    /** Price of a month, with a table of prices. */
    readonly monthly?: Range | undefined;
}

/** The change of one pool. */
export interface PoolChange {
    readonly name: string;
    readonly nodeType: { readonly before: string | undefined; readonly after: string | undefined };
    readonly before: Amounts;
    readonly after: Amounts;
}

/** Changes in nodes. */
export interface Capacity {
    readonly pools: readonly PoolChange[];
    readonly currency?: string;
    /** Sum of the pools that the preview shows. */
    readonly before: Amounts;
    readonly after: Amounts;
    /** Pools that are not in the sums, each with the reason. */
    readonly unknowns: readonly string[];
}

const nothing: PoolSize = { nodeType: undefined, isSpot: false, minNodes: 0, maxNodes: 0, vcpus: 0, memoryGiB: 0 };

/** Changes in nodes; undefined if there are none. */
export function capacityOf(pools: readonly Pool[], prices: PriceTable | undefined): Capacity | undefined {
    const changed = pools.filter(({ before, after }) => !isDeepStrictEqual(before, after));
    if (changed.length === 0) {
        return undefined;
    }
    const sum = (side: "before" | "after") => total(pools.map((pool) => amountsOf(pool[side], prices)));
    return {
        pools: [...changed].sort(byName).map(({ name, before, after }) => ({
            name,
            nodeType: { before: before?.nodeType, after: after?.nodeType },
            before: amountsOf(before, prices),
            after: amountsOf(after, prices),
        })),
        ...(prices && { currency: prices.currency }),
        before: sum("before"),
        after: sum("after"),
        unknowns: changed.flatMap((pool) => unknownsOf(pool, prices)),
    };
}

function amountsOf(size: PoolSize = nothing, prices: PriceTable | undefined): Amounts {
    const { minNodes, maxNodes, vcpus, memoryGiB } = size;
    const times = (each: number | undefined): Range | undefined =>
        each === undefined || minNodes === undefined || maxNodes === undefined
            ? undefined
            : { least: minNodes * each, most: maxNodes * each };
    const amounts = { nodes: times(1), vcpus: times(vcpus), memoryGiB: times(memoryGiB) };
    return prices === undefined ? amounts : { ...amounts, monthly: times(monthlyPrice(size, prices)) };
}

function monthlyPrice({ nodeType, isSpot, maxNodes }: PoolSize, prices: PriceTable): number | undefined {
    if (maxNodes === 0) {
        return 0;
    }
    const hourly = nodeType === undefined ? undefined : hourlyPrice(prices, nodeType, isSpot);
    return hourly === undefined ? undefined : hourly * hoursOfMonth;
}

/** The sum of what is known; undefined if nothing is. */
function total(all: readonly Amounts[]): Amounts {
    const sum = (field: keyof Amounts): Range | undefined => {
        const known = all.flatMap((amounts) => amounts[field] ?? []);
        return known.length === 0
            ? undefined
            : known.reduce((one, other) => ({ least: one.least + other.least, most: one.most + other.most }));
    };
    return { nodes: sum("nodes"), vcpus: sum("vcpus"), memoryGiB: sum("memoryGiB"), monthly: sum("monthly") };
}

function unknownsOf({ name, before, after }: Pool, prices: PriceTable | undefined): string[] {
    return [...new Set([before, after])].flatMap((size) => {
        if (size === undefined) {
            return [];
        }
        const { nodeType, isSpot, minNodes, maxNodes, vcpus } = size;
        const hasNoPrice = nodeType !== undefined && prices && hourlyPrice(prices, nodeType, isSpot) === undefined;
        return [
            ...(nodeType === undefined ? [`${name}: the type of its nodes is not in the preview`] : []),
            ...(minNodes === undefined || maxNodes === undefined
                ? [`${name}: its number of nodes is not in the preview`]
                : []),
            ...(nodeType !== undefined && vcpus === undefined
                ? [`${name}: the package does not know the size of ${nodeType}`]
                : []),
            ...(hasNoPrice === true ? [`${name}: the table has no price of ${nodeType}`] : []),
        ];
    });
}
