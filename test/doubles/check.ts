import { judge } from "./property-rules";
import type { Inputs, TypeRules } from "./rules";

/** One reason to refuse inputs; `property` is empty if it is about all of them. */
export interface Failure {
    readonly property: string;
    readonly reason: string;
}

/** What a cloud would refuse of inputs; those that are not known yet pass. */
export function checkInputs(rules: Pick<TypeRules, "required" | "properties" | "problems">, inputs: Inputs): Failure[] {
    const missing = rules.required
        .filter((property) => inputs[property] === undefined || inputs[property] === null)
        .map((property) => ({ property, reason: "is missing" }));
    const wrong = Object.entries(inputs).flatMap(([property, value]) => {
        const reason = problemOf(rules, property, value);
        return reason === undefined ? [] : [{ property, reason }];
    });
    const together = (rules.problems?.(inputs) ?? []).map((reason) => ({ property: "", reason }));
    return [...missing, ...wrong, ...together];
}

function problemOf(rules: Pick<TypeRules, "properties">, property: string, value: unknown): string | undefined {
    const rule = rules.properties[property];
    if (rule === undefined) {
        return `is not known; known: ${Object.keys(rules.properties).sort().join(", ")}`;
    }
    return value === null ? undefined : judge(rule, value, "");
}
