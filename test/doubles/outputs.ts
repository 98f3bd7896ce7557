import type { Conduct } from "./conduct";
import { unknown, type Context, type Inputs, type TypeRules } from "./rules";
import { holdsUnknown, isObject, knownPart, merge } from "./values";

/** The resource as the cloud shows it once it is there: its inputs, completed. */
export function outputsOf(rules: TypeRules, inputs: Inputs, context: Context): Inputs {
    return merge(inputs, rules.outputs(inputs, context));
}

/** What is known of a resource while its creation is previewed. */
export function previewOfCreate(rules: TypeRules, inputs: Inputs, context: Context): Inputs {
    return previewed(rules, inputs, context, (key, value) =>
        rules.stable?.includes(key) === true && !holdsUnknown(value) ? value : knownPart(value, inputs[key]),
    );
}

/** What is known of a resource while its update is previewed. */
export function previewOfUpdate(
    rules: TypeRules,
    conduct: Conduct,
    inputs: Inputs,
    olds: Inputs,
    context: Context,
): Inputs {
    const { knownAtUpdate } = conduct;
    return previewed(rules, inputs, context, (key, value) => {
        if (knownAtUpdate === "unchanged") {
            return knownPart(value, isObject(value) ? merge(olds[key] ?? {}, inputs[key] ?? {}) : olds[key]);
        }
        return knownAtUpdate.includes(key) && key in olds ? olds[key] : knownPart(value, inputs[key]);
    });
}

/** Inputs are known as they are given; what `tell` says of the others, by key and their value after the operation. */
function previewed(
    rules: TypeRules,
    inputs: Inputs,
    context: Context,
    tell: (key: string, value: unknown) => unknown,
): Inputs {
    const added = addedOutputs(rules, inputs, context);
    const completed = merge(inputs, added);
    const told = Object.keys(added).map((key) => {
        const value = tell(key, completed[key]);
        return [key, isObject(value) || Array.isArray(value) || !holdsUnknown(value) ? value : unknown];
    });
    return { ...inputs, ...Object.fromEntries(told) };
}

/** Rules are made for known inputs; where an unknown one makes them fail, the outputs are left out: they are unknown. */
function addedOutputs(rules: TypeRules, inputs: Inputs, context: Context): Inputs {
    try {
        return rules.outputs(inputs, context);
    } catch (error) {
        if (holdsUnknown(inputs)) {
            return {};
        }
        throw error;
    }
}
