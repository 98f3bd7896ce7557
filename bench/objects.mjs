// What a Pulumi program has in Kubernetes, as plain data.

/**
 * The Kubernetes objects among resources, each with the names of those that come before it.
 *
 * @param resources as a preview or a state lists them: what comes before others stands before them.
 */
export function objectsOf(resources) {
    const objects = resources.filter(({ custom, type }) => custom && type.startsWith("kubernetes:"));
    const names = new Map(objects.map(({ urn }) => [urn, urn.split("::").at(-1)]));
    return objects.map(({ type, urn, inputs, dependencies = [] }) => ({
        type,
        name: names.get(urn),
        inputs: revealed(inputs),
        dependsOn: dependencies.flatMap((dependency) => names.get(dependency) ?? []),
    }));
}

// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
const signatureKey = "4dabf18193072939515e22adb298388d";

/** A value with its secrets in the open, as an export with `--show-secrets` has them. */
function revealed(value) {
    if (Array.isArray(value)) {
        return value.map(revealed);
    }
    if (value === null || typeof value !== "object") {
        return value;
    }
    return signatureKey in value && "plaintext" in value
        ? JSON.parse(value.plaintext)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}

/** A preview does not show what a Secret holds; one value stands for it. */
export const withPlainSecret = (object) =>
    object.type.endsWith(":Secret") ? { ...object, inputs: { ...object.inputs, data: { value: "c2VjcmV0" } } } : object;

/** Whether a manifest is that of a namespace or of something in it. */
export const belongsTo =
    (namespace) =>
    ({ kind, metadata }) =>
        metadata.namespace === namespace || (kind === "Namespace" && metadata.name === namespace);
