import type { Problem } from "../../checks/findings";
import { textProblems } from "../../checks/values";

/**
 * Problems of a text that must be there: that it is missing or no text, else those of its form.
 *
 * @param formProblems judges the text. One that another resource supplies is not judged.
 * @param mayWait whether another resource may supply it.
 */
export function givenTextProblems(
    path: string,
    value: unknown,
    formProblems: (text: string) => readonly Problem[],
    mayWait = false,
): readonly Problem[] {
    if (value === undefined) {
        return [{ path, problem: "is required, got nothing" }];
    }
    return typeof value === "string" ? formProblems(value) : textProblems(path, value, mayWait);
}
