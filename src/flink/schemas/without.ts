import type { Place } from "./schema";

/** A value without what is at some places: a field is gone, an item of a list is undefined. */
export function without<Value>(value: Value, places: readonly Place[]): Value {
    return places.reduce((left, place) => withoutOne(left, place) as Value, value);
}

function withoutOne(value: unknown, [key, ...rest]: Place): unknown {
    if (key === undefined || typeof value !== "object" || value === null) {
        return undefined;
    }
    const inside = (value as Readonly<Record<string | number, unknown>>)[key];
    const left = rest.length === 0 ? undefined : withoutOne(inside, rest);
    return Array.isArray(value)
        ? value.map((item: unknown, index) => (index === key ? left : item))
        : { ...value, [key]: left };
}
