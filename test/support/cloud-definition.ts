import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const folder = resolve(__dirname, "../../.tools/definitions");

/**
 * A CustomResourceDefinition that a cloud brings to its clusters: the released one of an open project, or, of what a cloud
 * keeps to itself, one that takes anything.
 */
export function cloudDefinition(group: string, version: string, kind: string): object {
    const file = join(folder, `${group}_${kind.toLowerCase()}s.yaml`);
    return existsSync(file) ? parse(readFileSync(file, "utf8")) : openDefinition(group, version, kind);
}

function openDefinition(group: string, version: string, kind: string) {
    if (!group.endsWith(".amazonaws.com")) {
        throw new Error(`${kind} of ${group} is not in ${folder}; run "make tools"`);
    }
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
