import { isIP, isIPv4 } from "node:net";
import { isUnknown, type PropertyRule, type Shape } from "./rules";
import { holdsUnknown, isObject } from "./values";

const show = (value: unknown) => JSON.stringify(value);

/** Takes everything. */
export const any: PropertyRule = () => undefined;

export const text: PropertyRule = (value) =>
    typeof value === "string" && value !== "" ? undefined : `must be a text that is not empty, got ${show(value)}`;

export const yesOrNo: PropertyRule = (value) =>
    typeof value === "boolean" ? undefined : `must be true or false, got ${show(value)}`;

/** Text of a form, which is said in words. */
export const matching =
    (form: RegExp, words: string): PropertyRule =>
    (value) =>
        typeof value === "string" && form.test(value) ? undefined : `must be ${words}, got ${show(value)}`;

export const oneOf =
    (...values: readonly (string | number | boolean)[]): PropertyRule =>
    (value) =>
        values.some((known) => known === value) ? undefined : `must be one of ${values.join(", ")}, got ${show(value)}`;

export const wholeNumber =
    (least: number, most = Number.MAX_SAFE_INTEGER): PropertyRule =>
    (value) =>
        Number.isInteger(value) && (value as number) >= least && (value as number) <= most
            ? undefined
            : `must be a whole number from ${least} to ${most}, got ${show(value)}`;

/** A range of IPv4 addresses that begins where it says: `10.0.0.0/16`, not `10.0.0.1/16`. */
export const cidr: PropertyRule = (value) => {
    const [address = "", prefix = "", ...rest] = String(value).split("/");
    if (!isIPv4(address) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32 || rest.length > 0) {
        return `must be a range of IPv4 addresses such as 10.0.0.0/16, got ${show(value)}`;
    }
    const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    return number % 2 ** (32 - Number(prefix)) === 0
        ? undefined
        : `must begin at the range's start, got ${show(value)}`;
};

export const ipAddress: PropertyRule = (value) =>
    typeof value === "string" && isIP(value) !== 0 ? undefined : `must be an IP address, got ${show(value)}`;

/** Text that is a JSON document; `rule` judges what it says. */
export const json =
    (rule: PropertyRule = any): PropertyRule =>
    (value) => {
        try {
            return rule(JSON.parse(String(value)));
        } catch {
            return `must be JSON, got ${show(value)}`;
        }
    };

/** A list whose entries keep a rule. */
export const listOf = (rule: PropertyRule, least = 0, most = Number.POSITIVE_INFINITY): PropertyRule =>
    takingUnknown({ kind: "list", of: rule }, (value) => {
        if (!Array.isArray(value)) {
            return `must be a list, got ${show(value)}`;
        }
        if (value.length < least || value.length > most) {
            const limit = Number.isFinite(most) ? ` and at most ${most}` : "";
            return `must have at least ${least}${limit} entries, got ${value.length}`;
        }
        return first(value.map((entry, index) => judge(rule, entry, `[${index}]`)));
    });

/** An object of any keys whose values keep a rule, such as tags. */
export const mapOf = (rule: PropertyRule): PropertyRule =>
    takingUnknown({ kind: "map", of: rule }, (value) =>
        isObject(value)
            ? first(Object.entries(value).map(([key, entry]) => judge(rule, entry, `[${show(key)}]`)))
            : `must be an object, got ${show(value)}`,
    );

/** An object with these properties alone; those in `required` must be there. */
export const objectOf = (
    properties: Readonly<Record<string, PropertyRule>>,
    required: readonly string[] = [],
): PropertyRule =>
    takingUnknown({ kind: "object", properties, required }, (value) => {
        if (!isObject(value)) {
            return `must be an object, got ${show(value)}`;
        }
        const missing = required.filter((key) => value[key] === undefined);
        return first([
            ...missing.map((key) => `.${key} is missing`),
            ...Object.entries(value).map(([key, entry]) => {
                const rule = properties[key];
                return rule === undefined ? `.${key} is not known` : judge(rule, entry, `.${key}`);
            }),
        ]);
    });

/** A value that keeps all the rules. */
export const both = (...rules: readonly PropertyRule[]): PropertyRule =>
    takingUnknown({ kind: "all", rules }, (value) => first(rules.map((rule) => judge(rule, value, ""))));

/** What a rule says of a value, which may be unknown or hold unknown values, at a path. */
export function judge(rule: PropertyRule, value: unknown, path: string): string | undefined {
    if (isUnknown(value) || (rule.takesUnknown !== true && holdsUnknown(value))) {
        return undefined;
    }
    const problem = rule(value);
    return problem === undefined ? undefined : `${path}${/^[.[]/.test(problem) || path === "" ? "" : " "}${problem}`;
}

function takingUnknown(shape: Shape, rule: (value: unknown) => string | undefined): PropertyRule {
    return Object.assign(rule, { takesUnknown: true as const, shape });
}

const first = (problems: readonly (string | undefined)[]) => problems.find((problem) => problem !== undefined);
