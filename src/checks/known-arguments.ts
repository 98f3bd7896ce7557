import { findingsOf, rejectFindings, type Problem } from "./findings";
import { unknownNameRemedy } from "./near-name";
import { choiceProblems, isAwaited, shown } from "./values";

/** Words of which an argument is one. */
export class Words<Word extends string> {
    readonly words: readonly Word[];

    constructor(words: Readonly<Record<Word, true>>) {
        this.words = Object.keys(words) as Word[];
    }
}

/** The words of a type, every one of them: the compiler holds the list to the type. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, true>>): Words<Word> {
    return new Words(words);
}

/** What is known of an argument: its words, the arguments inside it, its form, or no more than its name. */
export type Known = true | "list" | "map" | Words<string> | { readonly [name: string]: Known };

/** A table with every argument of a type. The compiler holds it to the type, so that the two cannot drift apart. */
export type KnownOf<Arguments> = { readonly [Name in keyof Required<Arguments>]: Known };

type Table = Readonly<Record<string, Known>>;

/**
 * Arguments that are not known, words that are none of an argument's, and values that are no list or object where one is
 * expected: what the compiler refuses, and a program in JavaScript, a spread or a variable can pass.
 */
export function argumentProblems(values: unknown, table: Table, prefix = ""): Problem[] {
    return Object.entries(values ?? {}).flatMap(([name, value]: [string, unknown]) => {
        const path = prefix + name;
        const known = Object.hasOwn(table, name) ? table[name] : undefined;
        if (known === undefined) {
            return value === undefined
                ? []
                : [{ path, problem: `is not known; ${unknownNameRemedy(name, Object.keys(table))}` }];
        }
        return value === undefined || value === null ? [] : valueProblems(path, value, known);
    });
}

function valueProblems(path: string, value: unknown, known: Known): Problem[] {
    if (known === true) {
        return [];
    }
    if (known instanceof Words) {
        return choiceProblems(path, value as string, known.words);
    }
    if (!hasForm(value, known)) {
        return [{ path, problem: `must be ${known === "list" ? "a list" : "an object"}, got ${shown(value)}` }];
    }
    return typeof known === "string" ? [] : argumentProblems(value, known, `${path}.`);
}

function hasForm(value: unknown, known: Known): boolean {
    if (known === true || known instanceof Words) {
        return true;
    }
    return known === "list"
        ? Array.isArray(value)
        : typeof value === "object" && !Array.isArray(value) && !isAwaited(value);
}

/** The arguments without those that are left out, and those that are no list or object where one is expected: they can be read. */
export function readableArguments<Arguments extends object>(args: Arguments, table: KnownOf<Arguments>): Arguments {
    return readable(args, table as Table) as Arguments;
}

function readable(values: object, table: Table): object {
    const entries = Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
        const known = Object.hasOwn(table, name) ? table[name] : undefined;
        if (value === undefined || value === null || !hasForm(value, known ?? true)) {
            return [];
        }
        return [[name, isTable(known) ? readable(value as object, known) : value]];
    });
    return Object.fromEntries(entries) as object;
}

function isTable(known: Known | undefined): known is Table {
    return typeof known === "object" && !(known instanceof Words);
}

/**
 * Ends the program if an argument is missing without which nothing else can be said. Such arguments are objects or names;
 * the compiler asks for them, and a program in JavaScript may forget them.
 *
 * @throws pulumi.RunError that names those that are missing.
 */
export function requireArguments<Arguments extends object>(
    component: string,
    name: string,
    args: Arguments | undefined,
    required: readonly (keyof Arguments & string)[],
): void {
    const missing = required.filter((path) => (args?.[path] ?? undefined) === undefined);
    const problem = "is required, got nothing";
    rejectFindings(
        findingsOf(
            component,
            name,
            missing.map((path) => ({ path, problem })),
        ),
    );
}
