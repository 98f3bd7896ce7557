import { readFileSync } from "node:fs";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import type { FlinkDeploymentArgs, ManifestOverrides } from "./args";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { argumentProblems } from "../../checks/known-arguments";
import { unless } from "../../checks/values";
import { knownMetadata } from "./known-arguments";
import { kubectlDocuments } from "./kubectl-yaml";

const knownFields = { apiVersion: true, kind: true, metadata: knownMetadata, spec: true } as const;

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
            ...(overrides.image === undefined ? {} : { image: overrides.image }),
            ...(overrides.flinkVersion === undefined ? {} : { flinkVersion: overrides.flinkVersion }),
        },
    };
}

/** As kubectl chooses it; what is no text is refused with the rest of the metadata. */
function namespaceOf(metadata: Fields): string {
    return (metadata["namespace"] ?? "default") as string;
}

type Fields = Readonly<Record<string, unknown>>;

function parseManifest(name: string, file: string): Fields {
    const values = documents(name, file).filter((value) => value !== null && value !== undefined);
    if (values.length !== 1) {
        const problem = `must hold one FlinkDeployment, has ${values.length} documents; put the others into files of their own`;
        reject(name, file, [{ path: "", problem }]);
    }
    return objectOf(values[0]);
}

function documents(name: string, file: string): unknown[] {
    const text = read(name, file);
    try {
        return kubectlDocuments(text);
    } catch (error) {
        const problem = `is not YAML: ${error instanceof Error ? error.message : String(error)}`;
        reject(name, file, [{ path: "", problem }]);
        throw error;
    }
}

function read(name: string, file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        reject(name, file, [{ path: "", problem: `cannot be read: ${(error as Error).message}` }]);
        throw error;
    }
}

function expected(path: string, value: unknown, wanted: string): Problem[] {
    return unless(value === wanted, path, `must be ${wanted}, got ${JSON.stringify(value) ?? "none"}`);
}

function reject(name: string, file: string, problems: readonly Problem[]): void {
    const inFile = problems.map(({ path, problem }) => ({ path: [file, path].filter(Boolean).join(" "), problem }));
    rejectFindings(findingsOf("FlinkDeployment", name, inFile));
}

function objectOf(value: unknown): Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
