import { flatOptions } from "../../rules/effective-configuration";
import { isSet } from "../../rules/inputs";
import type { FlinkJobArgs } from "./args";
import { mergedArguments, sharedArguments, type ApplicationDefaults, type SharedArguments } from "./defaults-args";
import { readFiles } from "./read-files";
import { mergeWholeTemplates } from "./template-merge";

type Entries = Readonly<Record<string, unknown>>;

/** An application's arguments, with those of its platform where it says nothing itself. */
export function withDefaults<Args extends Partial<FlinkJobArgs>>(args: Args, defaults: ApplicationDefaults = {}): Args {
    const { enforced = {}, ...others } = defaults;
    const own = laidOver(args, enforced);
    return laidOver(own, withoutOtherTime(others, own));
}

/**
 * Arguments of every application of a team: those of the team over those of the platform. What the platform enforces stands
 * above all that a team says.
 */
export function stackedDefaults(
    ofTeam: ApplicationDefaults | undefined,
    ofPlatform: ApplicationDefaults | undefined,
): ApplicationDefaults | undefined {
    if (ofTeam === undefined || ofPlatform === undefined) {
        return ofTeam ?? ofPlatform;
    }
    const [{ enforced: own = {}, ...others }, { enforced = {}, ...below }] = [ofTeam, ofPlatform];
    return {
        ...laidOver(others, withoutOtherTime(below, others)),
        enforced: laidOver(enforced, withoutOtherTime(own, enforced)),
    };
}

/** Arguments without the time of periodic savepoints where an application says it, perhaps in the other way: there is one. */
function withoutOtherTime(
    defaults: SharedArguments,
    { periodicSavepoints: own }: Partial<FlinkJobArgs>,
): SharedArguments {
    const { periodicSavepoints, ...others } = defaults;
    if (!isSet(periodicSavepoints) || !(isSet(own?.intervalSeconds) || isSet(own?.schedule))) {
        return defaults;
    }
    const { intervalSeconds: _, schedule: __, ...rest } = periodicSavepoints;
    return { ...others, periodicSavepoints: rest };
}

/** Arguments, over others where they say nothing. */
function laidOver<Args extends Partial<FlinkJobArgs>>(args: Args, below: SharedArguments): Args {
    const shared = sharedArguments.flatMap((name): [string, unknown][] => {
        const [own, other]: unknown[] = [args[name], below[name]];
        return isSet(other) ? [[name, isSet(own) ? merged(name, own, other) : other]] : [];
    });
    return { ...args, ...Object.fromEntries(shared) };
}

function merged(name: keyof SharedArguments, own: unknown, below: unknown): unknown {
    if (name === "podTemplate") {
        return mergeWholeTemplates(below as Template, own as Template);
    }
    return mergedArguments.includes(name)
        ? { ...entriesBeside(name, own, below), ...definedIn(own as Entries), ...processTemplate(name, own, below) }
        : own;
}

/** The pod template of a process, where both have one. */
function processTemplate(name: keyof SharedArguments, own: unknown, below: unknown): Entries {
    const [ownTemplate, template] = [own, below].map((process) => (process as { podTemplate?: Template }).podTemplate);
    const isProcess = name === "jobManager" || name === "taskManager";
    return isProcess && ownTemplate && template ? { podTemplate: mergeWholeTemplates(template, ownTemplate) } : {};
}

type Template = NonNullable<SharedArguments["podTemplate"]>;

/** Entries that stay beside an application's own. */
function entriesBeside(name: keyof SharedArguments, own: unknown, below: unknown): Entries {
    const taken = entriesOf(name, own);
    return Object.fromEntries([...entriesOf(name, below)].filter(([key]) => !taken.has(key)));
}

/** Entries of an argument that is merged one by one; of options, whose keys may be nested, by their flat keys. */
export function entriesOf(name: keyof SharedArguments, value: unknown): ReadonlyMap<string, unknown> {
    return new Map(
        name === "flinkConfiguration"
            ? flatOptions(value as SharedArguments["flinkConfiguration"])
            : Object.entries(definedIn((value ?? {}) as Entries)),
    );
}

function definedIn(entries: Entries): Entries {
    return Object.fromEntries(Object.entries(entries).filter(([, value]) => isSet(value)));
}

/** Defaults with the text of files that are local: they are those of the platform's program, whoever uses them. */
export function readDefaults(defaults: ApplicationDefaults | undefined): ApplicationDefaults | undefined {
    if (!isSet(defaults)) {
        return undefined;
    }
    const { enforced, ...others } = defaults;
    return { ...withRead(others), ...(enforced && { enforced: withRead(enforced) }) };
}

function withRead<Args extends Pick<SharedArguments, "files">>(args: Args): Args {
    return isSet(args.files) ? { ...args, files: readFiles(args.files) } : args;
}
