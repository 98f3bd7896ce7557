import { isThing } from "./account";
import type { AccountRules, Beside, Reference, Thing } from "./account-rules";
import type { Profile } from "./profile";
import type { Inputs, ProviderRules } from "./rules";
import { valuesAt } from "./values";

/** What a new account says to a thing; undefined if nothing. */
export function limitProblem(
    { freshAccount = [] }: ProviderRules,
    { fresh }: Profile,
    type: string,
    inputs: Inputs,
    things: (type: string) => readonly Thing[],
): string | undefined {
    return fresh === true
        ? freshAccount
              .filter((limit) => limit.type === type)
              .map((limit) => limit.problem(inputs, things))
              .find((problem) => problem !== undefined)
        : undefined;
}

/** Why a thing cannot be made beside those that are there; undefined if it can. */
export function takenProblem(
    { taken, uniqueBy, shared, blockedBy }: Partial<AccountRules>,
    { type, id, inputs }: Required<Beside>,
    things: readonly Thing[],
): string | undefined {
    if (taken === "overwrites") {
        return undefined;
    }
    const words = () => taken?.(id, inputs) ?? `cannot create ${type}: "${id}" exists already`;
    if (things.some((thing) => isThing(thing, type, id))) {
        return words();
    }
    const others = things.filter((thing) => thing.type === type);
    if (uniqueBy !== undefined && others.some((thing) => sharesAll(uniqueBy, thing.inputs, inputs))) {
        return shared?.(inputs) ?? words();
    }
    const block = blockedBy?.(inputs);
    return block !== undefined && things.some((thing) => isThing(thing, block.type, block.id))
        ? block.words
        : undefined;
}

/** Why a thing cannot be deleted while others are there; undefined if it can. */
export function useProblem(
    { account = {} }: ProviderRules,
    deleted: Thing,
    left: readonly Thing[],
): string | undefined {
    for (const holder of left) {
        for (const reference of account[holder.type]?.refersTo ?? []) {
            const { type, inUse, when } = reference;
            if (type !== deleted.type || inUse === undefined || when?.(holder.inputs) === false) {
                continue;
            }
            const named = namesIn(reference, holder.inputs).find((name) => isNamed(deleted, reference, name));
            if (named !== undefined) {
                return inUse(named, holder.inputs);
            }
        }
    }
    return undefined;
}

/** What inputs call the other things of a reference. */
export const namesIn = ({ input, name = (value) => value }: Reference, inputs: Inputs): string[] =>
    valuesAt(inputs, input).map((value) => name(String(value)));

/** Whether a thing is what a reference calls by a name. */
export const isNamed = (thing: Thing, { type, by }: Reference, name: string): boolean =>
    thing.type === type && (by === undefined ? thing.id === name : valuesAt(thing.outputs, by).includes(name));

const sharesAll = (paths: readonly string[], some: Inputs, others: Inputs) =>
    paths.every((path) => {
        const values = valuesAt(some, path);
        return values.length > 0 && JSON.stringify(values) === JSON.stringify(valuesAt(others, path));
    });
