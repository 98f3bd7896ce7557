import { isAwaited } from "../../checks/values";
import { isMap, propertyOf, rangeOf, step, type Found, type Place, type Schema } from "./schema";

/** The part of a value that the API server keeps, as far as it is known. */
export interface Kept {
    /** A plain copy without the fields that are dropped; `null` where a value is not known yet or cannot be judged. */
    readonly value: unknown;
    /** Fields that the schema does not know, which are dropped without a word. */
    readonly dropped: readonly { readonly place: Place; readonly known: readonly string[] }[];
    /** Numbers that JavaScript cannot hold to the last digit, that are larger than their schema allows, or infinite. */
    readonly tooLarge: readonly Place[];
}

/**
 * Does what the API server does before it validates: fields that the schema does not know go, and empty ones too.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
 * and `PruneNonNullableNullsWithoutDefaults` of
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.35.0/pkg/apiserver/schema/defaulting/prune.go.
 */
export function keptOf(root: Found): Kept {
    const dropped: { place: Place; known: readonly string[] }[] = [];
    const tooLarge: Place[] = [];
    const copy = (found: Found, place: Place): unknown => {
        const { value, schema } = found;
        if (isAwaited(value) || value === undefined || value === null) {
            return null;
        }
        if (typeof value === "bigint" || (typeof value === "number" && isLost(value, schema))) {
            tooLarge.push(place);
            return null;
        }
        if (Array.isArray(value)) {
            return value.map((_, index) => copy(step(found, index), [...place, index]));
        }
        if (typeof value !== "object") {
            return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
        }
        const fields = takesObjects(schema) ? Object.entries(value as Readonly<Record<string, unknown>>) : [];
        return Object.fromEntries(
            fields.flatMap(([name, given]) => {
                if (given === undefined || given === null) {
                    return [];
                }
                if (propertyOf(schema, name) === undefined && !isMap(schema)) {
                    dropped.push({ place: [...place, name], known: Object.keys(schema?.properties ?? {}) });
                    return [];
                }
                return [[name, copy(step(found, name), [...place, name])]];
            }),
        );
    };
    return { value: copy(root, []), dropped, tooLarge };
}

/** Whether a number cannot be sent as it is: it has too many digits, or is none, for JSON has no `Infinity` and no `NaN`. */
function isLost(value: number, schema: Schema | undefined): boolean {
    return Number.isInteger(value) ? isOutside(value, schema) : !Number.isFinite(value);
}

function isOutside(value: number, schema: Schema | undefined): boolean {
    const [least, most] = rangeOf(schema);
    return value < least || value > most;
}

/** An object in any other place is refused as a whole, whatever is in it. */
function takesObjects(schema: Schema | undefined): boolean {
    return schema?.type === "object" || isMap(schema);
}
