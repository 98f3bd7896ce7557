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
 * A line of a container's file, as container runtimes write it: `2026-11-30T10:00:00.123456789Z stdout F text`. One of more
 * than 16 KiB is in several pieces, all marked `P` but the last.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/staging/src/k8s.io/cri-client/pkg/logs/logs.go
 */
export const runtimeLine = String.raw`^(?P<time>\S+) (?P<stream>stdout|stderr) (?P<piece>[^ ]*) ?(?P<text>.*)$`;

/** A container's file: `/var/log/pods/<namespace>_<pod>_<uid>/<container>/<restarts>.log`. */
export const containerFile = String.raw`/(?P<namespace>[^_/]+)_(?P<pod>[^_/]+)_(?P<uid>[a-f0-9-]+)/(?P<container>[^/]+)/(?P<restarts>\d+)\.log$`;

/** Attributes of a pod by the groups of its file's name: https://opentelemetry.io/docs/specs/semconv/resource/k8s/ */
const fileAttributes = {
    namespace: "k8s.namespace.name",
    pod: "k8s.pod.name",
    uid: "k8s.pod.uid",
    container: "k8s.container.name",
    restarts: "k8s.container.restart_count",
} as const;

/**
 * Takes a line apart: its file's name says which container wrote it, and a line of our own layout what it is about. Any
 * other line, such as one that a program prints, passes as it is.
 *
 * The operator `container` would do the first half, but holds lines in memory that count as read: a kill loses them.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.130.0/pkg/stanza/docs/operators/README.md
 */
export const lineOperators: readonly LineOperator[] = [
    {
        type: "regex_parser",
        regex: runtimeLine,
        timestamp: {
            parse_from: "attributes.time",
            layout_type: "gotime",
            layout: "2006-01-02T15:04:05.999999999Z07:00",
        },
    },
    { type: "move", from: "attributes.text", to: "body" },
    {
        type: "recombine",
        combine_field: "body",
        combine_with: "",
        is_last_entry: 'attributes.piece != "P"',
        source_identifier: 'attributes["log.file.path"]',
        overwrite_with: "newest",
    },
    { type: "regex_parser", regex: containerFile, parse_from: 'attributes["log.file.path"]' },
    ...Object.entries(fileAttributes).map(([group, attribute]) => ({
        type: "move",
        from: `attributes.${group}`,
        to: `resource["${attribute}"]`,
    })),
    { type: "move", from: "attributes.stream", to: 'attributes["log.iostream"]' },
    ...["time", "piece"].map((group) => ({ type: "remove", field: `attributes.${group}` })),
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
