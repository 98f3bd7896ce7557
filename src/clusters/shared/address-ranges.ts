/** IPv4 address ranges in CIDR form, such as `10.0.0.0/16`. */

/** A range as numbers: from `first` on, `size` addresses. */
export interface AddressRange {
    readonly first: number;
    readonly size: number;
    /** Length of the prefix, from 0 to 32. */
    readonly prefix: number;
}

/** Reads a range: `10.0.0.0/16` yes; `10.0.0.1/16` (not its first address), `10.0.0.0` and `10.0.0.0/33` no. */
export function parseAddressRange(text: string): AddressRange | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    if (match === null) {
        return undefined;
    }
    const octets = match.slice(1, 5).map(Number);
    const prefix = Number(match[5]);
    const first = octets.reduce((sum, octet) => sum * 256 + octet, 0);
    const size = 2 ** (32 - prefix);
    return octets.every((octet) => octet <= 255) && prefix <= 32 && first % size === 0
        ? { first, size, prefix }
        : undefined;
}

/** Writes a range: `10.0.0.0/16`. */
export function formatAddressRange({ first, prefix }: Pick<AddressRange, "first" | "prefix">): string {
    const octets = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
    return `${octets.join(".")}/${prefix}`;
}

/** The `index`-th part with a prefix of `prefix` of a range: the part 1 of `10.0.0.0/16` with 20 is `10.0.16.0/20`. */
export function subrange(range: AddressRange, prefix: number, index: number): AddressRange {
    const size = 2 ** (32 - prefix);
    return { first: range.first + index * size, size, prefix };
}

/** Whether two ranges share an address. */
export function rangesOverlap(left: AddressRange, right: AddressRange): boolean {
    return left.first < right.first + right.size && right.first < left.first + left.size;
}

// https://datatracker.ietf.org/doc/html/rfc1918#section-3
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
    (text) => parseAddressRange(text) ?? [],
);

/** Whether a range is of addresses that only private networks use. */
export function isPrivateRange(range: AddressRange): boolean {
    return privateRanges.some((outer) => rangesOverlap(outer, range) && outer.prefix <= range.prefix);
}
