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
    return value === undefined ? "nothing" : typeof value === "string" ? `"${value}"` : String(value);
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
