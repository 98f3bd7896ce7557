import type { Level } from "./level";
import type { Change, ResourceState } from "./preview";

/** A change of a resource definition. */
export interface DefinitionChange {
    /** Such as `flinkdeployments.flink.apache.org`. */
    readonly name: string;
    readonly level: Level;
    readonly text: string;
}

const definitionType = /^kubernetes:apiextensions\.k8s\.io\/v1:CustomResourceDefinition(?:Patch)?$/;

export function isDefinition({ type }: Pick<Change, "type">): boolean {
    return definitionType.test(type);
}

/** The changes of definitions, in a line each. */
export function definitionChanges(changes: readonly Change[]): DefinitionChange[] {
    return changes
        .filter((change) => isDefinition(change) && change.kind !== "same")
        .map((change) => ({ name: nameOf(change), ...lineOf(change) }));
}

function nameOf({ name, before, after }: Change): string {
    const { name: object } = Object(after?.inputs["metadata"] ?? before?.inputs["metadata"]) as { name?: unknown };
    return typeof object === "string" ? object : name;
}

function lineOf({ kind, before, after }: Change): Omit<DefinitionChange, "name"> {
    switch (kind) {
        case "create":
            return { level: "safe", text: "is installed" };
        case "delete":
            return before?.retainOnDelete === true
                ? { level: "attention", text: "stays in the cluster, and Pulumi lets go of it" }
                : { level: "losesState", text: "is deleted, and with it every resource of its kind" };
        case "replace":
            return {
                level: "losesState",
                text: "is deleted and made anew, and with it every resource of its kind goes",
            };
        default:
            return { level: "attention", text: fieldsText(before, after) };
    }
}

function fieldsText(before: ResourceState | undefined, after: ResourceState | undefined): string {
    const [old, present] = [fieldsOf(before), fieldsOf(after)];
    const added = [...present].filter((field) => !old.has(field)).length;
    const removed = [...old].filter((field) => !present.has(field)).length;
    return added + removed === 0
        ? "changes in its texts or rules, with the same fields"
        : `gets ${count(added, "field")} and loses ${count(removed, "field")}`;
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;

/** Paths of all fields that a definition's schemas have. */
function fieldsOf(state: ResourceState | undefined): Set<string> {
    const { versions } = Object(state?.inputs["spec"]) as { readonly versions?: unknown };
    const fields = new Set<string>();
    const list: unknown[] = Array.isArray(versions) ? versions : [];
    list.forEach((version) => {
        const { name, schema } = Object(version) as { readonly name?: unknown; readonly schema?: unknown };
        collect(String(name), (Object(schema) as { readonly openAPIV3Schema?: unknown }).openAPIV3Schema, fields);
    });
    return fields;
}

function collect(path: string, schema: unknown, fields: Set<string>): void {
    const { properties, items, additionalProperties } = Object(schema) as Readonly<Record<string, unknown>>;
    for (const [name, inner] of Object.entries(Object(properties) as object)) {
        fields.add(`${path}.${name}`);
        collect(`${path}.${name}`, inner, fields);
    }
    [items, additionalProperties]
        .filter((inner) => typeof inner === "object" && inner !== null)
        .forEach((inner) => collect(`${path}[]`, inner, fields));
}
