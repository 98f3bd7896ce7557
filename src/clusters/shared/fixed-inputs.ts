import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { shown, unless } from "../../checks/values";
import { takesCallbacks } from "../../run/callbacks";
import { withUnknowns } from "../../run/with-unknowns";

/** Inputs of a resource, as the engine has them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any resource
export type Inputs = Readonly<Record<string, any>>;

/** An input that stays for as long as its resource does. */
export interface FixedInput {
    /** Argument that decides it, such as `secretsKeyArn`. */
    readonly argument: string;
    /** Its value; undefined where the inputs do not say it. */
    readonly of: (inputs: Inputs) => unknown;
    /** Whether a change is one that the cloud makes after all, such as a wider range. @default none is */
    readonly allows?: (before: unknown, after: unknown) => boolean;
    /** Why it stays, and what to do instead: `which …; raise generation for another cluster`. */
    readonly because: string;
}

/** Whose inputs are fixed, as findings begin. */
export interface Owner {
    readonly component: string;
    readonly name: string;
}

/**
 * Problems of a change of inputs, as a hook gets them. Values that are unknown or left out are left to the cloud; those that
 * are secret are compared, and not shown.
 */
export async function fixedInputProblems(
    fixed: readonly FixedInput[],
    oldInputs: Inputs,
    newInputs: Inputs,
): Promise<Problem[]> {
    const [olds, news] = await Promise.all([openedInputs(oldInputs), openedInputs(newInputs)]);
    return fixed.flatMap(({ argument, of, allows, because }) => {
        const [before, after] = [of(olds.all), of(news.all)];
        const isShown = [olds, news].every(({ all, open }) => isAbsent(of(all)) || !isAbsent(of(open)));
        const [old, present] = isShown ? [printed(before), printed(after)] : ["as it is", "another secret value"];
        return unless(
            isAbsent(before) ||
                isAbsent(after) ||
                pulumi.containsUnknowns(after) ||
                JSON.stringify(before) === JSON.stringify(after) ||
                allows?.(before, after) === true,
            argument,
            `must stay ${old}, ${because}, got ${present}`,
        );
    });
}

/** Inputs of a hook with what is secret in the open, and without it. */
interface OpenedInputs {
    readonly all: Inputs;
    readonly open: Inputs;
}

/**
 * Opens inputs as a hook gets them: one that holds a secret is an output there as a whole, or in older SDKs an object of the
 * engine's protocol.
 */
export async function openedInputs(inputs: Inputs): Promise<OpenedInputs> {
    const values = await Promise.all(
        Object.entries(inputs).map(async ([key, value]: [string, unknown]) => {
            const isSecret = pulumi.Output.isInstance(value) || pulumi.runtime.isRpcSecret(value);
            return { key, value: isSecret ? await openedValue(value) : value, isSecret };
        }),
    );
    const of = (some: typeof values) => Object.fromEntries(some.map(({ key, value }) => [key, value]));
    return { all: of(values), open: of(values.filter(({ isSecret }) => !isSecret)) };
}

function openedValue(value: unknown): unknown {
    return pulumi.Output.isInstance(value) ? withUnknowns(value) : pulumi.runtime.unwrapRpcSecret(value);
}

/**
 * Options of a resource or component whose inputs stay: a change of them is refused, in the preview already. Left to the
 * cloud, it would be refused halfway through a run, or be done in a way that loses something.
 *
 * @param name unique in the program.
 * @param opts its other options.
 */
export function fixedInputs<Options extends pulumi.ResourceOptions>(
    name: string,
    { component, name: owner }: Owner,
    fixed: readonly FixedInput[],
    opts: Options,
): Options {
    if (!takesCallbacks()) {
        return opts;
    }
    const compare = async ({ oldInputs = {}, newInputs = {} }: pulumi.ResourceHookArgs) =>
        rejectFindings(findingsOf(component, owner, await fixedInputProblems(fixed, oldInputs, newInputs)));
    const hook = new pulumi.ResourceHook(`${name}-fixed`, compare, { onDryRun: true });
    // The first, so that nothing waits for what is refused.
    return { ...opts, hooks: { ...opts.hooks, beforeUpdate: [hook, ...(opts.hooks?.beforeUpdate ?? [])] } };
}

/** Options of a part of a cluster some of whose inputs stay; `owner` is the name of the cluster's component. */
export type FixedOptions<Part extends string> = <Options extends pulumi.ResourceOptions>(
    part: Part,
    owner: string,
    opts: Options,
) => Options;

/** The options of a cloud's parts some of whose inputs stay. */
export function fixedOptionsOf<Part extends string>(
    cloud: string,
    component: string,
    parts: Readonly<Record<Part, readonly FixedInput[]>>,
): FixedOptions<Part> {
    return (part, owner, opts) =>
        fixedInputs(`${cloud}-${owner}-${part}`, { component, name: owner }, parts[part], opts);
}

const isAbsent = (value: unknown) => value === undefined || value === null;
const printed = (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : shown(value));
