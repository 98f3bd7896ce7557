import type { OutputUnit, Schema as JsonSchema, validate as Validate } from "@cfworker/json-schema";
import type { Problem } from "../../checks/findings";
import { unknownNameRemedy } from "../../checks/near-name";
import { choiceProblems, isAwaited, shown } from "../../checks/values";
import { keptOf } from "./kept";
import { find, rangeOf, type Found, type Place, type Schema } from "./schema";

/** A problem of a value that its definition finds. */
export interface SchemaProblem extends Problem {
    readonly place: Place;
    /**
     * What is wrong: its `shape`, an object or list where none is expected or the other way round, which nothing can read;
     * its `size`, a whole number without its last digits; or its `form`, all else.
     */
    readonly wrong: "shape" | "size" | "form";
}

/**
 * What the API server would refuse or drop of a value. What is not known yet is passed over.
 *
 * @param path the value's own path, such as `spec`.
 * @param schema its schema; without one only numbers are looked at.
 * @param release number of the operator's release, for the wording.
 */
export function schemaProblems(
    path: string,
    value: unknown,
    schema: Schema | undefined,
    release: string,
): SchemaProblem[] {
    const root: Found = { path, schema: schema ?? { "x-kubernetes-preserve-unknown-fields": true }, value };
    const kept = keptOf(root);
    const at = (place: Place, problem: string, wrong: SchemaProblem["wrong"]): SchemaProblem => ({
        path: find(root, place).path,
        problem,
        place,
        wrong,
    });
    return [
        ...kept.dropped.map(({ place, known }) => {
            const remedy = unknownNameRemedy(String(place.at(-1)), known);
            return at(place, `is not known to operator ${release}, which would drop it; ${remedy}`, "form");
        }),
        ...kept.tooLarge.map((place) => at(place, sizeProblem(find(root, place)), "size")),
        ...errorsOf(kept.value, root.schema ?? {}).flatMap((error) => {
            const place = placeOf(error.instanceLocation, root);
            const found = find(root, place);
            return isPassedOver(found) || kept.tooLarge.some((one) => isSame(one, place))
                ? []
                : [at(place, problemOf(error, found, release), isMisshapen(found) ? "shape" : "form")];
        }),
    ];
}

/** Keywords that only say that something inside is wrong. */
const outer = ["properties", "additionalProperties", "items"];

function errorsOf(value: unknown, schema: Schema): OutputUnit[] {
    // No "$ref" in a structural schema: so there is nothing to look up.
    const { errors } = validator()(value, schema as JsonSchema, "7", {}, false);
    const choices = errors.filter(({ keyword }) => /^(anyOf|oneOf|allOf|not)$/.test(keyword));
    return errors.filter(
        ({ keyword, keywordLocation }) =>
            !outer.includes(keyword) &&
            !choices.some((choice) => keywordLocation.startsWith(`${choice.keywordLocation}/`)),
    );
}

/** Reading it takes some milliseconds, which a program without jobs need not spend. */
function validator(): typeof Validate {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
    return (require("@cfworker/json-schema") as typeof import("@cfworker/json-schema")).validate;
}

function placeOf(pointer: string, root: Found): Place {
    const names = pointer.split("/").slice(1).map(unescaped);
    return names.reduce<{ place: Place; value: unknown }>(
        ({ place, value }, name) => {
            const key = Array.isArray(value) ? Number(name) : name;
            const inside = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
            return { place: [...place, key], value: inside };
        },
        { place: [], value: root.value },
    ).place;
}

/** A name as it was before it became part of a JSON pointer: https://datatracker.ietf.org/doc/html/rfc6901#section-6. */
function unescaped(name: string): string {
    return decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
}

function isSame(left: Place, right: Place): boolean {
    return left.length === right.length && left.every((key, index) => key === right[index]);
}

function isMisshapen({ schema, value }: Found): boolean {
    return typeof value === "object" || schema?.type === "object" || schema?.type === "array";
}

/** Values that are unknown as yet, absent, or allowed to be null, which the library does not know of. */
function isPassedOver({ schema, value }: Found): boolean {
    return isAwaited(value) || value === undefined || (value === null && schema?.nullable === true);
}

function sizeProblem({ schema, value }: Found): string {
    const [least, most] = rangeOf(schema);
    if (schema?.type === "number") {
        return `must be a number, got ${String(value)}`;
    }
    return schema?.type === "integer"
        ? `must be a whole number from ${least} to ${most}, got ${String(value)}`
        : `must be text, got ${String(value)}; put it in quotes`;
}

const typeWords: Readonly<Record<string, string>> = {
    string: "text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    object: "an object",
    array: "a list",
};

function problemOf({ keyword, error }: OutputUnit, { path, schema, value }: Found, release: string): string {
    if (keyword === "enum") {
        const [choice] = choiceProblems(path, value as string, (schema?.enum ?? []) as string[]);
        return choice?.problem ?? "";
    }
    if (schema?.["x-kubernetes-int-or-string"] === true) {
        return `must be a whole number or text, got ${shownPlain(value)}${remedyOf("string", value)}`;
    }
    return keyword === "type" && schema?.type !== undefined
        ? `must be ${typeWords[schema.type] ?? schema.type}, got ${shownPlain(value)}${remedyOf(schema.type, value)}`
        : `is refused by the definition of operator ${release}: ${error.replace(/\.$/, "")}`;
}

/** Text and its value are one pair of quotes apart. */
function remedyOf(type: string, value: unknown): string {
    if (type === "string") {
        return typeof value === "number" || typeof value === "boolean" ? "; put it in quotes" : "";
    }
    const isWritten = type === "boolean" ? /^(true|false)$/ : type === "integer" ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
    return typeof value === "string" && type in typeWords && isWritten.test(value) ? "; remove the quotes" : "";
}

// A longer one would fill the line, and may hold what nobody should read there.
const longestShown = 60;

function shownPlain(value: unknown): string {
    if (typeof value !== "object" || value === null) {
        return shown(value);
    }
    const text = isPlain(value) ? JSON.stringify(value) : "";
    return text !== "" && text.length <= longestShown ? text : shown(value);
}

/** Whether nothing inside is an output, which would print itself as a whole sentence. */
function isPlain(value: unknown): boolean {
    return typeof value !== "object" || value === null
        ? typeof value !== "bigint"
        : !isAwaited(value) && Object.values(value).every(isPlain);
}
