import { findingsOf, rejectFindings, type Problem } from "./findings";
import { unknownNameRemedy } from "./near-name";
import { choiceProblems, isAwaited, shown } from "./values";

/** Words of which an argument is one, or each item of a list. */
export class Words<Word extends string> {
    readonly words: readonly Word[];

    constructor(
        words: Readonly<Record<Word, true>>,
        readonly areListed = false,
    ) {
        this.words = Object.keys(words) as Word[];
    }
}

/** The words of a type, every one of them: the compiler holds the list to the type. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, true>>): Words<Word> {
    return new Words(words);
}

/** The same for a list of such words. */
export function listOf<Word extends string>(words: Readonly<Record<Word, true>>): Words<Word> {
    return new Words(words, true);
}

/** Knowledge of an argument: its words, the arguments inside it, its form, or no more than its name. */
export type Known = true | keyof typeof forms | Words<string> | { readonly [name: string]: Known };

/** Forms of arguments, in the words of findings. A switch is true or false: any text would count as true. */
const forms = { list: "a list", map: "an object", switch: "true or false" } as const;

/** A table with every argument of a type. The compiler holds it to the type, so that the two cannot drift apart. */
export type KnownOf<Arguments> = { readonly [Name in keyof Required<Arguments>]: Known };

type Table = Readonly<Record<string, Known>>;

/**
 * Arguments that are not known, words that are none of an argument's, and values that are no list, object or switch where one
 * is expected: what the compiler refuses, and a program in JavaScript, a spread or a variable can pass.
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
    if (known instanceof Words && !known.areListed) {
        return choiceProblems(path, value as string, known.words);
    }
    if (!hasForm(value, known)) {
        const quoted = known === "switch" && /^(true|false)$/.test(String(value)) ? "; remove the quotes" : "";
        return [{ path, problem: `must be ${forms[formOf(known)]}, got ${shown(value)}${quoted}` }];
    }
    if (known instanceof Words) {
        return (value as string[]).flatMap((word, index) => choiceProblems(`${path}[${index}]`, word, known.words));
    }
    return typeof known === "string" ? [] : argumentProblems(value, known, `${path}.`);
}

function formOf(known: Exclude<Known, true>): keyof typeof forms {
    return typeof known === "string" ? known : known instanceof Words ? "list" : "map";
}

function hasForm(value: unknown, known: Known): boolean {
    if (known === true || (known instanceof Words && !known.areListed)) {
        return true;
    }
    const form = formOf(known);
    if (form === "switch") {
        return typeof value === "boolean";
    }
    return form === "list"
        ? Array.isArray(value)
        : typeof value === "object" && !Array.isArray(value) && !isAwaited(value);
}

/** The arguments without those that are left out, and those that are no list or object where one is expected: they can be read. */
export function readableArguments<Arguments extends object>(
    args: Arguments | undefined,
    table: KnownOf<Arguments>,
): Arguments {
    return readable(args ?? {}, table as Table) as Arguments;
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
