import { notKnown } from "../impact/field-change";

// What stands in a preview for a value that the run makes: `UnknownStringValue` in `sdk/go/common/resource/plugin/rpc.go` of
// https://github.com/pulumi/pulumi.
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A preview's stand-in for a secret value: `massagePropertyValue` in `pkg/backend/display/json.go` there. */
export const secretText = "[secret]";

/** A secret value that is another than the one before: both stand as the same text. */
const otherSecret = `${secretText}, another one`;

/**
 * A value of a preview with values of the run as `notKnown`, and secret ones that change apart from those before.
 *
 * @param changed paths of what changes, from where the value stands; none for the side before
 */
export function opened(value: unknown, changed: readonly (readonly string[])[] = []): unknown {
    if (value === unknownText) {
        return notKnown;
    }
    if (value === secretText) {
        return changed.length > 0 ? otherSecret : secretText;
    }
    const inside = (key: string) =>
        changed.filter(([first]) => first === undefined || first === key).map((path) => path.slice(1));
    if (Array.isArray(value)) {
        return value.map((item, index) => opened(item, inside(String(index))));
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, opened(item, inside(key))]))
        : value;
}

/** `spec.env[0].value` → `spec`, `env`, `0`, `value`; `spec.flinkConfiguration["a.b"]` → the option as one. */
export function segmentsOf(path: string): string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, plain]) => quoted?.replaceAll('\\"', '"') ?? index ?? plain ?? "",
    );
}
