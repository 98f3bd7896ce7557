import type { FlinkDeploymentSpec, FlinkVersion } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import { flatOptions } from "./effective-configuration";
import { flinkReaches } from "./flink-version";
import { known } from "./inputs";

/** Prefixes of options that the operator keeps to itself. */
const ofOperator = ["kubernetes.operator.", "job.autoscaler."];

/**
 * Before Flink 2.0 options and arguments lie in a file of one line each, in which a "#" starts a comment wherever it is.
 * Sources: `loadYAMLResource` of
 * https://github.com/apache/flink/blob/release-1.18/flink-core/src/main/java/org/apache/flink/configuration/GlobalConfiguration.java
 * and `useStandardYamlConfig` of the operator's `FlinkConfMountDecorator`. In standalone mode arguments come by the command.
 */
export function configurationFileProblems(
    { flinkConfiguration, job, mode }: FlinkDeploymentSpec,
    flinkVersion: FlinkVersion | undefined,
): Problem[] {
    if (!readsLines(flinkVersion)) {
        return [];
    }
    const args: unknown = mode === "standalone" ? undefined : job?.args;
    return [
        ...(Array.isArray(args) ? args : []).flatMap((text, index) => cutArgumentProblems(index, text)),
        ...flatOptions(flinkConfiguration).flatMap(([key, value]) => cutOptionProblems(key, known(value))),
    ];
}

/** Whether a Flink reads its configuration line by line. */
export function readsLines(flinkVersion: FlinkVersion | undefined): boolean {
    return flinkVersion !== undefined && !flinkReaches(flinkVersion, "2.0");
}

/** The problem of one argument of a job. */
export function cutArgumentProblems(index: number, text: unknown): Problem[] {
    return cutProblems(`spec.job.args[${index}]`, text, "arguments");
}

/** The problem of one option. Blanks and line breaks around a value do no harm. */
export function cutOptionProblems(key: string, text: unknown): Problem[] {
    const trimmed = typeof text === "string" ? text.trim() : text;
    const isOperators = ofOperator.some((prefix) => key.startsWith(prefix));
    return isOperators ? [] : cutProblems(`spec.flinkConfiguration["${key}"]`, trimmed, "value");
}

const remedies = {
    arguments: "pass it by an environment variable or a file",
    value: "move to Flink 2, or do without it",
} as const;

function cutProblems(path: string, value: unknown, of: keyof typeof remedies): Problem[] {
    const text = typeof value === "string" ? value : "";
    if (text.includes("#")) {
        const problem = `must not hold "#" before Flink 2.0, which reads the rest of the ${of} as a comment; ${remedies[of]}`;
        return [{ path, problem }];
    }
    return unless(
        !/[\r\n]/.test(text),
        path,
        `must not hold a line break before Flink 2.0, which loses the rest of the ${of}; ${remedies[of]}`,
    );
}
