import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { changeAccount, isThing, readThings } from "./account";
import type { AccountRules, Beside, Thing } from "./account-rules";
import { limitProblem, takenProblem, useProblem } from "./memory-refusals";
import { readProfile } from "./profile";
import { missingReference } from "./references";
import type { Inputs, ProviderRules } from "./rules";

/** What is made, before the account has it. */
export interface Making {
    readonly type: string;
    readonly inputs: Inputs;
    /** Serial of its name and inputs; another one is given out where the account had this one before. */
    readonly serial: string;
    /** Id and outputs in the cloud. */
    complete(serial: string): { readonly id: string; readonly outputs: Inputs };
}

const retryMs = 100;

/** What one double does with the account that it shares with others. */
export class Memory {
    constructor(
        private readonly rules: ProviderRules,
        private readonly folder: string,
    ) {}

    readonly things = (type: string): readonly Thing[] =>
        readThings(this.folder).filter((thing) => thing.type === type);

    find(type: string, id: string): Thing | undefined {
        return readThings(this.folder).find((thing) => isThing(thing, type, id));
    }

    /** @throws Error in the cloud's words, if the account does not take it */
    async create({ type, inputs, serial, complete }: Making, cancelled: AbortSignal): Promise<Thing> {
        const limit = limitProblem(this.rules, readProfile(this.folder), type, inputs, this.things);
        if (limit !== undefined) {
            throw new Error(limit);
        }
        await this.findReferences(type, inputs, {}, cancelled);
        return changeAccount(this.folder, ({ things, serials }) => {
            const times = serials[serial] ?? 0;
            const own = times === 0 ? serial : again(serial, times);
            const { id, outputs } = complete(own);
            const taken = takenProblem(this.accountRules(type) ?? {}, { type, id, inputs }, things);
            if (taken !== undefined) {
                throw new Error(taken);
            }
            const made = this.thing({ type, id, inputs }, outputs, own, "program");
            const others = things.filter((thing) => !isThing(thing, type, id));
            const beside = this.beside(this.accountRules(type)?.makes?.(inputs), [...others, made]);
            return {
                contents: { things: [...others, made, ...beside], serials: { ...serials, [serial]: times + 1 } },
                result: made,
            };
        });
    }

    /** @throws Error if it is not there, or refers to what is not */
    async update(type: string, id: string, inputs: Inputs, outputs: Inputs, cancelled: AbortSignal): Promise<void> {
        const old = this.find(type, id);
        if (old === undefined) {
            throw new Error(`the account has no ${type} "${id}"`);
        }
        await this.findReferences(type, inputs, old.inputs, cancelled);
        const endpoint = this.accountRules(type)?.endpoint?.(inputs);
        const changed = { ...old, inputs, outputs, ...(endpoint && { endpoint }) };
        changeAccount(this.folder, ({ things, serials }) => ({
            contents: { things: things.map((thing) => (isThing(thing, type, id) ? changed : thing)), serials },
            result: undefined,
        }));
    }

    /**
     * Deletes it and what is in it; what is not there is gone already, as providers take it.
     *
     * @throws Error in the cloud's words, if something else holds on to it
     */
    delete(type: string, id: string): void {
        changeAccount(this.folder, ({ things, serials }) => {
            const deleted = things.find((thing) => isThing(thing, type, id));
            if (deleted === undefined) {
                return { contents: { things, serials }, result: undefined };
            }
            const left = things.filter((thing) => thing !== deleted && !thing.id.startsWith(`${id}/`));
            const problem = useProblem(this.rules, deleted, left);
            if (problem !== undefined) {
                throw new Error(problem);
            }
            const beside = this.beside(this.accountRules(type)?.leaves?.(deleted.inputs, id), left);
            return { contents: { things: [...left, ...beside], serials }, result: undefined };
        });
    }

    /** Waits where the provider would ask again. */
    private async findReferences(type: string, inputs: Inputs, olds: Inputs, cancelled: AbortSignal): Promise<void> {
        for (;;) {
            const missing = missingReference(this.folder, this.accountRules(type), inputs, olds);
            if (missing === undefined) {
                return;
            }
            if (!missing.late || missing.retried !== true) {
                throw new Error(missing.message);
            }
            await sleep(retryMs, undefined, { signal: cancelled });
        }
    }

    private accountRules = (type: string): AccountRules | undefined => this.rules.account?.[type];

    private beside(wanted: readonly Beside[] = [], there: readonly Thing[]): Thing[] {
        return wanted
            .filter(({ type, id }) => !there.some((thing) => isThing(thing, type, id)))
            .map((thing) => {
                const { id, type, inputs = {} } = thing;
                const serial = again(`${type} ${id}`, 0);
                const things = () => [];
                const cluster = { server: "", certificateAuthorityData: "", kubeconfig: "" };
                const outputs = this.rules.types[type]?.outputs(inputs, { name: id, serial, cluster, things });
                return this.thing({ type, id, inputs }, { ...inputs, ...outputs }, serial, "cloud");
            });
    }

    private thing(made: Required<Beside>, outputs: Inputs, serial: string, by: Thing["by"]): Thing {
        const rules = this.accountRules(made.type);
        const endpoint = rules?.endpoint?.(made.inputs);
        return {
            ...made,
            outputs,
            serial,
            by,
            madeAtMs: Date.now(),
            missed: 0,
            ...(endpoint && { endpoint }),
            ...(rules?.letsIn?.(made.inputs) === true && { letsIn: true }),
        };
    }
}

/** A serial for the same thing made once more. */
const again = (serial: string, times: number): string =>
    createHash("sha256").update(`${serial} ${times}`).digest("hex").slice(0, 8);
