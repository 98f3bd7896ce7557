import { fits, valueOfKey, type AwsContext } from "./aws-patterns";

/** Conditions of a statement: operator, key, values. */
export type AwsConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

type Operator = (wanted: string, value: string, context: AwsContext) => boolean;

/** The operators that the policies made here use. */
const operators: Readonly<Record<string, Operator>> = {
    StringEquals: (wanted, value, context) => fits(wanted, value, context, { wildcards: false }),
    StringLike: (wanted, value, context) => fits(wanted, value, context, { wildcards: true }),
    Bool: (wanted, value) => bool(wanted) === bool(value),
    NumericLessThan: (wanted, value) => number(value) < number(wanted),
};

/**
 * Whether all conditions hold. One of several values is sufficient, and a key that the request lacks fits no value:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 *
 * @throws Error for an operator or key that is not understood
 */
export function conditionsHold(conditions: AwsConditions, context: AwsContext): boolean {
    // All are looked at, so that what is not understood behind a condition that does not hold is seen too.
    const results = Object.entries(conditions).flatMap(([name, keys]) => {
        const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
        if (operator === undefined) {
            throw new Error(`condition operator ${name} is not understood`);
        }
        return Object.entries(keys).map(([key, values]) => {
            const value = valueOfKey(context, key);
            return value !== undefined && [values].flat().some((wanted) => operator(wanted, value, context));
        });
    });
    return results.every((holds) => holds);
}

function bool(text: string): boolean {
    if (text !== "true" && text !== "false") {
        throw new Error(`condition value "${text}" is neither true nor false`);
    }
    return text === "true";
}

function number(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || Number.isNaN(value)) {
        throw new Error(`condition value "${text}" is no number`);
    }
    return value;
}
