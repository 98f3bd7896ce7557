/** A CustomResourceDefinition of the whole cluster that takes anything, in place of one that a cloud has by itself. */
export function openDefinition(group: string, version: string, kind: string) {
    const singular = kind.toLowerCase();
    const plural = `${singular}s`;
    const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
    return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: `${plural}.${group}` },
        spec: {
            group,
            names: { kind, plural, singular },
            scope: "Cluster",
            versions: [{ name: version, served: true, storage: true, schema }],
        },
    };
}
