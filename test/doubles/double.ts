import { setTimeout as sleep } from "node:timers/promises";
import { logCall, type Call, type Method } from "./calls";
import { checkInputs, type Failure } from "./check";
import { conductOf, type Conduct } from "./conduct";
import { difference, type Difference } from "./difference";
import { strike } from "./faults";
import { Memory } from "./memory";
import { outputsOf, previewOfCreate, previewOfUpdate } from "./outputs";
import { serialOf } from "./serial";
import { merge } from "./values";
import type { ClusterEndpoint, Context, Inputs, ProviderRules, TypeRules } from "./rules";

/** Which resource a call is about. */
export interface Subject {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly id?: string;
}

/** A resource as it is in the cloud. */
export interface Made {
    readonly id: string;
    readonly outputs: Inputs;
}

/** The cloud made the resource, or changed it, but it is not as it should be. */
export class PartialFailure extends Error {
    constructor(
        message: string,
        readonly made: Made,
        readonly inputs: Inputs,
    ) {
        super(message);
    }
}

/** What one provider double does, whatever carries its calls. */
export class Double {
    private readonly conduct: Conduct;
    private readonly memory: Memory;
    private readonly cancelled = new AbortController();

    constructor(
        private readonly rules: ProviderRules,
        private readonly folder: string,
        private readonly cluster: ClusterEndpoint,
    ) {
        this.conduct = conductOf(rules.provider);
        this.memory = new Memory(rules, folder);
    }

    checkConfig(inputs: Inputs): Failure[] {
        this.log({ method: "checkConfig", inputs });
        const { version: _, ...own } = inputs; // the plugin's, which the engine adds
        return this.rules.configuration === undefined ? [] : checkInputs(this.rules.configuration, own);
    }

    /** A provider's configuration may change; no resource is replaced for it. */
    diffConfig(olds: Inputs, inputs: Inputs): Difference {
        const rules = { required: [], properties: {}, replaces: [], outputs: () => ({}) };
        return difference(rules, this.conduct, olds, inputs);
    }

    configure(inputs: Inputs): void {
        this.log({ method: "configure", inputs });
    }

    async check(subject: Subject, inputs: Inputs): Promise<Failure[]> {
        await this.begin("check", subject, { inputs });
        const rules = this.rules.types[subject.type];
        return rules === undefined
            ? [{ property: "", reason: `the double does not know the type ${subject.type}` }]
            : checkInputs(rules, inputs);
    }

    async diff(subject: Subject, olds: Inputs, inputs: Inputs, ignored: readonly string[]): Promise<Difference> {
        await this.begin("diff", subject, { inputs, olds });
        const rules = this.rulesOf(subject);
        return difference(rules, this.conduct, merge(olds, rules.givenBack?.(olds) ?? {}), inputs, ignored);
    }

    async create(subject: Subject, inputs: Inputs, preview: boolean): Promise<Made> {
        const rules = this.rulesOf(subject);
        const context = this.contextOf(subject, inputs);
        const failed = await this.begin("create", subject, { inputs, preview });
        if (preview) {
            return { id: "", outputs: previewOfCreate(rules, inputs, context) };
        }
        const complete = (serial: string) => {
            const own = { ...context, serial };
            return { id: idOf(rules, inputs, own), outputs: outputsOf(rules, inputs, own) };
        };
        const { type } = subject;
        const making = { type, inputs, serial: context.serial, complete };
        const { id, outputs } = await this.memory.create(making, this.cancelled.signal);
        return finish({ id, outputs }, inputs, failed);
    }

