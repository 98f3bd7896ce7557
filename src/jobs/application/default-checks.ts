import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../checks/findings";
import { argumentProblems } from "../../checks/known-arguments";
import { shown, unless } from "../../checks/values";
import { isSet } from "../../rules/inputs";
import type { FlinkJobArgs } from "./args";
import { entriesOf } from "./defaults";
import {
    knownDefaults,
    mergedArguments,
    sharedArguments,
    type ApplicationDefaults,
    type SharedArguments,
} from "./defaults-args";
import { fileProblems } from "./file-checks";
import { knownJobArgs } from "./known-arguments";
import { listOptionProblems } from "./option-checks";

const root = "applicationDefaults";

/** Everything that is wrong with `applicationDefaults` whatever applications there are. */
export function defaultsProblems(defaults: ApplicationDefaults | undefined): Problem[] {
    const unread = [
        ...argumentProblems({ [root]: defaults }, { [root]: "map" }),
        ...argumentProblems({ enforced: defaults?.enforced }, { enforced: "map" }, `${root}.`),
    ];
    if (unread.length > 0) {
        return unread;
    }
    const { enforced, ...others } = defaults ?? {};
    const twice = placesOf(enforced ?? {}).filter(({ path }) => placesOf(others).some((place) => place.path === path));
    return [
        ...ownProblems(root, others),
        ...ownProblems(`${root}.enforced`, enforced),
        ...twice.map(({ path }) => ({
            path: `${root}.${path}`,
            problem: `cannot be combined with ${root}.enforced.${path}; remove one of them`,
        })),
        ...[others, enforced ?? {}].flatMap(({ flinkConfiguration, files }, index) => {
            const problems = [...listOptionProblems(flinkConfiguration), ...fileProblems(files)];
            return problems.map(({ path, problem }) => ({
                path: `${[root, `${root}.enforced`][index]}.${path}`,
                problem,
            }));
        }),
    ];
}

/** Arguments that are not known here; those of an application that are its own alone get a sentence of theirs. */
function ownProblems(at: string, values: object | undefined): Problem[] {
    const known = at === root ? knownDefaults : (knownDefaults["enforced"] as typeof knownDefaults);
    const isOwn = (name: string) =>
        (Object.hasOwn(knownJobArgs, name) || name === "restoreFrom") && !Object.hasOwn(known, name);
    const entries = Object.entries(values ?? {}).filter(([, value]) => isSet(value));
    const others = Object.fromEntries(entries.filter(([name]) => !isOwn(name)));
    return [
        ...entries
            .filter(([name]) => isOwn(name))
            .map(([name]) => ({ path: `${at}.${name}`, problem: notShared(name) })),
        ...argumentProblems(others, known, `${at}.`),
    ];
}

function notShared(name: string): string {
    return name === "podTemplate"
        ? `cannot be enforced; use ${root}.podTemplate`
        : "cannot be given here; give it to each application";
}

/** Problems of an application's own arguments that are not as its platform enforces them. */
export function enforcedProblems(args: Partial<FlinkJobArgs>, { enforced = {} }: ApplicationDefaults = {}): Problem[] {
    const own = new Map(placesOf(args).map(({ path, value }) => [path, value]));
    return placesOf(enforced).flatMap(({ path, value, isOption }) => {
        const given = own.get(path);
        const isSame = isDeepStrictEqual(given, value) || (isOption && String(given) === String(value));
        const wanted = typeof value === "object" ? "" : ` ${shown(value)},`;
        const problem = `must be${wanted} as ${root}.enforced.${path} of the platform says, got ${shown(given)}; remove it`;
        return unless(!own.has(path) || isSame, path, problem);
    });
}

/** A value that is set as a whole, by its path in the arguments. */
interface Place {
    readonly path: string;
    readonly value: unknown;
    /** Flink reads all of them as text. */
    readonly isOption: boolean;
}

function placesOf(args: Partial<FlinkJobArgs>): Place[] {
    return sharedArguments.flatMap((name): Place[] => {
        const value: unknown = args[name];
        if (!isSet(value)) {
            return [];
        }
        const isOption = name === "flinkConfiguration";
        return mergedArguments.includes(name)
            ? [...entriesOf(name, value)].map(([key, entry]) => ({ path: pathOf(name, key), value: entry, isOption }))
            : [{ path: name, value, isOption: false }];
    });
}

/** Options and files always stand in brackets, as in other findings. */
function pathOf(name: keyof SharedArguments, key: string): string {
    const isPlain = /^\w+$/.test(key) && name !== "flinkConfiguration" && name !== "files";
    return isPlain ? `${name}.${key}` : `${name}["${key}"]`;
}

/** Problems of an application, of which those of its platform's defaults say that they come from there. */
export function withOrigin(
    problems: readonly Problem[],
    args: Partial<FlinkJobArgs>,
    defaults: ApplicationDefaults | undefined,
): Problem[] {
    if (defaults === undefined) {
        return [...problems];
    }
    const { enforced = {}, ...others } = defaults;
    const own = placesOf(args).map(({ path }) => path);
    const shared = [...placesOf(enforced), ...placesOf(others)].map(({ path }) => path);
    const isAt = (place: string, path: string) =>
        path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
    return problems.map(({ path, problem }) => {
        const isShared = shared.some((place) => isAt(place, path)) && !own.some((place) => isAt(place, path));
        const told = `${problem} (from ${root} of the platform)`;
        return { path, problem: isShared ? told : problem };
    });
}
