import type { Declared, Members } from "./declared-types";
import type { PropertyRule } from "./rules";

/** How a rule's value differs from what the package declares, at every depth; empty if it does not. */
export function shapeDifferences(path: string, { shape }: PropertyRule, type: Declared): string[] {
    if (shape === undefined) {
        return [];
    }
    if (shape.kind === "all") {
        return shape.rules.flatMap((rule) => shapeDifferences(path, rule, type));
    }
    if (shape.kind === "object") {
        return objectDifferences(path, shape, type);
    }
    return type.kind === shape.kind
        ? shapeDifferences(`${path}${shape.kind === "list" ? "[]" : ".*"}`, shape.of, type.of)
        : [`"${path}" is no ${shape.kind} in the package, but ${type.kind}`];
}

interface ObjectShape {
    readonly properties: Readonly<Record<string, PropertyRule>>;
    readonly required: readonly string[];
}

function objectDifferences(path: string, { properties, required }: ObjectShape, type: Declared): string[] {
    if (type.kind === "map") {
        return Object.entries(properties).flatMap(([key, rule]) => shapeDifferences(`${path}.${key}`, rule, type.of));
    }
    const members = type.kind === "object" ? type.members() : undefined;
    if (members === undefined) {
        return [`"${path}" is no object in the package, but ${type.kind}`];
    }
    return [
        ...propertyDifferences(`${path}.`, properties, members),
        ...forgotten(required, members).map((key) => `"${path}.${key}" is required by the package`),
    ];
}

/** Properties that the package does not know, and differences in those that it knows. */
export function propertyDifferences(
    prefix: string,
    properties: Readonly<Record<string, PropertyRule>>,
    members: Members,
): string[] {
    return Object.entries(properties).flatMap(([key, rule]) => {
        const member = members.get(key);
        return member === undefined
            ? [`the package knows no input "${prefix}${key}"`]
            : shapeDifferences(`${prefix}${key}`, rule, member.type);
    });
}

/** What the package requires and the rules do not. */
export const forgotten = (required: readonly string[], members: Members): string[] =>
    [...members].filter(([key, member]) => member.required && !required.includes(key)).map(([key]) => key);
