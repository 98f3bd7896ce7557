import { definitionFiles } from "../../src/flink/definitions/files";

/** Runs `program` as if every release's resource definitions were there, each no more than its names. */
export async function withStubDefinitions(program: () => unknown): Promise<void> {
    const real = { ...definitionFiles };
    Object.assign(definitionFiles, {
        has: () => true,
        read: (release: string, kind: string) => {
            const plural = `${kind.toLowerCase()}s`;
            return {
                apiVersion: "apiextensions.k8s.io/v1",
                kind: "CustomResourceDefinition",
                metadata: { name: `${plural}.flink.apache.org`, annotations: { "example.com/release": release } },
                spec: { group: "flink.apache.org", scope: "Namespaced", names: { kind, plural } },
            };
        },
    } satisfies typeof definitionFiles);
    try {
        await program();
    } finally {
        Object.assign(definitionFiles, real);
    }
}
