import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { readThings } from "../doubles/account";
import { Double, type Made, type Subject } from "../doubles/double";
import { rulesOf } from "../doubles/main";
import type { Inputs } from "../doubles/rules";
import { readStandingCluster } from "../doubles/standing-cluster";
import { isObject } from "../doubles/values";
import { withStubDefinitions } from "./definitions";

/** A resource that a run made and the stack keeps. */
interface Kept {
    readonly subject: Subject & { readonly id: string };
    readonly inputs: Inputs;
    readonly outputs: Inputs;
    readonly protect: boolean;
    readonly retain: boolean;
    /** URNs. */
    readonly dependencies: readonly string[];
}

type Request = Parameters<typeof MockMonitor.prototype.registerResource>[0];

/** A stack against one cloud's double, without an engine: it makes, changes, replaces and deletes in the engine's order. */
export class DoubleCloud {
    private readonly double: Double;
    private readonly state = new Map<string, Kept>();
    /** What the last run did, such as `update prod-state-lifecycle`, in order. */
    steps: string[] = [];
    private failed: string[] = [];

    constructor(
        private readonly provider: string,
        private readonly folder: string,
    ) {
        this.double = new Double(rulesOf(provider), folder, readStandingCluster(folder));
    }

    /** Runs a program; returns in the cloud's words what failed. */
    async up(program: () => unknown): Promise<string[]> {
        this.begin();
        const requests = new Map<string, Request>();
        const seen = new Set<string>();
        const replaced: Kept[] = [];
        const newResource = async ({ type, name, inputs }: pulumi.runtime.MockResourceArgs) => {
            if (!type.startsWith(`${this.provider}:`)) {
                return { id: name, state: inputs };
            }
            const urn = `urn:pulumi:test::flink-platform::${type}::${name}`;
            seen.add(urn);
            const plain: Inputs = JSON.parse(JSON.stringify(inputs));
            try {
                const step = await this.step({ urn, type, name }, plain, requests.get(`${type}::${name}`), replaced);
                return { id: step.id, state: step.outputs };
            } catch (error) {
                this.failed.push(`${name}: ${(error as Error).message}`);
                return { id: name, state: inputs };
            }
        };
        const call = ({ token, inputs }: pulumi.runtime.MockCallArgs) => this.double.invoke(token, inputs, false);
        await withRequests(
            (request) => requests.set(`${request.getType()}::${request.getName()}`, request),
            async () => {
                await pulumi.runtime.setMocks({ newResource, call } as never, "flink-platform", "test");
                await withStubDefinitions(program);
                await pulumi.runtime.disconnect();
            },
        );
        await this.deleteEach(replaced.reverse());
        await this.deleteEach([...this.state.values()].filter(({ subject }) => !seen.has(subject.urn)).reverse());
        return this.failed;
    }

    /** Deletes what is not protected, each as early as nothing depends on it, which is when the engine may; returns in the cloud's words what failed. */
    async destroy(): Promise<string[]> {
        this.begin();
        const excluded = new Set<string>();
        const exclude = (urn: string): void => {
            excluded.add(urn);
            this.state.get(urn)?.dependencies.forEach(exclude);
        };
        [...this.state].filter(([, { protect }]) => protect).forEach(([urn]) => exclude(urn));
        await this.deleteEach(
            earliestFirst([...this.state.values()].filter(({ subject }) => !excluded.has(subject.urn))),
        );
        return this.failed;
    }

    private begin(): void {
        this.steps = [];
        this.failed = [];
    }

    /** Brings one resource to its inputs, as the engine would. */
    private async step(subject: Subject, given: Inputs, request: Request | undefined, replaced: Kept[]): Promise<Made> {
        const { urn } = subject;
        const kept = this.state.get(urn);
        const ignored = request?.getIgnorechangesList() ?? [];
        const inputs =
            kept === undefined
                ? given
                : ignored.reduce((now: Inputs, path: string) => keepOld(now, kept.inputs, path), given);
        const [problem] = await this.double.check(subject, inputs);
        if (problem !== undefined) {
            throw new Error(`${problem.property} ${problem.reason}`.trim());
        }
        const made = await this.make(subject, inputs, request, kept, replaced);
        this.state.delete(urn); // what is made anew is the last
        this.state.set(urn, {
            subject: { ...subject, id: made.id },
            inputs,
            outputs: made.outputs,
            protect: request?.getProtect() === true,
            retain: request?.getRetainondelete() === true,
            dependencies: (request?.getDependenciesList() ?? []).map(plainUrn),
        });
        return made;
    }

