import { findingsOf, type Finding, type Problem } from "../checks/findings";
import { unless } from "../checks/values";

/** A date as Pulumi hands it over once it has read one: `2024-01-01 00:00:00 +0000 UTC`. */
const date = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [-+]\d{4} \S+$/;

/**
 * Flink's options that are amounts, by words in their names; in all others a fraction may be a version or a name.
 * Source: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/config/ and
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/operations/configuration/.
 */
const amount =
    /\bjob\.autoscaler\.|fraction|factor|ratio|multiplier|threshold|amount|cpu|cores|utilization|jitter|percent|bits-per-key/;

/** Blocks whose entries have Flink options. */
const blocksWithOptions = ["applications", "sessionClusters", "sessionJobs"];

/**
 * Values of a stack file whose text is lost by the time that a program sees them, for YAML takes them for something else:
 * dates anywhere, and fractions (`1.20`) among options, which are text.
 *
 * @param values the file's blocks by name.
 * @param project name that stands before the blocks' own.
 */
export function changedTextFindings(values: Readonly<Record<string, unknown>>, project: string): Finding[] {
    const { operator, applicationDefaults, teams } = values;
    const options = {
        operator: optionProblems("configuration", field(operator, "configuration")),
        applicationDefaults: sharedProblems("", applicationDefaults),
        teams: Object.entries(objectOf(teams)).flatMap(([name, team]) =>
            sharedProblems(`${name}.applicationDefaults.`, field(team, "applicationDefaults")),
        ),
        ...Object.fromEntries(
            blocksWithOptions.map((block) => [
                block,
                Object.entries(objectOf(values[block])).flatMap(([name, job]) =>
                    optionProblems(`${name}.flinkConfiguration`, field(job, "flinkConfiguration")),
                ),
            ]),
        ),
    };
    const dates = Object.entries(values).map(([block, value]) => [block, dateProblems("", value)] as const);
    return [...Object.entries(options), ...dates].flatMap(([block, problems]) =>
        findingsOf("stack config", `${project}:${block}`, problems),
    );
}

/** Those of arguments that applications share. */
function sharedProblems(above: string, defaults: unknown): Problem[] {
    const enforced = field(defaults, "enforced");
    return [
        ...optionProblems(`${above}flinkConfiguration`, field(defaults, "flinkConfiguration")),
        ...optionProblems(`${above}enforced.flinkConfiguration`, field(enforced, "flinkConfiguration")),
    ];
}

/** Fractions of options, whose last zeros are lost. */
function optionProblems(path: string, options: unknown, above = ""): Problem[] {
    return Object.entries(objectOf(options)).flatMap(([name, value]) => {
        const key = above + name;
        const isLost = typeof value === "number" && !Number.isInteger(value) && !amount.test(key);
        return [
            ...unless(!isLost, `${path}["${key}"]`, `must be text, got ${String(value)}; put it in quotes`),
            ...optionProblems(path, value, `${key}.`),
        ];
    });
}

function dateProblems(path: string, value: unknown): Problem[] {
    if (typeof value === "string") {
        return unless(!date.test(value), path, `must be text, got "${value}", which was a date; put it in quotes`);
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => dateProblems(`${path}[${index}]`, item));
    }
    return Object.entries(objectOf(value)).flatMap(([name, item]) =>
        dateProblems(path === "" ? name : `${path}.${name}`, item),
    );
}

function field(value: unknown, name: string): unknown {
    return objectOf(value)[name];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Readonly<Record<string, unknown>>)
        : {};
}
