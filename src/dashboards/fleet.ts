import { application, chosen, lines, number, type DashboardContent } from "./dashboard";

const by = "namespace, app";

/** All jobs at a glance. */
export const fleet: DashboardContent = {
    name: "fleet",
    title: "Flink / Fleet",
    description: "All Flink clusters at a glance: which one needs a look.",
    of: "jobs",
    rows: [
        {
            title: "Now",
            panels: [
                number(
                    "Jobs",
                    "none",
                    `sum(flink_jobmanager_numRunningJobs{${chosen}})`,
                    "Jobs that JobManagers have, those that wait for TaskManagers too.",
                ),
                number(
                    "TaskManagers",
                    "none",
                    `sum(flink_jobmanager_numRegisteredTaskManagers{${chosen}})`,
                    "TaskManagers that have registered.",
                ),
                number(
                    "Free slots",
                    "none",
                    `sum(flink_jobmanager_taskSlotsAvailable{${chosen}})`,
                    "Slots without a task. A cluster of one application has none.",
                ),
                number(
                    "Alerts that fire",
                    "none",
                    'count(ALERTS{alertname=~"Flink.+",alertstate="firing"}) or vector(0)',
                    "Alerts of this package.",
                ),
            ],
        },
        {
            title: "Work",
            panels: [
                lines(
                    "Records",
                    "reqps",
                    `sum by (${by}) (flink_taskmanager_job_task_operator_numRecordsInPerSecond{${chosen}})`,
                    application,
                    "Records a second that all operators of the job take.",
                ),
                lines(
                    "Records that wait at sources",
                    "short",
                    `sum by (${by}) (flink_taskmanager_job_task_operator_pendingRecords{${chosen}})`,
                    application,
                    "Growth matters, not the level. Sources such as Kafka's have it.",
                ),
                lines(
                    "Back pressure of the worst task",
                    "percent",
                    `max by (${by}) (avg by (${by}, task_name) (flink_taskmanager_job_task_backPressuredTimeMsPerSecond{${chosen}})) / 10`,
                    application,
                    "Part of its time that it waits for the tasks after it.",
                ),
                lines(
                    "Busy time of the worst task",
                    "percent",
                    `max by (${by}) (avg by (${by}, task_name) (flink_taskmanager_job_task_busyTimeMsPerSecond{${chosen}})) / 10`,
                    application,
                    "At 100 % a job has nothing left for more records.",
                ),
            ],
        },
        {
            title: "Health",
            panels: [
                lines(
                    "Restarts",
                    "short",
                    `sum by (${by}) (increase(flink_jobmanager_job_numRestarts{${chosen}}[$__rate_interval]))`,
                    application,
                    "Restarts from the last checkpoint, those for another parallelism too.",
                ),
                lines(
                    "Duration of the last checkpoint",
                    "ms",
                    `max by (${by}) (flink_jobmanager_job_lastCheckpointDuration{${chosen}})`,
                    application,
                    "It stands still while no checkpoint is completed.",
                ),
                lines(
                    "TaskManagers",
                    "none",
                    `sum by (${by}) (flink_jobmanager_numRegisteredTaskManagers{${chosen}})`,
                    application,
                    "None beside a job means that nothing is processed, whatever the job's state says.",
                ),
                lines(
                    "Processors",
                    "none",
                    `sum by (${by}) (flink_taskmanager_Status_JVM_CPU_Load{${chosen}})`,
                    application,
                    "Load of the TaskManagers' processes, in parts of all processors that they see.",
                ),
            ],
        },
    ],
};
