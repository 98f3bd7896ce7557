/** The part of a definition's schema that says what properties there are. */
export interface Schema {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly additionalProperties?: Schema | boolean;
    readonly items?: Schema;
    readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

/** Properties that are Kubernetes' own types, and so are not looked into: the type, and fields by which a schema is known for it. */
export const kubernetesTypes: Readonly<Record<string, { readonly type: string; readonly fields: readonly string[] }>> =
    {
        podTemplate: { type: "PodTemplateSpec", fields: ["metadata", "spec"] },
        metadata: { type: "ObjectMeta", fields: ["annotations", "labels"] },
    };

/** Last name of a path. */
export function lastName(at: string): string {
    return at.split(".").at(-1) ?? "";
}

const forms: Readonly<Record<string, string>> = {
    integer: "number",
    number: "number",
    string: "string",
    boolean: "boolean",
};

/** Form of each leaf by its path, such as `job.args[]` → `string`. */
export function shapeOfSchema(schema: Schema, at = ""): Map<string, string> {
    const foreign = kubernetesTypes[lastName(at)];
    if (foreign !== undefined) {
        const isKnown = foreign.fields.every((field) => schema.properties?.[field] !== undefined);
        return new Map([[at, isKnown ? `Kubernetes' ${foreign.type}` : "unknown"]]);
    }
    if (schema["x-kubernetes-preserve-unknown-fields"] === true) {
        return new Map([[at, "anything"]]);
    }
    if (schema.items !== undefined) {
        return shapeOfSchema(schema.items, `${at}[]`);
    }
    if (typeof schema.additionalProperties === "object") {
        return new Map([[at, `map of ${schema.additionalProperties.type}`]]);
    }
    if (schema.type === "object") {
        const properties = Object.entries(schema.properties ?? {});
        return properties.length === 0
            ? new Map([[at, "nothing"]])
            : new Map(properties.flatMap(([name, inner]) => [...shapeOfSchema(inner, join(at, name))]));
    }
    const form = schema.enum === undefined ? forms[schema.type ?? ""] : [...schema.enum].sort().join(" | ");
    return new Map([[at, form ?? `unknown: ${JSON.stringify(schema)}`]]);
}

/** The schema with nothing but its own properties, down to the last level; of Kubernetes' own types only the first one. */
export function closed(schema: Schema, name = ""): Schema {
    const isForeign = kubernetesTypes[name] !== undefined;
    const properties = Object.entries(schema.properties ?? {}).map(([inner, its]): [string, Schema] => [
        inner,
        isForeign ? {} : closed(its, inner),
    ]);
    const isOpen = schema.properties === undefined || schema["x-kubernetes-preserve-unknown-fields"] === true;
    return {
        ...schema,
        ...(schema.properties === undefined ? {} : { properties: Object.fromEntries(properties) }),
        ...(schema.items === undefined ? {} : { items: closed(schema.items) }),
        ...(isOpen ? {} : { additionalProperties: false }),
    };
}

/** Path of a property below another one. */
export function join(at: string, name: string): string {
    return at === "" ? name : `${at}.${name}`;
}
