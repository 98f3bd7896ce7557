/**
 * What is known of a request, by condition key. A key with the value `undefined` is known to be absent from it; a key that is
 * not here at all is one that nobody has thought of.
 */
export type AwsContext = Readonly<Record<string, string | undefined>>;

/** Value of a key; AWS takes keys in any case. @throws Error for a key that the request says nothing about */
export function valueOfKey(context: AwsContext, key: string): string | undefined {
    const known = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
    if (known === undefined) {
        throw new Error(`condition key ${key} is not understood for this request`);
    }
    return known[1];
}

/** How a pattern is read. */
export interface Reading {
    /** Whether `*` and `?` stand for other characters. */
    readonly wildcards: boolean;
    readonly ignoreCase?: boolean;
}

// "${aws:PrincipalTag/team}", "${*}", "*", "?"
const special = /\$\{([^}]*)\}|[*?]/g;

/**
 * Whether a text fits a pattern of a policy. A variable without a value fits nothing:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fits(pattern: string, text: string, context: AwsContext, reading: Reading): boolean {
    let source = "";
    let end = 0;
    for (const { index, 0: found, 1: variable } of pattern.matchAll(special)) {
        source += literal(pattern.slice(end, index));
        end = index + found.length;
        if (variable === undefined) {
            source += reading.wildcards ? (found === "*" ? ".*" : ".") : literal(found);
            continue;
        }
        const value = valueOfVariable(variable, context);
        if (value === undefined) {
            return false;
        }
        source += literal(value);
    }
    source += literal(pattern.slice(end));
    return new RegExp(`^${source}$`, reading.ignoreCase === true ? "is" : "s").test(text);
}

function valueOfVariable(variable: string, context: AwsContext): string | undefined {
    if (["*", "?", "$"].includes(variable)) {
        return variable;
    }
    if (!/^[\w-]+:[\w./:-]+$/.test(variable)) {
        throw new Error(`policy variable \${${variable}} is not understood`);
    }
    return valueOfKey(context, variable);
}

const literal = (text: string) => text.replace(/[\\^$.*?+()[\]{}|]/g, "\\$&");

const arnParts = 6;

/**
 * Whether an ARN fits a pattern: part by part, so that a wildcard stays in its part; the last part may have colons.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function fitsArn(pattern: string, arn: string, context: AwsContext): boolean {
    if (pattern === "*") {
        return true;
    }
    const patterns = partsOf(pattern);
    const parts = partsOf(arn);
    return patterns.every((part, index) => fits(part, parts[index] ?? "", context, { wildcards: true }));
}

/** @throws Error for what is no complete ARN */
function partsOf(arn: string): string[] {
    // A variable in braces has colons of its own.
    const masked = arn.replace(/\$\{[^}]*\}/g, (variable) => variable.replaceAll(":", "\0"));
    const parts = masked.split(":");
    if (parts[0] !== "arn" || parts.length < arnParts) {
        throw new Error(`resource ${arn} is no ARN`);
    }
    return [...parts.slice(0, arnParts - 1), parts.slice(arnParts - 1).join(":")].map((part) =>
        part.replaceAll("\0", ":"),
    );
}
