import type { Problem } from "../../checks/findings";
import { shown, unless } from "../../checks/values";
import { isSet, known } from "../../rules/inputs";
import type { JobSettings } from "./settings";

/** Numbers whose last digits are lost before they become an option's text. */
export function largeOptionProblems({ flinkConfiguration }: JobSettings): Problem[] {
    return Object.entries(flinkConfiguration).flatMap(([key, value]) =>
        unless(
            typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value),
            `flinkConfiguration["${key}"]`,
            `must be text, got ${shown(value)}; put it in quotes`,
        ),
    );
}

/**
 * Lists whose items are no single values: as one text, which each option of an application becomes, they would be lost.
 *
 * @param options as the user gives them, flat or nested.
 */
export function listOptionProblems(options: unknown, above = ""): Problem[] {
    const given = known<unknown>(options);
    if (Array.isArray(given)) {
        const index = given.findIndex((item) => typeof known<unknown>(item) === "object");
        const problem = `must be a single value, got ${shown(given[index])}; write the whole list as one text`;
        return unless(index < 0, `flinkConfiguration["${above}"][${index}]`, problem);
    }
    if (!isSet(given) || typeof given !== "object") {
        return [];
    }
    return Object.entries(given as object).flatMap(([name, value]) =>
        listOptionProblems(value, above === "" ? name : `${above}.${name}`),
    );
}
