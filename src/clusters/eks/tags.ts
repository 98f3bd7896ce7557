import type { Problem } from "../../checks/findings";

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const longestKey = 128;
const longestValue = 256;
// The least of what resources take is 50, and some have tags of this module's own.
const mostTags = 40;
// Keys that AWS, EKS and Karpenter keep for themselves.
const reservedPrefixes = ["aws:", "eks:", "kubernetes.io/", "karpenter.sh/", "eks.amazonaws.com/"];

/** What is wrong with tags that go on everything. */
export function tagProblems(tags: Readonly<Record<string, string>>): Problem[] {
    const entries = Object.entries(tags);
    return [
        ...(entries.length <= mostTags
            ? []
            : [{ path: "tags", problem: `must be at most ${mostTags}, got ${entries.length}` }]),
        ...entries.flatMap(([key, value]) => tagProblem(key, value)),
    ];
}

function tagProblem(key: string, value: string): Problem[] {
    const path = `tags["${key}"]`;
    const reserved = reservedPrefixes.find((prefix) => key.toLowerCase().startsWith(prefix));
    return [
        ...(reserved === undefined ? [] : [{ path, problem: `must not start with "${reserved}"; take another key` }]),
        ...(key.length >= 1 && key.length <= longestKey
            ? []
            : [{ path, problem: `must have a key of 1 to ${longestKey} characters, got ${key.length}` }]),
        ...(value.length <= longestValue
            ? []
            : [{ path, problem: `must be at most ${longestValue} characters, got ${value.length}` }]),
    ];
}
