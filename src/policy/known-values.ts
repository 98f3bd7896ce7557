/** Stands for a value that a preview does not know yet. */
export const notKnown = Symbol("not known");

/**
 * A resource's inputs as plain data. Policies get them behind proxies, which throw where a preview does not know a value: a
 * policy that reads all options would tell nothing of a job of which one is not known yet.
 */
export function plainOf(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return Array.from({ length: value.length }, (_, index) => fieldOf(value, index));
    }
    return Object.fromEntries(Object.keys(value).map((key) => [key, fieldOf(value, key)]));
}

function fieldOf(value: object, key: string | number): unknown {
    try {
        return plainOf((value as Readonly<Record<string | number, unknown>>)[key]);
    } catch (error) {
        if (error instanceof Error && error.constructor.name === "UnknownValueError") {
            return notKnown;
        }
        throw error;
    }
}

/** A part of plain data; undefined if there is none, or what is above it is not known. */
export function at(value: unknown, ...path: readonly string[]): unknown {
    return path.reduce<unknown>(
        (above, key) =>
            typeof above === "object" && above !== null ? (above as Readonly<Record<string, unknown>>)[key] : undefined,
        value,
    );
}

/** The fields of an object; none if it is not one. */
export function entriesAt(value: unknown, ...path: readonly string[]): [string, unknown][] {
    const found = at(value, ...path);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}

/** The items of a list; none if it is not one. */
export function itemsAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
    const found = at(value, ...path);
    return Array.isArray(found) ? found : [];
}

/** Whether something is given, be it known or not. */
export function isGiven(value: unknown): boolean {
    return value !== undefined && value !== null && value !== "";
}
