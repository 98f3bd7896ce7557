import { countInWindow, jobLabels, type AlertDefinition } from "./definition";

const job = "{{ $labels.namespace }}/{{ $labels.app }}";
const ofJobs = { group: "flink-jobs", source: "flink" } as const;

/** Alerts about whether jobs run. */
export const jobAlerts: readonly AlertDefinition[] = [
    {
        ...ofJobs,
        alert: "jobRestarting",
        severity: "warning",
        forMinutes: 0,
        thresholds: countInWindow,
        summary: `${job}: the job {{ $labels.job_name }} restarts again and again`,
        description:
            "It has restarted {{ $value | printf `%.0f` }} times lately. Each restart goes back to the last checkpoint, and results come late.",
        // The last part ends the alert with the job: an increase still sees series that have ended in its window.
        expression: ({ count, windowMinutes }, select) => {
            const restarts = `sum by (${jobLabels}) (increase(${select("flink_jobmanager_job_numRestarts")}[${windowMinutes}m]))`;
            const rescales = `sum by (${jobLabels}) (increase(${select("flink_jobmanager_job_numRescales")}[${windowMinutes}m]))`;
            const present = `max by (${jobLabels}) (${select("flink_jobmanager_job_numRestarts")})`;
            return `(${restarts} - (${rescales} or ${restarts} * 0) >= ${count}) and on (${jobLabels}) ${present}`;
        },
    },
    {
        ...ofJobs,
        alert: "jobNotRunning",
        severity: "critical",
        forMinutes: 10,
        thresholds: {},
        summary: `${job}: the job {{ $labels.job_name }} does not run`,
        description: "Flink has the job and is not running it: it starts, restarts, fails or is being cancelled.",
        expression: (_, select) => `max by (${jobLabels}) (${select("flink_jobmanager_job_runningTime")}) == 0`,
    },
    {
        ...ofJobs,
        alert: "noTaskManagers",
        severity: "critical",
        forMinutes: 5,
        thresholds: {},
        summary: `${job}: a job and no TaskManager`,
        description:
            "The JobManager has a job, which it may call running, and not one TaskManager: no record is processed. Often their pods find no node.",
        expression: (_, select) =>
            `max by (namespace, app, pod) (${select("flink_jobmanager_numRegisteredTaskManagers")}) == 0 ` +
            `and on (namespace, pod) max by (namespace, pod) (${select("flink_jobmanager_numRunningJobs")}) > 0`,
    },
    {
        ...ofJobs,
        alert: "tasksNotRunning",
        severity: "critical",
        forMinutes: 10,
        thresholds: {},
        summary: `${job}: some tasks of the job {{ $labels.job_name }} do not run`,
        description:
            "Flink calls the job running, and some of its subtasks wait for a slot or restore their state: nothing is processed until all run.",
        expression: (_, select) =>
            `max by (${jobLabels}) (${select("flink_jobmanager_job_allSubTasksRunningOrFinishedTime")}) == 0 ` +
            `and on (${jobLabels}) max by (${jobLabels}) (${select("flink_jobmanager_job_runningTime")}) > 0`,
    },
    {
        ...ofJobs,
        alert: "taskManagersPending",
        severity: "warning",
        forMinutes: 10,
        thresholds: {},
        summary: `${job}: {{ $value }} TaskManagers are asked for and do not come`,
        description: "Their pods find no node, cannot pull their image or end before they register.",
        expression: (_, select) =>
            `max by (namespace, app, pod) (${select("flink_jobmanager_numPendingTaskManagers")}) > 0`,
    },
];

/** The alert for targets that cannot be asked, of which no other alert knows. */
export const metricsAlerts: readonly AlertDefinition[] = [
    {
        ...ofJobs,
        alert: "metricsUnreachable",
        severity: "warning",
        forMinutes: 15,
        thresholds: {},
        summary: `${job}: the pod {{ $labels.pod }} gives no metrics`,
        description:
            "Prometheus knows the pod and gets no answer from it: no alert about its job can fire. A network policy, another port or a process that hangs.",
        expression: (_, select) =>
            `max by (namespace, app, pod) (${select("up", 'component=~"jobmanager|taskmanager"', 'app!=""')}) == 0`,
    },
];
