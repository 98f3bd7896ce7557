import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";

const files = ["log4j-console.properties", "logback-console.xml"];

/** Logging files are the two that the operator replaces: rule 12. */
export function logConfigurationProblems(logConfiguration: FlinkDeploymentSpec["logConfiguration"]): Problem[] {
    return Object.keys(logConfiguration ?? {})
        .filter((file) => !files.includes(file))
        .map((file) => ({
            path: `spec.logConfiguration["${file}"]`,
            problem: `cannot be set here; the files are ${files.join(" and ")}`,
        }));
}
