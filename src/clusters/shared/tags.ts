import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { givenTextProblems } from "./given-text";

/** Characters that a cloud allows in a tag's key and in its value. */
export interface TagLimits {
    readonly longestKey: number;
    readonly longestValue: number;
}

/** Problems of the length of a tag's key and of its value. */
export function tagLengthProblems(
    key: string,
    value: unknown,
    { longestKey, longestValue }: TagLimits,
): readonly Problem[] {
    const path = `tags["${key}"]`;
    if (typeof value !== "string") {
        return givenTextProblems(path, value, () => []);
    }
    return [
        ...unless(
            key.length >= 1 && key.length <= longestKey,
            path,
            `must have a key of 1 to ${longestKey} characters, got ${key.length}`,
        ),
        ...unless(
            value.length <= longestValue,
            path,
            `must be at most ${longestValue} characters, got ${value.length}`,
        ),
    ];
}
