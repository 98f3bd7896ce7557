/** Form of the lines that processes write. */
export type LogFormat = "text" | "json";

/** Key of a line's value, and the conversion of log4j that gives it; left out of lines in which it is empty. */
type Key = readonly [key: string, conversion: string];

const time = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

// https://javaoperatorsdk.io/docs/documentation/observability/ names the keys of the operator's context.
const resourceKeys: readonly Key[] = [
    ["flink.resource.kind", "%X{resource.kind}"],
    ["flink.resource.namespace", "%X{resource.namespace}"],
    ["flink.resource.name", "%X{resource.name}"],
    ["flink.resource.generation", "%X{resource.generation}"],
];

// Flink 1.20 and newer: https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/logging_context/
const jobKeys: readonly Key[] = [["flink.job.id", "%X{flink-job-id}"]];

/** Layouts of the operator's lines: each says which resource it is about. */
export const operatorLine: Readonly<Record<LogFormat, string>> = {
    text: `%d{${time}} %-5level %logger{1} %notEmpty{[%X{resource.namespace}/%X{resource.name}] }%msg%n%throwable`,
    json: jsonLine(resourceKeys),
};

/** Layouts of the jobs' lines. The name of a task is that of its thread. */
export const jobLine: Readonly<Record<LogFormat, string>> = {
    text: `%d{${time}} %-5level %logger %msg%n%throwable`,
    json: jsonLine(jobKeys),
};

/**
 * One JSON object a line, stack trace included, by what is in every log4j from 2.17.1 on: no jar is added to an image.
 * `time`, `severity` and `message` are the names that Google's agent reads, and `WARNING` and `CRITICAL` its words.
 *
 * @see https://logging.apache.org/log4j/2.x/manual/pattern-layout.html
 * @see https://cloud.google.com/logging/docs/structured-logging
 */
function jsonLine(contextKeys: readonly Key[]): string {
    const pairs = [
        `"time":"%d{${time}}{UTC}"`,
        `"severity":"%level{WARN=WARNING, FATAL=CRITICAL}"`,
        `"logger":"%enc{%logger}{JSON}"`,
        `"thread":"%enc{%thread}{JSON}"`,
        `"message":"%enc{%m}{JSON}"`,
    ];
    const optional = [...contextKeys, ["exception", "%xEx"] as const];
    const rest = optional.map(([key, conversion]) => `%notEmpty{,"${key}":"%enc{${conversion}}{JSON}"}`);
    return `{${pairs.join(",")}${rest.join("")}}%n`;
}
