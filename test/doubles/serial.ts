import { createHash } from "node:crypto";
import type { Inputs, TypeRules } from "./rules";
import { isObject } from "./values";

/**
 * Digits that tell a resource from others and from the one that it replaced. A replacement changes one of the inputs that the rules say
 * replace, so the digits come from these. The account gives out others where it had these before.
 */
export function serialOf({ replaces }: Pick<TypeRules, "replaces">, name: string, inputs: Inputs): string {
    const parts = [...replaces].sort().map((path) => [path, at(inputs, path.split("."))]);
    return createHash("sha256")
        .update(JSON.stringify([name, parts]))
        .digest("hex")
        .slice(0, 8);
}

/** The value at a path; of a list, the values in all its entries. */
function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
    if (key === undefined) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map((entry) => at(entry, [key, ...rest]));
    }
    return isObject(value) ? at(value[key], rest) : undefined;
}
