/** One row of a rule's table: what a spec's problems are. */
export interface RuleCase {
    /** Numbers of the operator's rules that the row is about; none for a lint. */
    readonly rules: readonly number[];
    readonly title: string;
    /** The spec's problems. */
    readonly found: () => string[];
    /** What they are to be, in order. */
    readonly expected: readonly string[];
}

/** A row for the operator's rules. */
export function rule(
    rules: readonly number[],
    title: string,
    found: () => string[],
    expected: readonly string[],
): RuleCase {
    return { rules, title, found, expected };
}

/** A row for a check that the operator does not make. */
export function lint(title: string, found: () => string[], expected: readonly string[]): RuleCase {
    return { rules: [], title, found, expected };
}
