import { rejectFindings, type Problem } from "../../checks/findings";
import { argumentProblems } from "../../checks/known-arguments";
import { shown } from "../../checks/values";
import type { FlinkMetadata } from "../deployment/args";
import { knownFields, namespaceOf } from "../deployment/manifest";
import { expected, findingsInFile, objectOf, readDocuments, type Fields } from "../deployment/manifest-file";

/** Kinds that a manifest may hold. */
export const manifestKinds = [
    "FlinkDeployment",
    "FlinkBlueGreenDeployment",
    "FlinkSessionJob",
    "FlinkStateSnapshot",
] as const;

/** Kind of a resource in a manifest. */
export type ManifestKind = (typeof manifestKinds)[number];

/** A resource of a manifest; its spec is yet to be checked. */
export interface ManifestDocument {
    readonly kind: ManifestKind;
    readonly metadata: FlinkMetadata & { readonly name: string };
    readonly spec: Fields;
}

/**
 * The Flink resources of a file.
 *
 * @param name the component's name, for errors.
 * @param namespace that of all of them. @default each one's own, and `default` where it has none
 * @throws pulumi.RunError with everything that is wrong with the file, specs aside.
 */
export function readManifestDocuments(name: string, file: string, namespace?: string): ManifestDocument[] {
    const reader = { component: "FlinkManifest", name };
    const documents = readDocuments(reader, file).map(objectOf);
    const read = documents.map((document): ManifestDocument => {
        const metadata = objectOf(document["metadata"]);
        return {
            kind: document["kind"] as ManifestKind,
            metadata: {
                ...metadata,
                name: metadata["name"] as string,
                namespace: namespace ?? namespaceOf(metadata),
            },
            spec: objectOf(document["spec"]),
        };
    });
    rejectFindings(
        findingsInFile(reader, file, [
            ...(documents.length === 0 ? [{ path: "", problem: "must hold a Flink resource, got none" }] : []),
            ...documents.flatMap((document, index) =>
                documentProblems(document).map(({ path, problem }) => ({
                    path: `documents[${index}].${path}`,
                    problem,
                })),
            ),
            ...repeatedProblems(read),
        ]),
    );
    return read;
}

function documentProblems(document: Fields): Problem[] {
    const { kind, apiVersion } = document;
    if (!manifestKinds.some((known) => known === kind)) {
        const problem = `must be one of ${manifestKinds.join(", ")}, got ${shown(kind)}; declare it in the program`;
        return [{ path: "kind", problem }];
    }
    const { name } = objectOf(document["metadata"]);
    return [
        ...expected("apiVersion", apiVersion, "flink.apache.org/v1beta1"),
        ...argumentProblems(document, knownFields),
        ...(typeof name === "string"
            ? []
            : [{ path: "metadata.name", problem: `is required: the name in Kubernetes, got ${shown(name)}` }]),
    ];
}

/** Children are named by kind and name, so that each may be there once. */
function repeatedProblems(documents: readonly ManifestDocument[]): Problem[] {
    const keys = documents.map(({ kind, metadata }) => `${kind} "${metadata.name}"`);
    return keys.flatMap((key, index) =>
        keys.indexOf(key) === index
            ? []
            : [{ path: `documents[${index}]`, problem: `must not repeat ${key}; put it into a file of its own` }],
    );
}
