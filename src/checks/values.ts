import type { Problem } from "./findings";

/** A problem, unless something holds. */
export function unless(holds: boolean, path: string, problem: string): Problem[] {
    return holds ? [] : [{ path, problem }];
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

/** The problem of a number that is not whole or out of its limits. A value that is left out is fine. */
export function wholeNumberProblems(
    path: string,
    value: number | undefined,
    least: number,
    most = Infinity,
): Problem[] {
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) {
        return [];
    }
    const limits = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    return [{ path, problem: `must be a whole number ${limits}, got ${value}` }];
}

/** The problem of a word that is not among the known ones. Programs without types can pass anything. */
export function choiceProblems(path: string, value: string | undefined, known: readonly string[]): Problem[] {
    return value === undefined || known.includes(value)
        ? []
        : [{ path, problem: `must be one of ${known.join(", ")}, got "${value}"` }];
}
