import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CORE_SCHEMA, loadAll } from "js-yaml";
import type { Problem } from "../../checks/findings";
import type { Definition } from "./files";

/** Contents of a folder with a release's definitions. */
export interface DefinitionFolder {
    /** Definition of each kind. */
    readonly definitions: ReadonlyMap<string, Definition>;
    /** Problems of the folder or its files. */
    readonly problems: readonly string[];
}

// The files have half a megabyte and do not change while the program runs.
const read = new Map<string, DefinitionFolder>();

/** The definitions in a folder's YAML files. A relative path starts at the Pulumi project's folder. */
export function definitionFolder(folder: string): DefinitionFolder {
    const full = path.resolve(pulumi.getRootDirectory(), folder);
    const content = read.get(full) ?? readFolder(folder, full);
    read.set(full, content);
    return content;
}

/** Problems of a folder that is to hold a release's definitions. */
export function definitionFolderProblems(at: string, folder: string): Problem[] {
    return definitionFolder(folder).problems.map((problem) => ({ path: at, problem }));
}

function readFolder(folder: string, full: string): DefinitionFolder {
    const definitions = new Map<string, Definition>();
    if (!fs.existsSync(full) || !fs.statSync(full).isDirectory()) {
        return { definitions, problems: [`must name a folder that exists, got "${folder}"`] };
    }
    const files = fs.readdirSync(full).filter((file) => /\.ya?ml$/.test(file)); // "a.yml", "a.yaml"
    if (files.length === 0) {
        const problem = `must name a folder with the release's definitions as YAML files, got none in "${folder}"`;
        return { definitions, problems: [problem] };
    }
    const problems: string[] = [];
    for (const file of files.sort()) {
        for (const document of documentsOf(path.join(full, file), problems)) {
            const kind = flinkKindOf(document);
            if (kind === undefined) {
                problems.push(
                    `must hold only definitions of Flink's kinds, got another thing in "${file}"; remove it`,
                );
            } else if (definitions.has(kind)) {
                problems.push(`must define each kind once, got ${kind} once more in "${file}"; remove it`);
            } else {
                definitions.set(kind, withoutZeroPriorities(document as Definition));
            }
        }
    }
    if (!definitions.has("FlinkDeployment")) {
        problems.push(`must hold the definition of FlinkDeployment, got none in "${folder}"`);
    }
    return { definitions, problems };
}

function documentsOf(file: string, problems: string[]): unknown[] {
    try {
        const documents = loadAll(fs.readFileSync(file, "utf8"), undefined, { schema: CORE_SCHEMA });
        return documents.filter((document) => document !== null && document !== undefined);
    } catch (error) {
        const [reason] = (error as Error).message.split("\n");
        problems.push(`must hold YAML files, got "${path.basename(file)}", which cannot be read: ${reason}`);
        return [];
    }
}

/** The kind that a document defines, if it is the definition of one of Flink's. */
function flinkKindOf(document: unknown): string | undefined {
    const { kind, metadata, spec } = fieldsOf(document);
    const names = fieldsOf(fieldsOf(spec)["names"]);
    const isDefinition = kind === "CustomResourceDefinition" && typeof fieldsOf(metadata)["name"] === "string";
    const isFlink = fieldsOf(spec)["group"] === "flink.apache.org";
    return isDefinition && isFlink && typeof names["kind"] === "string" ? names["kind"] : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** As in the files that the package ships: the API server leaves the priority 0 of a printed column out. */
function withoutZeroPriorities(definition: Definition): Definition {
    const text = JSON.stringify(definition, (key, value: unknown) =>
        key === "priority" && value === 0 ? undefined : value,
    );
    return JSON.parse(text) as Definition;
}
