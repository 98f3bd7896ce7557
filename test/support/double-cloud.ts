import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { readThings } from "../doubles/account";
import { Double, type Made, type Subject } from "../doubles/double";
import { rulesOf } from "../doubles/main";
import type { Inputs } from "../doubles/rules";
import { readStandingCluster } from "../doubles/standing-cluster";
import { withAnsweringApi } from "./answering-api";
import { withStubDefinitions } from "./definitions";

/** A resource that a run made and the stack keeps. */
interface Kept {
    readonly subject: Subject & { readonly id: string };
    readonly outputs: Inputs;
    readonly protect: boolean;
    readonly retain: boolean;
    /** URNs. */
    readonly dependencies: readonly string[];
}

type Request = Parameters<typeof MockMonitor.prototype.registerResource>[0];

/** A stack against one cloud's double, without an engine: it makes what is not there, and deletes it again. */
export class DoubleCloud {
    private readonly double: Double;
    private state = new Map<string, Kept>();

    constructor(
        private readonly provider: string,
        private readonly folder: string,
    ) {
        this.double = new Double(rulesOf(provider), folder, readStandingCluster(folder));
    }

    /** Runs a program; returns in the cloud's words what failed. */
    async up(program: () => unknown): Promise<string[]> {
        const failed: string[] = [];
        const options = new Map<string, Request>();
        const make = async ({ type, name, inputs }: pulumi.runtime.MockResourceArgs) => {
            const urn = `urn:pulumi:test::flink-platform::${type}::${name}`;
            const kept = this.state.get(urn);
            if (kept !== undefined || !type.startsWith(`${this.provider}:`)) {
                return { id: kept?.subject.id ?? name, state: kept?.outputs ?? inputs };
            }
            const subject = { urn, type, name };
            try {
                const plain: Inputs = JSON.parse(JSON.stringify(inputs));
                const request = options.get(`${type}::${name}`);
                const { id, outputs } = await this.make(subject, plain, request?.getImportid() ?? "");
                this.state.set(urn, {
                    subject: { ...subject, id },
                    outputs,
                    protect: request?.getProtect() === true,
                    retain: request?.getRetainondelete() === true,
                    dependencies: (request?.getDependenciesList() ?? []).map(plainUrn),
                });
                return { id, state: outputs };
            } catch (error) {
                failed.push(`${name}: ${(error as Error).message}`);
                return { id: name, state: inputs };
            }
        };
        const call = ({ token, inputs }: pulumi.runtime.MockCallArgs) => this.double.invoke(token, inputs, false);
        await withRequests(
            (request) => options.set(`${request.getType()}::${request.getName()}`, request),
            async () => {
                await pulumi.runtime.setMocks(
                    { newResource: make as never, call: call as never },
                    "flink-platform",
                    "test",
                );
                // What is in a cluster is not the account's.
                await withAnsweringApi(async () => {
                    await withStubDefinitions(program as () => void);
                    await pulumi.runtime.disconnect();
                });
            },
        );
        return failed;
    }

    private async make(subject: Subject, inputs: Inputs, importId: string): Promise<Made> {
        if (importId === "") {
            return this.double.create(subject, inputs, false);
        }
        const found = await this.double.read({ ...subject, id: importId }, {}, {});
        if (found === undefined) {
            throw new Error(`resource '${importId}' does not exist`);
        }
        return found;
    }

    /** Deletes what is not protected, the last made first; returns in the cloud's words what failed. */
    async destroy(): Promise<string[]> {
        const failed: string[] = [];
        const excluded = new Set<string>();
        const exclude = (urn: string): void => {
            excluded.add(urn);
            this.state.get(urn)?.dependencies.forEach(exclude);
        };
        [...this.state].filter(([, { protect }]) => protect).forEach(([urn]) => exclude(urn));
        for (const [urn, { subject, outputs, retain }] of [...this.state].reverse()) {
            if (excluded.has(urn)) {
                continue;
            }
            try {
                await (retain ? undefined : this.double.delete(subject, outputs));
                this.state.delete(urn);
            } catch (error) {
                failed.push(`${subject.name}: ${(error as Error).message}`);
            }
        }
        return failed;
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

/** `urn:pulumi:test::p::parent$type::name` as the state writes it, without parents. */
function plainUrn(urn: string): string {
    const [head, , types = "", ...name] = urn.split("::");
    return `${head}::flink-platform::${types.split("$").at(-1)}::${name.join("::")}`;
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
