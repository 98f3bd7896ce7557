import { rejectFindings, type Problem } from "../../checks/findings";
import type { FlinkDeploymentArgs, ManifestOverrides } from "./args";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { argumentProblems } from "../../checks/known-arguments";
import type { FlinkKind } from "../../flink/versions";
import { isSet } from "../../rules/inputs";
import { knownMetadata } from "./known-arguments";
import { expected, findingsInFile, objectOf, readDocuments, type Fields } from "./manifest-file";

/** Fields of a manifest. */
export const knownFields = { apiVersion: true, kind: true, metadata: knownMetadata, spec: "map" } as const;

/** A manifest's FlinkDeployment, with a program's changes. */
type Manifest = Pick<FlinkDeploymentArgs, "metadata" | "spec">;

/**
 * Reads a file with one FlinkDeployment, or one resource of another kind.
 *
 * @param name the component's name, for errors.
 * @throws pulumi.RunError with everything that is wrong with the file.
 */
export function readManifest(
    name: string,
    file: string,
    overrides: ManifestOverrides = {},
    kind: FlinkKind = "FlinkDeployment",
): Manifest {
    const reject = rejectOf(kind, name, file);
    const document = parseManifest({ component: kind, name }, file, reject);
    const metadata = objectOf(document["metadata"]);
    const spec = objectOf(document["spec"]);
    reject([
        ...expected("apiVersion", document["apiVersion"], "flink.apache.org/v1beta1"),
        ...expected("kind", document["kind"], kind),
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

type Reject = (problems: readonly Problem[]) => void;

function parseManifest(reader: { component: FlinkKind; name: string }, file: string, reject: Reject): Fields {
    const values = readDocuments(reader, file);
    if (values.length !== 1) {
        const problem = `must hold one ${reader.component}, has ${values.length} documents; use FlinkManifest for several`;
        reject([{ path: "", problem }]);
    }
    return objectOf(values[0]);
}

function rejectOf(component: FlinkKind, name: string, file: string): Reject {
    return (problems) => rejectFindings(findingsInFile({ component, name }, file, problems));
}
