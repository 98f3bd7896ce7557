import type { FlinkDeploymentSpec } from "../application/types";
import type { Problem } from "../findings";

const files = ["log4j-console.properties", "logback-console.xml"];

/** Logging files are the two that the operator replaces: rule 12. */
export function logConfigurationProblems(logConfiguration: FlinkDeploymentSpec["logConfiguration"]): Problem[] {
    return Object.keys(logConfiguration ?? {})
        .filter((file) => !files.includes(file))
        .map((file) => ({
            path: `spec.logConfiguration["${file}"]`,
            problem: `must not be set; the files are ${files.join(" and ")}`,
        }));
}
