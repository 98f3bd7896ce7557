/** One argument that changes on a cluster that is there, and what shows it. */
export interface Change {
    /** Key of the options page, such as `stateStore.oldVersionDays`. */
    readonly argument: string;
    /** Value at first. @default it is left out */
    readonly before?: unknown;
    readonly after: unknown;
    /** What the change does to what shows it. @default update */
    readonly by?: Effect;
    /**
     * Resource that shows it, by its name behind that of the cluster's component; `outputs` are those of the program.
     *
     * @default the argument only decides what the checks say
     */
    readonly at?: string;
    /** Place of the value in what the cloud has then, such as `rules.0.id`; a dot in a key has a `\` before it. */
    readonly path?: string;
    /** The value, or what its JSON looks like. @default nothing is left there */
    readonly shown?: unknown;
}

/**
 * `remake`: another one is made in its place, and then the old one goes. `replace`: the old one goes first, as only what
 * holds nothing may.
 */
export type Effect = "update" | "create" | "remake" | "replace" | "delete";

/** A cluster whose arguments change, all of a stage at once. */
export interface Cycle {
    readonly title: string;
    readonly cloud: "eks" | "gke" | "aks";
    /** Class of the cluster. */
    readonly component: string;
    /** Arguments that stay. */
    readonly args: object;
    readonly stages: readonly (readonly Change[])[];
    /** What is in the account once the stack is destroyed and its protected resources are left out, as `type id`. */
    readonly left: readonly RegExp[];
}

/** Arguments of a cluster after so many stages of its changes. */
export function argumentsAfter({ args, stages }: Pick<Cycle, "args" | "stages">, count: number): object {
    const given = stages
        .toReversed()
        .flatMap((stage) => stage.map(({ argument, before }) => [argument, before] as const));
    const changed = stages
        .slice(0, count)
        .flatMap((stage) => stage.map(({ argument, after }) => [argument, after] as const));
    return [...given, ...changed].reduce((all, [argument, value]) => withValue(all, argument.split("."), value), args);
}

function withValue(object: object, [key = "", ...rest]: readonly string[], value: unknown): object {
    const { [key]: old, ...others } = object as Record<string, unknown>;
    const now = rest.length === 0 ? value : withValue((old ?? {}) as object, rest, value);
    return now === undefined || isEmpty(now) ? others : { ...others, [key]: now };
}

const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;
