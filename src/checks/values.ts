import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./findings";

/** A problem, unless something holds. */
export function unless(holds: boolean, path: string, problem: string): Problem[] {
    return holds ? [] : [{ path, problem }];
}

/** A problem, if there is a sentence that names it. */
export function problemIf(path: string, problem: string | undefined): Problem[] {
    return problem === undefined ? [] : [{ path, problem }];
}

/** A value as findings print it: text in quotes, the rest bare, and `nothing` for one that is left out. */
export function shown(value: unknown): string {
    if (value === undefined) {
        return "nothing";
    }
    if (typeof value === "object" && value !== null) {
        return pulumi.Output.isInstance(value) ? "an output" : Array.isArray(value) ? "a list" : "an object";
    }
    return typeof value === "string" ? `"${value}"` : String(value);
}

/** The problem of a value that is no text. One that is left out is fine, and so is an output where `mayWait`. */
export function textProblems(path: string, value: unknown, mayWait = false): Problem[] {
    const isText = typeof value === "string" || value === undefined || (mayWait && isAwaited(value));
    const isScalar = typeof value === "number" || typeof value === "boolean";
    return unless(isText, path, `must be text, got ${shown(value)}${isScalar ? "; put it in quotes" : ""}`);
}

/** Whether a value is one that other resources supply later. */
export function isAwaited(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** The problem of an argument that excludes another one, which is given. */
export function notTogetherProblems(path: string, value: unknown, other: string): Problem[] {
    const got = typeof value === "object" ? "" : `, got ${shown(value)}`;
    return unless(value === undefined, path, `cannot be combined with ${other}${got}; remove one of them`);
}

/** The problem of one item of a list, if an earlier one is equal to it. */
export function repeatProblems(path: string, items: readonly unknown[], index: number): Problem[] {
    const item = items[index];
    return unless(items.indexOf(item) === index, `${path}[${index}]`, `must not repeat ${shown(item)}; remove it`);
}

/** The problem of each item of a list that an earlier one is equal to. */
export function repeatedProblems(path: string, items: readonly unknown[]): Problem[] {
    return items.flatMap((_, index) => repeatProblems(path, items, index));
}

/** The problem of a number that is not whole or out of its limits. A value that is left out is fine. */
export function wholeNumberProblems(
    path: string,
    value: number | undefined,
    least: number,
    most = Infinity,
): Problem[] {
    const holds = value === undefined || (Number.isInteger(value) && value >= least && value <= most);
    const limits = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    return unless(holds, path, `must be a whole number ${limits}, got ${shown(value)}`);
}

/** The problem of a word that is not among the known ones. Programs without types can pass anything. */
export function choiceProblems(path: string, value: string | undefined, known: readonly string[]): Problem[] {
    const holds = value === undefined || known.includes(value);
    const choice = `${known.length > 1 ? "one of " : ""}${known.map(shown).join(", ")}`;
    return unless(holds, path, `must be ${choice}, got ${shown(value)}`);
}
