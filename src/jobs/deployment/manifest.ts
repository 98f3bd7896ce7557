import { rejectFindings, type Problem } from "../../checks/findings";
import type { FlinkDeploymentArgs, ManifestOverrides } from "./args";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { argumentProblems } from "../../checks/known-arguments";
import { isSet } from "../../rules/inputs";
import { knownMetadata } from "./known-arguments";
import { expected, findingsInFile, objectOf, readDocuments, type Fields } from "./manifest-file";

/** Fields of a manifest. */
export const knownFields = { apiVersion: true, kind: true, metadata: knownMetadata, spec: "map" } as const;

/** A manifest's FlinkDeployment, with a program's changes. */
type Manifest = Pick<FlinkDeploymentArgs, "metadata" | "spec">;

/**
 * Reads a file with one FlinkDeployment.
 *
 * @param name the component's name, for errors.
 * @throws pulumi.RunError with everything that is wrong with the file.
 */
export function readManifest(name: string, file: string, overrides: ManifestOverrides = {}): Manifest {
    const document = parseManifest(name, file);
    const metadata = objectOf(document["metadata"]);
    const spec = objectOf(document["spec"]);
    reject(name, file, [
        ...expected("apiVersion", document["apiVersion"], "flink.apache.org/v1beta1"),
        ...expected("kind", document["kind"], "FlinkDeployment"),
        ...argumentProblems(document, knownFields),
    ]);
    return {
        metadata: { ...metadata, namespace: overrides.namespace ?? namespaceOf(metadata) },
        spec: {
            ...(spec as unknown as FlinkDeploymentSpec), // checked as any other spec
            ...(isSet(overrides.image) ? { image: overrides.image } : {}),
            ...(isSet(overrides.flinkVersion) ? { flinkVersion: overrides.flinkVersion } : {}),
        },
    };
}

/** As kubectl chooses it; what is no text is refused with the rest of the metadata. */
export function namespaceOf(metadata: Fields): string {
    return (metadata["namespace"] ?? "default") as string;
}

function parseManifest(name: string, file: string): Fields {
    const values = readDocuments({ component: "FlinkDeployment", name }, file);
    if (values.length !== 1) {
        const problem = `must hold one FlinkDeployment, has ${values.length} documents; use FlinkManifest for several`;
        reject(name, file, [{ path: "", problem }]);
    }
    return objectOf(values[0]);
}

function reject(name: string, file: string, problems: readonly Problem[]): void {
    rejectFindings(findingsInFile({ component: "FlinkDeployment", name }, file, problems));
}
