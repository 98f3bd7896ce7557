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

/** Lists of a pod template by the field that tells their items apart. */
const keyedLists: Readonly<Record<string, string>> = {
    containers: "name",
    initContainers: "name",
    volumes: "name",
    env: "name",
    volumeMounts: "mountPath",
};

/** Fields that differ: of objects and of lists of named things those inside, of other lists and of texts the whole. */
export function differences(path: string, before: unknown, after: unknown): FieldChange[] {
    const key = keyedLists[/\w+$/.exec(path)?.[0] ?? ""];
    const [old, present] = key === undefined ? [] : [itemsBy(key, before), itemsBy(key, after)];
    if (old !== undefined && present !== undefined && haveOneOrder(old, present)) {
        const names = [...new Set([...old.keys(), ...present.keys()])];
        return names.flatMap((name) => differences(`${path}["${name}"]`, old.get(name), present.get(name)));
    }
    if (isObject(before) && isObject(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return keys.flatMap((key) => differences(`${path}.${key}`, before[key] ?? undefined, after[key] ?? undefined));
    }
    return isSame(before, after) ? [] : [{ path, before, after }];
}

/** A list's items by a field of theirs; undefined if one has none, or if two have the same. */
function itemsBy(key: string, list: unknown): ReadonlyMap<string, unknown> | undefined {
    if (!Array.isArray(list)) {
        return undefined;
    }
    const entries = list.map((item: unknown) => [isObject(item) ? item[key] : undefined, item] as const);
    const items = new Map(entries.filter((entry): entry is [string, unknown] => typeof entry[0] === "string"));
    return items.size === list.length ? items : undefined;
}

/** Whether what two lists share stands in one order, so that the lists differ in nothing but their items. */
function haveOneOrder(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
    const shared = (list: ReadonlyMap<string, unknown>, beside: ReadonlyMap<string, unknown>) =>
        [...list.keys()].filter((name) => beside.has(name)).join("\n");
    return shared(one, other) === shared(other, one);
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
