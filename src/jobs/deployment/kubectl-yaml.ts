import { FAILSAFE_SCHEMA, Type, loadAll } from "js-yaml";

/**
 * The documents of a YAML text as kubectl reads them, which is YAML 1.1 in part: `0755` is 493, `yes` is true and `1_000` is
 * 1000, but a date and `12:30` are text. A whole number that JavaScript cannot hold is a bigint.
 * Source: https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go.
 *
 * @throws YAMLException if it is not YAML.
 */
export function kubectlDocuments(text: string): unknown[] {
    return loadAll(text, undefined, { schema: kubectlSchema });
}

const nulls = ["", "~", "null", "Null", "NULL"];

const words = new Map<string, boolean | number>([
    ...cases(["y", "yes", "true", "on"]).map((word) => [word, true] as const),
    ...cases(["n", "no", "false", "off"]).map((word) => [word, false] as const),
    ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
    ...[".inf", ".Inf", ".INF"].flatMap((word) => [[word, Infinity] as const, [`+${word}`, Infinity] as const]),
    ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity] as const),
]);

/** `yes` → `yes`, `Yes`, `YES`; no other mixture counts. */
function cases(lower: readonly string[]): string[] {
    return lower.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]);
}

// "0755" (octal), "0o755", "0x1F", "0b101", "-12", "+12" yes; "08", "1.0" no
const wholeNumber = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
// "08", "1.", ".5", "1e3", "-1.5E-3" yes; "1.2.3", "e3" no
const fraction = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;

/** The value of an unquoted scalar; itself if it is text. */
function valueOf(text: string): boolean | number | bigint | string {
    const word = words.get(text);
    if (word !== undefined) {
        return word;
    }
    if (text.startsWith(".")) {
        return numberOf(text, text); // the one place where "_" is no part of a number
    }
    return /^[-+\d]/.test(text) ? numberOf(text, text.replaceAll("_", "")) : text;
}

function numberOf(text: string, plain: string): number | bigint | string {
    const [, sign, digits = ""] = wholeNumber.exec(plain) ?? [];
    if (digits !== "") {
        const amount = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
        const value = sign === "-" ? -amount : amount;
        return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    }
    const value = fraction.test(plain) ? Number(plain) : Infinity;
    return Number.isFinite(value) ? value : text;
}

/** A type of scalar: whatever unquoted text has a value of one of JavaScript's types. */
function scalar(tag: string, ...types: readonly string[]): Type {
    return new Type(`tag:yaml.org,2002:${tag}`, {
        kind: "scalar",
        resolve: (text: string | null) => text !== null && types.includes(typeof valueOf(text)),
        construct: valueOf,
    });
}

const kubectlSchema = FAILSAFE_SCHEMA.extend({
    implicit: [
        new Type("tag:yaml.org,2002:null", {
            kind: "scalar",
            resolve: (text: string | null) => text === null || nulls.includes(text),
            construct: () => null,
        }),
        scalar("bool", "boolean"),
        scalar("int", "number", "bigint"),
        scalar("float", "number", "bigint"),
        new Type("tag:yaml.org,2002:merge", {
            kind: "scalar",
            resolve: (text: string | null) => text === "<<",
        }),
    ],
    explicit: [
        // Kept as it is written, for that is what the API server is sent.
        new Type("tag:yaml.org,2002:timestamp", {
            kind: "scalar",
            resolve: () => true,
            construct: (text: string) => text,
        }),
    ],
});
