import { jobLabels, percentOf, secondsOf, type AlertDefinition } from "./definition";

const job = "{{ $labels.namespace }}/{{ $labels.app }}";
const ofLoad = { group: "flink-load", source: "flink" } as const;
const taskLabels = `${jobLabels}, task_name`;

/** Alerts about jobs that do not keep up. */
export const loadAlerts: readonly AlertDefinition[] = [
    {
        ...ofLoad,
        alert: "taskBackPressured",
        severity: "warning",
        forMinutes: 15,
        thresholds: percentOf(50),
        summary: `${job}: {{ $labels.task_name }} waits for the tasks after it`,
        description:
            "{{ $value | printf `%.0f` }} % of its time. The first task after it that is busy and does not wait itself is what holds the job up.",
        expression: ({ percent }, select) =>
            `avg by (${taskLabels}) (${select("flink_taskmanager_job_task_backPressuredTimeMsPerSecond")}) / 10 > ${percent}`,
    },
    {
        ...ofLoad,
        alert: "taskSaturated",
        severity: "info",
        forMinutes: 15,
        thresholds: percentOf(95),
        summary: `${job}: {{ $labels.task_name }} is busy all the time`,
        description: "{{ $value | printf `%.0f` }} % of it. The job has nothing left for more records.",
        expression: ({ percent }, select) =>
            `avg by (${taskLabels}) (${select("flink_taskmanager_job_task_busyTimeMsPerSecond")}) / 10 > ${percent}`,
    },
    {
        ...ofLoad,
        alert: "sourceLagGrowing",
        severity: "warning",
        forMinutes: 15,
        thresholds: {
            records: { default: 10_000, least: 0, most: Number.MAX_SAFE_INTEGER },
            windowMinutes: { default: 15, least: 5, most: 1440 },
        },
        summary: `${job}: the job {{ $labels.job_name }} falls behind`,
        description: "{{ $value | printf `%.0f` }} records wait at its sources, and they become more.",
        expression: ({ records, windowMinutes }, select) => {
            const pending = select("flink_taskmanager_job_task_operator_pendingRecords");
            return (
                `sum by (${jobLabels}) (${pending}) > ${records} ` +
                `and sum by (${jobLabels}) (${pending}) > sum by (${jobLabels}) (${pending} offset ${windowMinutes}m)`
            );
        },
    },
    {
        ...ofLoad,
        alert: "watermarkStalled",
        severity: "warning",
        forMinutes: 10,
        thresholds: secondsOf(900),
        summary: `${job}: the event time of the job {{ $labels.job_name }} stands still`,
        description:
            "Records come in, and its slowest operator is {{ $value | printf `%.0f` }} s behind the clock: windows do not close. Often one partition or source has nothing to say.",
        // Without a watermark the value is the least of all numbers, and after the end of the input the greatest.
        expression: ({ seconds }, select) => {
            const watermark = select("flink_taskmanager_job_task_operator_currentOutputWatermark");
            const records = select("flink_taskmanager_job_task_operator_numRecordsInPerSecond");
            return (
                `time() - min by (${jobLabels}) (${watermark} > 0 < 9e18) / 1000 > ${seconds} ` +
                `and on (${jobLabels}) sum by (${jobLabels}) (${records}) > 0`
            );
        },
    },
    {
        ...ofLoad,
        alert: "garbageCollection",
        severity: "warning",
        forMinutes: 10,
        thresholds: percentOf(20),
        summary: `${job}: {{ $labels.pod }} collects garbage for {{ $value | printf \`%.0f\` }} % of its time`,
        description: "Its heap is too small for what the job keeps on it, and the job becomes slow.",
        // From 1.19 on there is a sum of all collectors; before, their names go by the size of the pod.
        expression: ({ percent }, select) => {
            const time = (
                collector: "G1_Young_Generation" | "G1_Old_Generation" | "Copy" | "MarkSweepCompact",
            ): string => `rate(${select(`flink_taskmanager_Status_JVM_GarbageCollector_${collector}_Time`)}[5m])`;
            const all = select("flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond");
            const either = `${all} or ${time("G1_Young_Generation")} + ${time("G1_Old_Generation")} or ${time("Copy")} + ${time("MarkSweepCompact")}`;
            return `max by (namespace, app, pod) (${either}) / 10 > ${percent}`;
        },
    },
];
