/** A structural schema of Kubernetes, as far as it is read here. */
export interface Schema {
    readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
    readonly format?: string;
    readonly nullable?: boolean;
    readonly enum?: readonly unknown[];
    readonly properties?: Readonly<Record<string, Schema>>;
    /** Schema of a map's values; `true` for any. */
    readonly additionalProperties?: Schema | boolean;
    /** Schema of a list's items. */
    readonly items?: Schema;
    readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
    readonly "x-kubernetes-int-or-string"?: boolean;
}

/** Names and positions that lead to a value. */
export type Place = readonly (string | number)[];

/** A place inside a value, with what its schema and the value have there. */
export interface Found {
    /** The place in words: names of a map in brackets, `podTemplate.metadata.labels["team"]`. */
    readonly path: string;
    readonly schema: Schema | undefined;
    readonly value: unknown;
}

/** Follows a place from the root of a value and its schema. */
export function find(root: Found, place: Place): Found {
    return place.reduce(step, root);
}

/** The part one step further in. */
export function step({ path, schema, value }: Found, key: string | number): Found {
    const inside = (value as Readonly<Record<string | number, unknown>> | undefined)?.[key];
    if (typeof key === "number") {
        return { path: `${path}[${key}]`, schema: schema?.items, value: inside };
    }
    const property = propertyOf(schema, key);
    return property === undefined && isMap(schema)
        ? { path: `${path}["${key}"]`, schema: valuesOf(schema), value: inside }
        : { path: path === "" ? key : `${path}.${key}`, schema: property, value: inside };
}

/** Schema of a field that a schema lists: `constructor` is none, though every object has one. */
export function propertyOf(schema: Schema | undefined, name: string): Schema | undefined {
    const properties = schema?.properties ?? {};
    return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Whether a schema takes names that it does not list. */
export function isMap(schema: Schema | undefined): boolean {
    const rest = schema?.additionalProperties;
    return schema?.["x-kubernetes-preserve-unknown-fields"] === true || (rest !== undefined && rest !== false);
}

function valuesOf(schema: Schema | undefined): Schema | undefined {
    const rest = schema?.additionalProperties;
    return typeof rest === "object" ? rest : { "x-kubernetes-preserve-unknown-fields": true };
}

/** Ends of the range of whole numbers: a schema's own, or that within which JavaScript holds every digit. */
export function rangeOf(schema: Schema | undefined): readonly [least: number, most: number] {
    return schema?.format === "int32" ? [-(2 ** 31), 2 ** 31 - 1] : [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
}
