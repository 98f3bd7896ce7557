import { readFileSync } from "node:fs";
import { YAMLException } from "js-yaml";
import { findingsOf, rejectFindings, type Finding, type Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { kubectlDocuments } from "./kubectl-yaml";

/** The component that a file is for, for errors. */
export interface FileReader {
    /** Its type, such as `FlinkDeployment`. */
    readonly component: string;
    readonly name: string;
}

/** An object of a manifest, by field. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The documents of a file that are not empty.
 *
 * @throws pulumi.RunError if it cannot be read, or is not YAML.
 */
export function readDocuments(reader: FileReader, file: string): unknown[] {
    const reject = (problem: string) => rejectFindings(findingsInFile(reader, file, [{ path: "", problem }]));
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        reject(`cannot be read: ${(error as Error).message}`);
        throw error;
    }
    try {
        return kubectlDocuments(text).filter((value) => value !== null && value !== undefined);
    } catch (error) {
        // The library's whole message shows the lines around the place.
        const [place, reason] =
            error instanceof YAMLException ? [` in line ${error.mark.line + 1}`, error.reason] : ["", String(error)];
        reject(`is not YAML${place}: ${reason}`);
        throw error;
    }
}

/** Problems of a file, by their path in it. */
export function findingsInFile({ component, name }: FileReader, file: string, problems: readonly Problem[]): Finding[] {
    const inFile = problems.map(({ path, problem }) => ({ path: [file, path].filter(Boolean).join(" "), problem }));
    return findingsOf(component, name, inFile);
}

/** The problem of a field that must have one value. */
export function expected(path: string, value: unknown, wanted: string): Problem[] {
    return unless(value === wanted, path, `must be ${wanted}, got ${JSON.stringify(value) ?? "none"}`);
}

/** An object, or an empty one in place of what is none. */
export function objectOf(value: unknown): Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
