import { changeAccount, isThing, readThings } from "./account";
import type { AccountRules, Reference, Thing } from "./account-rules";
import { isNamed, namesIn } from "./memory-refusals";
import { readProfile, type Delay } from "./profile";
import type { Inputs } from "./rules";

/** A thing that inputs name, and that is not found. */
export interface Missing {
    readonly message: string;
    /** It is there, and not visible yet. */
    readonly late: boolean;
    readonly retried?: true;
}

/** The first thing that new inputs name and that is not found; what the old inputs named too is not looked for. */
export function missingReference(
    folder: string,
    rules: AccountRules | undefined,
    inputs: Inputs,
    olds: Inputs,
): Missing | undefined {
    for (const reference of rules?.refersTo ?? []) {
        if (reference.when?.(inputs) === false) {
            continue;
        }
        const known = namesIn(reference, olds);
        for (const named of namesIn(reference, inputs).filter((name) => !known.includes(name))) {
            const missing = lookFor(folder, reference, named, inputs);
            if (missing !== undefined) {
                return missing;
            }
        }
    }
    return undefined;
}

function lookFor(folder: string, reference: Reference, named: string, inputs: Inputs): Missing | undefined {
    const { atOnce, retried } = reference;
    const found = readThings(folder).find((thing) => isNamed(thing, reference, named));
    if (found !== undefined && (atOnce === true || isVisible(folder, found))) {
        return undefined;
    }
    return { message: reference.missing(named, inputs), late: found !== undefined, ...(retried && { retried }) };
}

/** Whether a thing is old enough; it counts that it was looked for. */
function isVisible(folder: string, thing: Thing): boolean {
    const delay = readProfile(folder).visibleAfter?.[thing.type];
    if (delay === undefined || thing.by === "before" || isOver(delay, thing)) {
        return true;
    }
    changeAccount(folder, ({ things, serials }) => ({
        contents: {
            things: things.map((each) =>
                isThing(each, thing.type, thing.id) ? { ...each, missed: each.missed + 1 } : each,
            ),
            serials,
        },
        result: undefined,
    }));
    return false;
}

const isOver = ({ seconds = 0, uses = 0 }: Delay, { madeAtMs, missed }: Thing): boolean =>
    Date.now() - madeAtMs >= seconds * 1000 && missed >= uses;
