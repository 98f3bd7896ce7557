/** Identity of an object in a cluster. */
export interface KubernetesObject {
    /** API group, such as `apps`; `core` for the oldest kinds, whose group has no name. */
    readonly group: string;
    readonly kind: string;
    /** Empty for what is in no namespace, and for what leaves it to its provider. */
    readonly namespace: string;
    readonly name: string;
}

/** Group and kind of a resource. */
export interface ObjectKind {
    readonly group: string;
    readonly kind: string;
    /** It lays a part over an object that something else makes. */
    readonly isPatch: boolean;
}

// "kubernetes:core/v1:Namespace", "kubernetes:v1:Namespace", "kubernetes:flink.apache.org/v1beta1:FlinkDeployment" yes;
// "kubernetes:yaml:ConfigFile", "aws:s3/bucket:Bucket", "pulumi:providers:kubernetes" no
const objectType = /^kubernetes:(?:(?<group>[^:/]+)\/)?v\d[^:/]*:(?<kind>[A-Z]\w*)$/;

/** The kind of object that a type token stands for; undefined for a resource that is none. */
export function kindOf(type: string): ObjectKind | undefined {
    const { group = "core", kind = "" } = objectType.exec(type)?.groups ?? {};
    if (kind === "" || (kind.endsWith("List") && kind !== "List")) {
        return undefined;
    }
    const isPatch = kind.endsWith("Patch");
    return { group, kind: isPatch ? kind.slice(0, -"Patch".length) : kind, isPatch };
}

/** Versions of a kind are views of one object, so they do not count. */
export function keyOf({ group, kind, namespace, name }: KubernetesObject): string {
    return [group, kind, namespace, name].join("\n");
}

/** An object in the words of a finding: `Namespace "orders"`, `Secret "keys" in namespace "orders"`. */
export function describeObject({ kind, namespace, name }: KubernetesObject): string {
    return `${kind} "${name}"${namespace === "" ? "" : ` in namespace "${namespace}"`}`;
}
