import { chosen, lines, number, type DashboardContent } from "./dashboard";

const name = "{{namespace}}/{{app}} {{job_name}}";
const by = "namespace, app, job_name";
const ofJob = (metric: string) => `max by (${by}) (flink_jobmanager_job_${metric}{${chosen}})`;
const risen = (metric: string) =>
    `sum by (${by}) (increase(flink_jobmanager_job_${metric}{${chosen}}[$__rate_interval]))`;

/** Checkpoints and the size of state. */
export const checkpoints: DashboardContent = {
    name: "checkpoints",
    title: "Flink / Checkpoints and state",
    description: "Whether checkpoints are completed, how long they take, and how much state there is.",
    of: "jobs",
    rows: [
        {
            title: "Now",
            panels: [
                number(
                    "Since the last checkpoint",
                    "s",
                    `max(time() - flink_jobmanager_job_lastCheckpointCompletedTimestamp{${chosen}} / 1000)`,
                    "What would be processed again after a failure. Flink 2.0 and newer have it.",
                ),
                number(
                    "Duration of the last one",
                    "ms",
                    `max(flink_jobmanager_job_lastCheckpointDuration{${chosen}})`,
                    "It stands still while no checkpoint is completed.",
                ),
                number(
                    "Size of state",
                    "bytes",
                    `sum(flink_jobmanager_job_lastCheckpointFullSize{${chosen}})`,
                    "All that a restore would read.",
                ),
                number(
                    "In progress",
                    "none",
                    `sum(flink_jobmanager_job_numberOfInProgressCheckpoints{${chosen}})`,
                    "Checkpoints that have begun and not ended.",
                ),
            ],
        },
        {
            title: "Checkpoints",
            panels: [
                lines("Completed", "short", risen("numberOfCompletedCheckpoints"), name, "Completed in each interval."),
                lines(
                    "Failed",
                    "short",
                    risen("numberOfFailedCheckpoints"),
                    name,
                    "Failed, and those that could not begin, as at a job's start.",
                ),
                lines(
                    "Duration",
                    "ms",
                    ofJob("lastCheckpointDuration"),
                    name,
                    "From trigger to end, of the last one that was completed.",
                ),
                lines(
                    "Delay of barriers",
                    "ns",
                    `max by (namespace, app, task_name) (flink_taskmanager_job_task_checkpointStartDelayNanos{${chosen}})`,
                    "{{app}} {{task_name}}",
                    "Time until a checkpoint reaches a task: back pressure makes it long.",
                ),
            ],
        },
        {
            title: "State",
            panels: [
                lines(
                    "Written by a checkpoint",
                    "bytes",
                    ofJob("lastCheckpointSize"),
                    name,
                    "With incremental checkpoints what has changed.",
                ),
                lines(
                    "Size of state",
                    "bytes",
                    ofJob("lastCheckpointFullSize"),
                    name,
                    "All that a restore would read. Growth without end is a state that is never cleared.",
                ),
            ],
        },
    ],
};
