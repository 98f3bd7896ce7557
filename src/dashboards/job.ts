import { application, chosen, lines, number, type DashboardContent } from "./dashboard";

const task = "{{app}} {{task_name}}";
const operator = "{{app}} {{operator_name}}";
const byTask = "namespace, app, task_name";

/** How one job works. */
export const job: DashboardContent = {
    name: "job",
    title: "Flink / Job",
    description: "Throughput, lag, back pressure and busy time of a job's operators and tasks.",
    of: "jobs",
    rows: [
        {
            title: "State",
            panels: [
                number(
                    "Runs for",
                    "ms",
                    `min(flink_jobmanager_job_runningTime{${chosen}})`,
                    "Time since the last start or restart; of several jobs that of the youngest.",
                ),
                number(
                    "TaskManagers",
                    "none",
                    `sum(flink_jobmanager_numRegisteredTaskManagers{${chosen}})`,
                    "TaskManagers that have registered.",
                ),
                number(
                    "TaskManagers asked for",
                    "none",
                    `sum(flink_jobmanager_numPendingTaskManagers{${chosen}})`,
                    "Those that have not come yet. Native mode alone has it.",
                ),
                number(
                    "Restarts",
                    "none",
                    `sum(flink_jobmanager_job_numRestarts{${chosen}})`,
                    "Since the JobManager started.",
                ),
            ],
        },
        {
            title: "Throughput",
            panels: [
                lines(
                    "Records in",
                    "reqps",
                    `sum by (namespace, app, operator_name) (flink_taskmanager_job_task_operator_numRecordsInPerSecond{${chosen}})`,
                    operator,
                    "Records a second that each operator takes. A source takes none.",
                ),
                lines(
                    "Records out",
                    "reqps",
                    `sum by (namespace, app, operator_name) (flink_taskmanager_job_task_operator_numRecordsOutPerSecond{${chosen}})`,
                    operator,
                    "Records a second that each operator gives on. A sink gives none on.",
                ),
                lines(
                    "Records that wait at sources",
                    "short",
                    `sum by (namespace, app, operator_name) (flink_taskmanager_job_task_operator_pendingRecords{${chosen}})`,
                    operator,
                    "Growth means that the job falls behind. Sources such as Kafka's have it.",
                ),
                lines(
                    "Event time behind the clock",
                    "s",
                    `time() - min by (namespace, app, operator_name) (flink_taskmanager_job_task_operator_currentOutputWatermark{${chosen}} > 0 < 9e18) / 1000`,
                    operator,
                    "Windows close by it. Jobs without watermarks have none.",
                ),
            ],
        },
        {
            title: "Load",
            panels: [
                lines(
                    "Busy",
                    "percent",
                    `avg by (${byTask}) (flink_taskmanager_job_task_busyTimeMsPerSecond{${chosen}}) / 10`,
                    task,
                    "Part of its time that a task works. The first task at 100 % is what holds the others up.",
                ),
                lines(
                    "Back pressure",
                    "percent",
                    `avg by (${byTask}) (flink_taskmanager_job_task_backPressuredTimeMsPerSecond{${chosen}}) / 10`,
                    task,
                    "Part of its time that a task waits for the tasks after it.",
                ),
                lines(
                    "Idle",
                    "percent",
                    `avg by (${byTask}) (flink_taskmanager_job_task_idleTimeMsPerSecond{${chosen}}) / 10`,
                    task,
                    "Part of its time that a task waits for records.",
                ),
                lines(
                    "Skew",
                    "percent",
                    `(max by (${byTask}) (flink_taskmanager_job_task_busyTimeMsPerSecond{${chosen}}) - avg by (${byTask}) (flink_taskmanager_job_task_busyTimeMsPerSecond{${chosen}})) / 10`,
                    task,
                    "How much busier the busiest subtask is than the average: keys that are not spread evenly.",
                ),
                lines(
                    "Output buffers in use",
                    "percentunit",
                    `max by (${byTask}) (flink_taskmanager_job_task_Shuffle_Netty_Output_Buffers_outPoolUsage{${chosen}})`,
                    task,
                    "Full buffers before a slow task.",
                ),
                lines(
                    "Restarts",
                    "short",
                    `sum by (namespace, app, job_name) (increase(flink_jobmanager_job_numRestarts{${chosen}}[$__rate_interval]))`,
                    `${application} {{job_name}}`,
                    "Restarts from the last checkpoint.",
                ),
            ],
        },
    ],
};