    async update(subject: Subject, olds: Inputs, inputs: Inputs, preview: boolean): Promise<Made> {
        const rules = this.rulesOf(subject);
        const context = this.contextOf(subject, inputs);
        const failed = await this.begin("update", subject, { inputs, olds, preview });
        const id = subject.id ?? "";
        if (preview) {
            return { id, outputs: previewOfUpdate(rules, this.conduct, inputs, olds, context) };
        }
        const refused = rules.updateProblems?.(olds, inputs) ?? [];
        if (refused.length > 0) {
            throw new Error(refused.join("; "));
        }
        const outputs = outputsOf(rules, inputs, context);
        await this.memory.update(subject.type, id, inputs, outputs, this.cancelled.signal);
        return finish({ id, outputs }, inputs, failed);
    }

    async delete(subject: Subject, olds: Inputs): Promise<void> {
        await this.begin("delete", subject, { olds });
        const problem = this.rulesOf(subject).deletionProblem?.(olds);
        if (problem !== undefined) {
            throw new Error(problem);
        }
        this.memory.delete(subject.type, subject.id ?? "");
    }

    /** What the account has, be it the program's own or another's; else what the rules say is there; else nothing. */
    async read(subject: Subject, olds: Inputs, inputs: Inputs): Promise<(Made & { inputs: Inputs }) | undefined> {
        await this.begin("read", subject, { inputs, olds });
        const id = subject.id ?? "";
        const rules = this.rulesOf(subject);
        const thing = this.memory.find(subject.type, id);
        if (thing !== undefined) {
            return { id, outputs: thing.outputs, inputs: thing.inputs };
        }
        const existing = rules.existing?.(id, this.contextOf(subject, {}));
        return existing === undefined
            ? undefined
            : { id, outputs: outputsOf(rules, existing, this.contextOf(subject, existing)), inputs: existing };
    }

    async invoke(token: string, inputs: Inputs, preview: boolean): Promise<Inputs> {
        await this.begin("invoke", { urn: "", type: token, name: "" }, { inputs, preview });
        const answer = this.rules.functions[token];
        if (answer === undefined) {
            throw new Error(`the double does not know the function ${token}`);
        }
        return answer(inputs, { name: "", serial: "", cluster: this.cluster, things: this.memory.things });
    }

    /** Ends every delay; the calls that wait fail. */
    cancel(): void {
        this.log({ method: "cancel" });
        this.cancelled.abort();
    }

    /** Writes the call down, and waits and fails as the faults say; a partial failure is returned, to fail later. */
    private async begin(method: Method, subject: Subject, values: Partial<Call>): Promise<string | undefined> {
        const about = Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== ""));
        const call = this.log({ method, ...about, ...values });
        const fault = strike(this.folder, call);
        if (fault?.delayMs !== undefined) {
            await sleep(fault.delayMs, undefined, { signal: this.cancelled.signal });
        }
        if (fault?.message !== undefined && fault.partial !== true) {
            throw new Error(fault.message);
        }
        return fault?.message;
    }

    private log(values: Omit<Call, "provider">): Call {
        const call = { provider: this.rules.provider, ...values };
        logCall(this.folder, call);
        return call;
    }

    private rulesOf({ type }: Subject): TypeRules {
        const rules = this.rules.types[type];
        if (rules === undefined) {
            throw new Error(`the double does not know the type ${type}`);
        }
        return rules;
    }

    private contextOf(subject: Subject, inputs: Inputs): Context {
        const { name, type, id } = subject;
        const known = id === undefined ? undefined : this.memory.find(type, id);
        const serial = known?.serial ?? serialOf(this.rulesOf(subject), name, inputs);
        return { name, serial, cluster: this.cluster, things: this.memory.things };
    }
}

function idOf(rules: TypeRules, inputs: Inputs, context: Context): string {
    const id = rules.id?.(inputs, context) ?? `${context.name}-${context.serial}`;
    if (typeof id !== "string" || id === "") {
        throw new Error(`the double's rules give no id, but ${JSON.stringify(id)}`);
    }
    return id;
}

function finish(made: Made, inputs: Inputs, failed: string | undefined): Made {
    if (failed !== undefined) {
        throw new PartialFailure(failed, made, inputs);
    }
    return made;
}
