/** A field whose value differs between two versions of a job. */
export interface FieldChange {
    /** Its path, such as `spec.job.parallelism` or `spec.flinkConfiguration["state.savepoints.dir"]`. */
    readonly path: string;
    /** Undefined if it was not there. */
    readonly before: unknown;
    /** Undefined if it is taken away, and `notKnown` if its value comes with the run. */
    readonly after: unknown;
}

/** Stands for a value that is only known in the run: a promise, which is how the rules tell such values. */
export const notKnown = new Promise<never>(() => undefined);

/** Fields that differ: of objects those inside, of lists and texts the whole. */
export function differences(path: string, before: unknown, after: unknown): FieldChange[] {
    if (isObject(before) && isObject(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return keys.flatMap((key) => differences(`${path}.${key}`, before[key] ?? undefined, after[key] ?? undefined));
    }
    return isSame(before, after) ? [] : [{ path, before, after }];
}

function isSame(one: unknown, other: unknown): boolean {
    return one === other || (one !== notKnown && other !== notKnown && canonical(one) === canonical(other));
}

/** A value as text that does not depend on the order of its keys; undefined if a part of it is not known. */
export function canonical(value: unknown): string | undefined {
    if (value === notKnown) {
        return undefined;
    }
    if (Array.isArray(value)) {
        return bracketed("[", value.map(canonical), "]");
    }
    if (isObject(value)) {
        const fields = Object.keys(value)
            .filter((key) => value[key] !== undefined)
            .sort()
            .map((key) => {
                const text = canonical(value[key]);
                return text === undefined ? undefined : `${JSON.stringify(key)}:${text}`;
            });
        return bracketed("{", fields, "}");
    }
    return JSON.stringify(value) ?? "null";
}

function bracketed(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
    return parts.includes(undefined) ? undefined : `${open}${parts.join(",")}${close}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && value !== notKnown;
}
