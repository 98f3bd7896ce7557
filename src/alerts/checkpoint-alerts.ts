import { countInWindow, jobLabels, secondsOf, type AlertDefinition } from "./definition";

const job = "{{ $labels.namespace }}/{{ $labels.app }}";
const ofCheckpoints = { group: "flink-checkpoints", source: "flink" } as const;
const runLabels = `${jobLabels}, job_id`;
/** How much of the window a job must have been there, so that one that has just begun is left alone. */
const leeway = 5;

/** Alerts about checkpoints. A job that makes none has their metrics too, with zeros. */
export const checkpointAlerts: readonly AlertDefinition[] = [
    {
        ...ofCheckpoints,
        alert: "noCheckpoint",
        severity: "critical",
        forMinutes: 0,
        thresholds: { windowMinutes: { default: 30, least: 10, most: 1440 } },
        summary: `${job}: the job {{ $labels.job_name }} completes no checkpoint`,
        description:
            "It tries, and none has been completed for a long time: after a failure it would go back to the last one, and process everything since then again.",
        expression: ({ windowMinutes }, select) => {
            const increased = (name: "totalNumberOfCheckpoints" | "numberOfCompletedCheckpoints") =>
                `max by (${runLabels}) (increase(${select(`flink_jobmanager_job_${name}`)}[${windowMinutes}m])) > 0`;
            const before = `${select("flink_jobmanager_job_totalNumberOfCheckpoints")} offset ${windowMinutes - leeway}m`;
            return (
                `((${increased("totalNumberOfCheckpoints")}) ` +
                `unless on (${runLabels}) (${increased("numberOfCompletedCheckpoints")})) ` +
                `and on (${runLabels}) (${before}) ` +
                `and on (${runLabels}) ${select("flink_jobmanager_job_totalNumberOfCheckpoints")}`
            );
        },
    },
    {
        ...ofCheckpoints,
        alert: "checkpointsFailing",
        severity: "warning",
        forMinutes: 0,
        thresholds: countInWindow,
        summary: `${job}: checkpoints of the job {{ $labels.job_name }} fail`,
        description:
            "{{ $value | printf `%.0f` }} have failed lately, more than were completed. Where too many fail in a row, Flink restarts the job.",
        // A few that never began count as failed at each start of a job, and many completed ones follow them.
        expression: ({ count, windowMinutes }, select) => {
            const increased = (name: "numberOfFailedCheckpoints" | "numberOfCompletedCheckpoints") =>
                `sum by (${jobLabels}) (increase(${select(`flink_jobmanager_job_${name}`)}[${windowMinutes}m]))`;
            const failed = increased("numberOfFailedCheckpoints");
            const present = `max by (${jobLabels}) (${select("flink_jobmanager_job_numberOfFailedCheckpoints")})`;
            return (
                `(${failed} >= ${count} and ${failed} > ${increased("numberOfCompletedCheckpoints")}) ` +
                `and on (${jobLabels}) ${present}`
            );
        },
    },
    {
        ...ofCheckpoints,
        alert: "checkpointSlow",
        severity: "warning",
        forMinutes: 15,
        // Half of Flink's timeout, which is 10 minutes:
        // https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/#execution-checkpointing-timeout
        thresholds: secondsOf(300),
        summary: `${job}: a checkpoint of the job {{ $labels.job_name }} took {{ $value | printf \`%.0f\` }} s`,
        description: "Checkpoints come near their timeout. Back pressure, skew or a slow state store make them long.",
        expression: ({ seconds }, select) =>
            `max by (${jobLabels}) (${select("flink_jobmanager_job_lastCheckpointDuration")}) / 1000 > ${seconds}`,
    },
];
