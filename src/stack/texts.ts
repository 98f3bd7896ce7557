/** Every text in a value of a stack file. */
export function textsIn(value: unknown): string[] {
    return textsBelow(value, textsIn);
}

/** Those that are free: neither names nor choices of the package's own, which Pulumi shows in URNs and ids. */
export function freeTextsIn(value: unknown): string[] {
    return textsBelow(value, (item, key) =>
        ownMaps.has(key) ? textsIn(item) : openKeys.has(key) ? [] : freeTextsIn(item),
    );
}

/** Whether a value is an object that holds others by name. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function textsBelow(value: unknown, below: (item: unknown, key: string) => string[]): string[] {
    if (typeof value === "string") {
        return [value];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item) => textsBelow(item, below));
    }
    return isPlain(value) ? Object.entries(value).flatMap(([key, item]) => below(item, key)) : [];
}

/** Keys of a stack file whose values are names or choices. */
const openKeys: ReadonlySet<string> = new Set([
    "cloud",
    "region",
    "location",
    "zones",
    "kubernetesVersion",
    "version",
    "release",
    "install",
    "namespace",
    "watchNamespaces",
    "existingNamespaces",
    "flinkVersion",
    "flinkPatchVersion",
    "flinkVersions",
    "plugins",
    "state",
    "upgradeMode",
    "savepointFormat",
    "level",
    "jobLevel",
]);

/** Keys of a stack file below which the keys are the user's own: a label `version` is no version of the package's. */
const ownMaps: ReadonlySet<string> = new Set([
    "flinkConfiguration",
    "configuration",
    "podTemplate",
    "environment",
    "files",
    "labels",
    "annotations",
    "labelSelector",
    "nodeSelector",
    "namespaceLabels",
    "podLabels",
    "serviceAccountAnnotations",
    "samples",
    "tags",
    "requests",
    "limits",
]);
