import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { withStubDefinitions } from "./definitions";

/** A resource that a program registered. */
export interface Recorded {
    readonly type: string;
    readonly name: string;
    /** Inputs with secrets unwrapped; `secretInputs` names those that were secret. */
    readonly inputs: any;
    readonly secretInputs: readonly string[];
    readonly provider: string;
    /** Name of its parent; empty for the stack. */
    readonly parent: string;
    /** Names of what it must be made after, sorted: components count as the resources in them. */
    readonly dependsOn: readonly string[];
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
    /** Id in the cloud of what it takes over; empty for what is made. */
    readonly importId: string;
    readonly ignoreChanges: readonly string[];
    readonly replaceOnChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
}

/** How a program is run. */
export interface RecordOptions {
    /** As in `pulumi preview`: what the mocks leave out is unknown. @default false */
    readonly preview?: boolean;
    /** Outputs beside the inputs, by type token. @default none */
    readonly results?: Readonly<Record<string, (args: pulumi.runtime.MockResourceArgs) => object>>;
    /** Answers to functions of providers, by token. @default none: a call ends the run */
    readonly functions?: Readonly<Record<string, (args: any) => object>>;
}

/** Both ways to run a program, for tests that must hold in each. */
export const modes = [
    { title: "at preview", preview: true },
    { title: "at update", preview: false },
] as const;

type Options = Omit<Recorded, "type" | "name" | "inputs" | "secretInputs" | "provider">;

const project = "flink-platform";
const stack = "test";
let optionsByResource = new Map<string, Options>();
const keyOf = (type: string, name: string) => `${type}::${name}`;
const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2).replace(`${project}-${stack}`, "");

// Mocks are told inputs alone. The monitor behind them sees the whole request, options too; it is not a public interface.
type Request = Parameters<typeof MockMonitor.prototype.registerResource>[0];
const register = MockMonitor.prototype.registerResource;
MockMonitor.prototype.registerResource = function (this: MockMonitor, request: Request, ...rest: any) {
    optionsByResource.set(keyOf(request.getType(), request.getName()), {
        parent: nameOf(request.getParent()),
        dependsOn: request.getDependenciesList().map(nameOf).sort(),
        protect: request.getProtect(),
        retainOnDelete: request.getRetainondelete(),
        importId: request.getImportid(),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    });
    return register.call(this, request, ...(rest as [any]));
} as typeof register;

/**
 * Runs `program` under Pulumi mocks with stub resource definitions, so that tests need no build; returns what it
 * registered, or throws what it threw, now or in an `apply`.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Recorded[]> {
    const registered: pulumi.runtime.MockResourceArgs[] = [];
    const errors: unknown[] = [];
    const keep = (error: unknown) => errors.push(error);
    optionsByResource = new Map();
    const mocks: pulumi.runtime.Mocks = {
        newResource: (args) => {
            registered.push(args);
            return { id: `${args.name}-id`, state: { ...args.inputs, ...options.results?.[args.type]?.(args) } };
        },
        call: ({ token, inputs }) => {
            const answer = options.functions?.[token];
            if (answer !== undefined) {
                return answer(inputs);
            }
            const error = new Error(`no mock for function ${token}`);
            keep(error); // the SDK does not pass a failed call's message on
            throw error;
        },
    };
    await pulumi.runtime.setMocks(mocks, project, stack, options.preview ?? false);
    process.on("unhandledRejection", keep);
    try {
        try {
            await withStubDefinitions(program);
        } catch (error) {
            keep(error);
        }
        await pulumi.runtime.disconnect(); // ends when every registration has, those with late inputs included
        await new Promise((resolve) => setImmediate(resolve)); // rejections are reported after pending promises
    } finally {
        process.off("unhandledRejection", keep);
    }
    if (errors.length > 0) {
        throw errors[0];
    }
    return registered
        .filter(({ type }) => !notMade.includes(type))
        .filter(isMade)
        .map(recorded);
}

/** What is only read has an id, and no request to register it. */
const isMade = ({ type, name, id }: pulumi.runtime.MockResourceArgs) =>
    id === undefined || id === "" || optionsByResource.has(keyOf(type, name));
/** Types of what is there without the program: the stack itself, and others that it reads. */
const notMade = ["pulumi:pulumi:Stack", "pulumi:pulumi:StackReference"];

function recorded({ type, name, inputs, provider }: pulumi.runtime.MockResourceArgs): Recorded {
    const options = optionsByResource.get(keyOf(type, name));
    if (options === undefined) {
        throw new Error(`no request for ${type} "${name}"`);
    }
    const secretInputs = Object.keys(inputs).filter((key) => isSecret(inputs[key]));
    return { type, name, inputs: withoutSecrets(inputs), secretInputs, provider: provider ?? "", ...options };
}

const isSecret = (value: any) => pulumi.runtime.isRpcSecret(value);

function withoutSecrets(value: any): any {
    if (isSecret(value)) {
        return withoutSecrets(pulumi.runtime.unwrapRpcSecret(value));
    }
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]))
        : value;
}

/** Names of the resources of a type, in the order of their registration. */
export function namesOf(resources: readonly Recorded[], type: string): string[] {
    return resources.filter((resource) => resource.type === type).map(({ name }) => name);
}

/** The resource with a name. @throws Error if there is none or more than one, with the names that there are */
export function named(resources: readonly Recorded[], name: string): Recorded {
    return single(
        resources.filter((resource) => resource.name === name),
        `named "${name}"`,
        resources,
    );
}

/** The one resource of a type. @throws Error if there is none or more than one, with the types that there are */
export function only(resources: readonly Recorded[], type: string): Recorded {
    return single(
        resources.filter((resource) => resource.type === type),
        `of type ${type}`,
        resources,
    );
}

function single(found: readonly Recorded[], what: string, all: readonly Recorded[]): Recorded {
    const [first] = found;
    if (first === undefined || found.length > 1) {
        const there = all.map(({ type, name }) => `${type} ${name}`).join("\n");
        throw new Error(`${found.length} resources ${what}; registered:\n${there}`);
    }
    return first;
}

/** The value of an output once it is known. Call it inside the program that `record` runs. */
export function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
    return new Promise((resolve) => output.apply((value) => resolve(value as Value)));
}
