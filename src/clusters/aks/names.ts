import * as crypto from "node:crypto";

/** Hexadecimal SHA-256 of some texts; other texts, or the same ones cut elsewhere, give another one. */
function hash(parts: readonly string[]): string {
    return crypto.createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** The first `length` characters of the hash of some texts: lower-case letters and digits, always the same. */
export function shortHash(length: number, ...parts: readonly string[]): string {
    return hash(parts).slice(0, length);
}

/**
 * A GUID that follows from some texts. Azure names role assignments and role definitions by GUIDs; one that is made up on
 * each run would be another resource each time.
 */
export function stableGuid(...parts: readonly string[]): string {
    const digits = hash(parts);
    // The marks of a GUID that is made from a name: https://datatracker.ietf.org/doc/html/rfc9562#section-5.5
    const variant = ((parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
    return [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `5${digits.slice(13, 16)}`,
        `${variant}${digits.slice(17, 20)}`,
        digits.slice(20, 32),
    ].join("-");
}

/** Joins texts by `-`; a name that is too long is cut and ends in its hash, so that two long ones stay different. */
export function boundedName(longest: number, ...parts: readonly string[]): string {
    const whole = parts.join("-");
    const name = whole.replace(/[^A-Za-z0-9-]/g, "-"); // "orders_v2/state" becomes "orders-v2-state"
    if (name === whole && name.length <= longest) {
        return name;
    }
    const ending = `-${shortHash(8, ...parts)}`;
    return `${name.slice(0, longest - ending.length)}${ending}`;
}
