import type { AccountRules, Beside, Thing } from "./account-rules";
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
    rules: AccountRules | undefined,
    { type, id, inputs }: Required<Beside>,
    things: readonly Thing[],
): string | undefined {
    const { taken, uniqueBy = [] } = rules ?? {};
    const same = things.find(
        (thing) =>
            thing.type === type &&
            (thing.id === id ||
                (uniqueBy.length > 0 &&
                    uniqueBy.every((path) => sameValues(valuesAt(thing.inputs, path), valuesAt(inputs, path))))),
    );
    if (same === undefined || taken === "overwrites") {
        return undefined;
    }
    return taken?.(id, inputs) ?? `cannot create ${type}: "${id}" exists already`;
}

/** Why a thing cannot be deleted while others are there; undefined if it can. */
export function useProblem(
    { account = {} }: ProviderRules,
    deleted: Thing,
    left: readonly Thing[],
): string | undefined {
    for (const holder of left) {
        for (const { type, input, by, inUse, when } of account[holder.type]?.refersTo ?? []) {
            const named = nameOf(deleted, by);
            const holds = type === deleted.type && valuesAt(holder.inputs, input).includes(named);
            if (inUse !== undefined && holds && when?.(holder.inputs) !== false) {
                return inUse(named, holder.inputs);
            }
        }
    }
    return undefined;
}

/** What a thing is called where others refer to it by an output. */
export const nameOf = (thing: Thing, by: string | undefined): string =>
    by === undefined ? thing.id : String(thing.outputs[by]);

const sameValues = (some: readonly unknown[], others: readonly unknown[]) =>
    some.length > 0 && JSON.stringify(some) === JSON.stringify(others);
