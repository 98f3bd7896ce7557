import { isUnknown, unknown, type Inputs } from "./rules";

/** Whether a value is an object with keys, not a list and not nothing. */
export function isObject(value: unknown): value is Inputs {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is unknown or an unknown value is anywhere in it, also in the middle of a text. */
export function holdsUnknown(value: unknown): boolean {
    if (Array.isArray(value)) {
        return value.some(holdsUnknown);
    }
    return isObject(value)
        ? Object.values(value).some(holdsUnknown)
        : isUnknown(value) || (typeof value === "string" && value.includes(unknown));
}

/** `base` with `added` laid over it; objects are merged key by key, everything else is replaced. */
export function merge(base: Inputs, added: Inputs): Inputs {
    const merged: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(added)) {
        const below = merged[key];
        merged[key] = isObject(below) && isObject(value) ? merge(below, value) : value;
    }
    return merged;
}

/**
 * `value` with everything unknown in it that `known` does not say: what a provider tells at preview of a property that
 * the user gave and the cloud completes.
 */
export function knownPart(value: unknown, known: unknown): unknown {
    if (Array.isArray(value) && Array.isArray(known) && value.length === known.length) {
        return value.map((entry, index) => knownPart(entry, known[index]));
    }
    if (isObject(value) && isObject(known)) {
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, knownPart(entry, known[key])]));
    }
    return value === known ? value : unknown;
}

/** Values at a path such as `vpcConfig.subnetIds`, which runs through lists; none where there is nothing. */
export function valuesAt(value: unknown, path: string): unknown[] {
    const [key = "", ...rest] = path.split(".");
    if (Array.isArray(value)) {
        return value.flatMap((entry) => valuesAt(entry, path));
    }
    const found = isObject(value) ? value[key] : undefined;
    if (found === undefined || found === null) {
        return [];
    }
    return rest.length > 0 ? valuesAt(found, rest.join(".")) : [found].flat();
}