    private async make(
        subject: Subject,
        inputs: Inputs,
        request: Request | undefined,
        kept: Kept | undefined,
        replaced: Kept[],
    ): Promise<Made> {
        if (kept === undefined) {
            return this.create(subject, inputs, request?.getImportid() ?? "");
        }
        const { changes, deleteBeforeReplace } = await this.double.diff(kept.subject, kept.inputs, inputs, []);
        if (changes.length === 0) {
            return { id: kept.subject.id, outputs: kept.outputs };
        }
        if (!changes.some(({ replaces }) => replaces)) {
            this.steps.push(`update ${subject.name}`);
            return this.double.update(kept.subject, kept.outputs, inputs, false);
        }
        if (kept.protect) {
            throw new Error("is protected and would be replaced");
        }
        this.steps.push(`replace ${subject.name}`);
        if (deleteBeforeReplace || request?.getDeletebeforereplace() === true) {
            await this.double.delete(kept.subject, kept.outputs);
        } else {
            replaced.push(kept);
        }
        return this.double.create(subject, inputs, false);
    }

    private async create(subject: Subject, inputs: Inputs, importId: string): Promise<Made> {
        this.steps.push(`${importId === "" ? "create" : "import"} ${subject.name}`);
        if (importId === "") {
            return this.double.create(subject, inputs, false);
        }
        const found = await this.double.read({ ...subject, id: importId }, {}, {});
        if (found === undefined) {
            throw new Error(`resource '${importId}' does not exist`);
        }
        return found;
    }

    private async deleteEach(gone: readonly Kept[]): Promise<void> {
        for (const kept of gone) {
            const { subject, outputs, retain } = kept;
            try {
                this.steps.push(`${retain ? "forget" : "delete"} ${subject.name}`);
                await (retain ? undefined : this.double.delete(subject, outputs));
                if (this.state.get(subject.urn) === kept) {
                    this.state.delete(subject.urn);
                }
            } catch (error) {
                this.failed.push(`${subject.name}: ${(error as Error).message}`);
            }
        }
    }

    /** What is in the account and not in the stack, as `type id`. */
    leftovers(): string[] {
        const own = new Set([...this.state.values()].map(({ subject }) => `${subject.type} ${subject.id}`));
        return readThings(this.folder)
            .map(({ type, id }) => `${type} ${id}`)
            .filter((thing) => !own.has(thing))
            .sort();
    }

    /** Names of what the stack still has. */
    kept(): string[] {
        return [...this.state.values()].map(({ subject }) => subject.name);
    }
}

/** In an order of deletion that the engine may take: the oldest that nothing else depends on comes next. */
function earliestFirst(kept: readonly Kept[]): Kept[] {
    const left = [...kept];
    const order: Kept[] = [];
    while (left.length > 0) {
        const index = left.findIndex(
            ({ subject }) => !left.some(({ dependencies }) => dependencies.includes(subject.urn)),
        );
        order.push(...left.splice(Math.max(index, 0), 1));
    }
    return order;
}

/** `urn:pulumi:test::p::parent$type::name` as the state writes it, without parents. */
function plainUrn(urn: string): string {
    const [head, , types = "", ...name] = urn.split("::");
    return `${head}::flink-platform::${types.split("$").at(-1)}::${name.join("::")}`;
}

/** Inputs with the old value at a path of `ignoreChanges`, such as `scalingConfig.desiredSize`. */
function keepOld(inputs: Inputs, olds: Inputs, path: string): Inputs {
    const [key = "", ...rest] = path.split(".");
    const old: unknown = olds[key];
    const now: unknown = inputs[key];
    if (rest.length > 0 && isObject(now)) {
        return { ...inputs, [key]: keepOld(now, isObject(old) ? old : {}, rest.join(".")) };
    }
    const { [key]: _, ...others } = inputs;
    return old === undefined ? others : { ...others, [key]: old };
}

/** Shows every registration, with the options that mocks are not told. */
async function withRequests(see: (request: Request) => void, run: () => Promise<void>): Promise<void> {
    const register = MockMonitor.prototype.registerResource;
    MockMonitor.prototype.registerResource = function (this: MockMonitor, request: Request, ...rest: any) {
        see(request);
        return register.call(this, request, ...(rest as [any]));
    } as typeof register;
    try {
        await run();
    } finally {
        MockMonitor.prototype.registerResource = register;
    }
}
