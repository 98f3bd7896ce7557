import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../checks/findings";
import { withUnknowns } from "../run/with-unknowns";

/** Arguments as they are given, once their outputs are known. */
export interface GivenArgs {
    /** Values, without any output in them. */
    readonly values: unknown;
    /** Those of them that are secrets. */
    readonly secrets: readonly unknown[];
}

/** Tells whether there is an output among the arguments: a secret, or what another resource of the program gives. */
export function hasOutputs(value: unknown): boolean {
    return (
        pulumi.Output.isInstance(value) ||
        (typeof value === "object" && value !== null && Object.values(value).some(hasOutputs))
    );
}

/**
 * Waits for the arguments' outputs. All values decide what is made, so that each must be known in a preview too.
 *
 * @throws pulumi.RunError with the place of each value that is not.
 */
export async function whenKnown(name: string, args: unknown): Promise<GivenArgs> {
    const secrets: unknown[] = [];
    const unknown: string[] = [];
    const values = await known(args, "");
    rejectFindings(unknown.map((path) => ({ component: "FlinkStack", name, path, problem: unknownProblem })));
    return { values, secrets };

    async function known(value: unknown, path: string): Promise<unknown> {
        if (pulumi.Output.isInstance(value)) {
            const [inner, isSecret] = await Promise.all([withUnknowns(value), isSecretOutput(value)]);
            const found = await known(inner, path);
            if (isSecret) {
                secrets.push(found);
            }
            return found;
        }
        if (pulumi.containsUnknowns(value) && !isContainer(value)) {
            unknown.push(path);
            return undefined;
        }
        if (Array.isArray(value)) {
            return Promise.all(value.map((item, index) => known(item, `${path}[${index}]`)));
        }
        return isContainer(value) ? Object.fromEntries(await knownEntries(value, path)) : value;
    }

    function knownEntries(value: object, path: string): Promise<(readonly [string, unknown])[]> {
        return Promise.all(
            Object.entries(value).map(async ([key, item]) => {
                return [key, await known(item, path === "" ? key : `${path}.${key}`)] as const;
            }),
        );
    }
}

const unknownProblem =
    "is not known before it is deployed, and all values decide what is made; deploy what it comes from in a stack of its own";

const isContainer = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !pulumi.isUnknown(value);

/** Every Output has this promise; its declaration leaves it out. */
function isSecretOutput(output: pulumi.Output<unknown>): Promise<boolean> {
    return (output as unknown as { readonly isSecret: Promise<boolean> }).isSecret;
}
