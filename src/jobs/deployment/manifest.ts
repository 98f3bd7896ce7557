import { readFileSync } from "node:fs";
import { loadAll } from "js-yaml";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import type { FlinkDeploymentArgs, ManifestOverrides } from "./args";
import type { FlinkDeploymentSpec, JobSpec } from "../../flink/types/deployment";
import { unless } from "../../checks/values";

// Kubernetes drops fields that it does not know, without a word; so each level that is ours names those it knows.
const specFields = {
    image: true,
    imagePullPolicy: true,
    serviceAccount: true,
    flinkVersion: true,
    mode: true,
    flinkConfiguration: true,
    ingress: true,
    podTemplate: true,
    jobManager: true,
    taskManager: true,
    logConfiguration: true,
    restartNonce: true,
    job: true,
} satisfies Record<keyof FlinkDeploymentSpec, true>;

const jobFields = {
    jarURI: true,
    parallelism: true,
    entryClass: true,
    args: true,
    state: true,
    upgradeMode: true,
    initialSavepointPath: true,
    allowNonRestoredState: true,
    savepointRedeployNonce: true,
    savepointTriggerNonce: true,
    checkpointTriggerNonce: true,
    autoscalerResetNonce: true,
} satisfies Record<keyof JobSpec, true>;

const documentFields = { apiVersion: true, kind: true, metadata: true, spec: true };
const metadataFields = { name: true, namespace: true, labels: true, annotations: true };

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
        ...unknownFields("", document, documentFields),
        ...unknownFields("metadata.", metadata, metadataFields),
        ...unknownFields("spec.", spec, specFields),
        ...unknownFields("spec.job.", objectOf(spec["job"]), jobFields),
    ]);
    return {
        metadata: { ...metadata, namespace: overrides.namespace ?? String(metadata["namespace"] ?? "default") },
        spec: {
            ...(spec as unknown as FlinkDeploymentSpec), // its values are checked by the rules
            ...(overrides.image === undefined ? {} : { image: overrides.image }),
            ...(overrides.flinkVersion === undefined ? {} : { flinkVersion: overrides.flinkVersion }),
        },
    };
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
        return loadAll(text);
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

function unknownFields(prefix: string, value: Fields, known: Fields): Problem[] {
    return Object.keys(value)
        .filter((key) => !Object.hasOwn(known, key))
        .map((key) => ({ path: prefix + key, problem: `is not known; known: ${Object.keys(known).join(", ")}` }));
}

function reject(name: string, file: string, problems: readonly Problem[]): void {
    const inFile = problems.map(({ path, problem }) => ({ path: [file, path].filter(Boolean).join(" "), problem }));
    rejectFindings(findingsOf("FlinkDeployment", name, inFile));
}

function objectOf(value: unknown): Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
