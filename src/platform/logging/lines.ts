/** An operator of the collector's file receiver: it changes one line. */
export type LineOperator = Readonly<Record<string, unknown>>;

/** The container in which the operator of Flink runs jobs' processes. */
export const flinkContainer = "flink-main-container";

/**
 * The id of a job in text that names it, in the words of Flink and its operator: from 1.20 on Flink gives it apart, before
 * that only here. `Completed checkpoint 1 for job <id>`, `Job orders (<id>) switched` yes; ids of attempts, which go on
 * with `_`, and `job manager <id of its leader>` no.
 */
export const jobIdInText = String.raw`(?i)\bjob(?:[ -]?id)?(?:[ :=]+| [^()\n]{1,160} \()(?P<flink_job_id>[0-9a-f]{32})\b`;

/**
 * The event that a line of the operator tells of: from 1.8 on with the kind of resource, and before that without.
 * `>>> Event[Job]       | Info    | SUBMIT          | Starting deployment` yes.
 */
export const eventInText = String.raw`^>>> Event(?:\[\w+\])? *\| *(?P<flink_event_type>\w+) *\| *(?P<flink_event_reason>\w+) *\|`;

const isJson = 'body startsWith "{\\"time\\":\\""';
const isFlinks = `resource["k8s.container.name"] == "${flinkContainer}"`;

/**
 * Takes a line apart: its file's name says which container wrote it, and a line of our own layout what it is about. Any
 * other line, such as one that a program prints, passes as it is.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.130.0/pkg/stanza/docs/operators/README.md
 */
export const lineOperators: readonly LineOperator[] = [
    { type: "container", id: "container" },
    { type: "copy", from: 'resource["k8s.namespace.name"]', to: 'resource["flink.resource.namespace"]', if: isFlinks },
    {
        type: "json_parser",
        if: isJson,
        on_error: "send_quiet",
        timestamp: { parse_from: "attributes.time", layout_type: "gotime", layout: "2006-01-02T15:04:05.000Z07:00" },
        severity: { parse_from: "attributes.severity" },
    },
    ...["time", "severity"].map((key) => ({ type: "remove", field: `attributes.${key}`, if: isPresent(key) })),
    { type: "move", from: "attributes.message", to: "body", if: isPresent("message") },
    ...fromText(jobIdInText, [["flink_job_id", "flink.job.id"]], 'attributes["flink.job.id"] == nil'),
    ...fromText(
        eventInText,
        [
            ["flink_event_type", "flink.event.type"],
            ["flink_event_reason", "flink.event.reason"],
        ],
        'body startsWith ">>> Event"',
    ),
];

function isPresent(key: string): string {
    return `attributes.${key} != nil`;
}

/** Attributes from groups of a regular expression, whose names have no dots. */
function fromText(
    regex: string,
    groups: readonly (readonly [group: string, attribute: string])[],
    condition: string,
): LineOperator[] {
    return [
        { type: "regex_parser", regex, if: condition, on_error: "send_quiet" },
        ...groups.map(([group, attribute]) => ({
            type: "move",
            from: `attributes.${group}`,
            to: `attributes["${attribute}"]`,
            if: isPresent(group),
        })),
    ];
}
