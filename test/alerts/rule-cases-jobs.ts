import { jobOf, ofJob, run, type RuleCase, type Series } from "./rule-case";

const task = (name: string, subtask: number) =>
    `flink_taskmanager_job_task_${name}{${run},task_name="Map",subtask_index="${subtask}"}`;
const process = (name: string, labels = 'namespace="shop",app="orders",pod="orders-1"') =>
    `flink_jobmanager_${name}{${labels}}`;
const collector = (name: string) =>
    `flink_taskmanager_Status_JVM_GarbageCollector_${name}{namespace="shop",app="orders",pod="orders-taskmanager-1-1",tm_id="a"}`;
const ofTask = (severity: string) => ({ ...jobOf(severity), task_name: "Map" });
const ofPod = (severity: string, pod = "orders-1") => ({ namespace: "shop", app: "orders", pod, severity });
const hour = (samples: string): string => `${samples}x60`;
const growing = (from: number): string => `${from}+60000x60`;

const checkpoints = (total: string, completed: string, failed = "0x60"): Series =>
    ofJob({
        totalNumberOfCheckpoints: total,
        numberOfCompletedCheckpoints: completed,
        numberOfFailedCheckpoints: failed,
    });

const running: RuleCase[] = [
    {
        alert: "jobRestarting",
        story: "a restart a minute",
        series: ofJob({ numRestarts: "0x45 1+1x15" }),
        fires: { labels: jobOf("warning"), summary: "shop/orders: the job Orders restarts again and again" },
    },
    {
        alert: "jobRestarting",
        story: "restarts beside some for another parallelism",
        series: ofJob({ numRestarts: "0+2x60", numRescales: "0+1x60" }),
        fires: { labels: jobOf("warning"), summary: "shop/orders: the job Orders restarts again and again" },
    },
    {
        alert: "jobRestarting",
        story: "restarts for another parallelism",
        series: ofJob({ numRestarts: "0+1x60", numRescales: "0+1x60" }),
    },
    { alert: "jobRestarting", story: "one lost node", series: ofJob({ numRestarts: "0x20 1x40" }) },
    {
        alert: "jobRestarting",
        story: "a new JobManager after many restarts",
        series: ofJob({ numRestarts: "9x30 0x30" }),
    },
    {
        alert: "jobNotRunning",
        story: "a job that has not run for an hour",
        series: ofJob({ runningTime: hour("0") }),
        fires: { labels: jobOf("critical"), summary: "shop/orders: the job Orders does not run" },
    },
    { alert: "jobNotRunning", story: "a job that runs", series: ofJob({ runningTime: growing(0) }) },
    {
        alert: "jobNotRunning",
        story: "an upgrade of eight minutes",
        series: ofJob({ runningTime: "60000x10 0x8 60000+60000x42" }),
    },
    { alert: "jobNotRunning", story: "a job that has ended", series: ofJob({ runningTime: "0x5 stale" }) },
    {
        alert: "noTaskManagers",
        story: "a job that Flink calls running, with no TaskManager",
        series: { [process("numRegisteredTaskManagers")]: hour("0"), [process("numRunningJobs")]: hour("1") },
        fires: { labels: ofPod("critical"), summary: "shop/orders: a job and no TaskManager" },
    },
    {
        alert: "noTaskManagers",
        story: "a session cluster without a job",
        series: { [process("numRegisteredTaskManagers")]: hour("0"), [process("numRunningJobs")]: hour("0") },
    },
    {
        alert: "noTaskManagers",
        story: "a second JobManager that stands by",
        series: {
            [process("numRegisteredTaskManagers")]: hour("2"),
            [process("numRunningJobs")]: hour("1"),
            [process("numRegisteredTaskManagers", 'namespace="shop",app="orders",pod="orders-2"')]: hour("0"),
            [process("numRunningJobs", 'namespace="shop",app="orders",pod="orders-2"')]: hour("0"),
        },
    },
    {
        alert: "tasksNotRunning",
        story: "a job that Flink calls running, with a task that waits",
        series: ofJob({ allSubTasksRunningOrFinishedTime: hour("0"), runningTime: growing(1) }),
        fires: { labels: jobOf("critical"), summary: "shop/orders: some tasks of the job Orders do not run" },
    },
    { alert: "tasksNotRunning", story: "Flink before 2.2", series: ofJob({ runningTime: growing(1) }) },
    {
        alert: "tasksNotRunning",
        story: "a job whose tasks all run",
        series: ofJob({ allSubTasksRunningOrFinishedTime: growing(1), runningTime: growing(1) }),
    },
    {
        alert: "taskManagersPending",
        story: "two TaskManagers that find no node",
        series: { [process("numPendingTaskManagers")]: hour("2") },
        fires: { labels: ofPod("warning"), summary: "shop/orders: 2 TaskManagers are asked for and do not come" },
    },
    {
        alert: "taskManagersPending",
        story: "a node that takes eight minutes",
        series: { [process("numPendingTaskManagers")]: "2x8 0x52" },
    },
    {
        alert: "metricsUnreachable",
        story: "a TaskManager that does not answer",
        series: { 'up{namespace="shop",app="orders",component="taskmanager",pod="orders-taskmanager-1-1"}': hour("0") },
        fires: {
            labels: ofPod("warning", "orders-taskmanager-1-1"),
            summary: "shop/orders: the pod orders-taskmanager-1-1 gives no metrics",
        },
    },
    {
        alert: "metricsUnreachable",
        story: "one that answers, and another program that does not",
        series: {
            'up{namespace="shop",app="orders",component="taskmanager",pod="orders-taskmanager-1-1"}': hour("1"),
            'up{namespace="shop",app="redis",component="cache",pod="redis-1"}': hour("0"),
            'up{namespace="shop",component="jobmanager",pod="other-1"}': hour("0"),
        },
    },
];

const ofCheckpoints: RuleCase[] = [
    {
        alert: "noCheckpoint",
        story: "checkpoints that never end",
        series: checkpoints("0+1x60", "0x60"),
        fires: {
            labels: { ...jobOf("critical"), job_id: "1" },
            summary: "shop/orders: the job Orders completes no checkpoint",
        },
    },
    { alert: "noCheckpoint", story: "a job that makes no checkpoints", series: checkpoints("0x60", "0x60") },
    { alert: "noCheckpoint", story: "a checkpoint now and then", series: checkpoints("0+1x60", "0x20 1x20 2x20") },
    { alert: "noCheckpoint", story: "a job that has begun lately", series: checkpoints("_x45 0+1x15", "_x45 0x15") },
    {
        alert: "checkpointsFailing",
        story: "a checkpoint that fails each minute",
        series: checkpoints("0+1x60", "0x60", "0+1x60"),
        fires: { labels: jobOf("warning"), summary: "shop/orders: checkpoints of the job Orders fail" },
    },
    {
        alert: "checkpointsFailing",
        story: "those that do not begin at a job's start, and many that are completed",
        series: checkpoints("0+1x60", "0+1x60", "0 3x59"),
    },
    { alert: "checkpointsFailing", story: "two failures", series: checkpoints("0x60", "0x60", "0x30 2x30") },
    {
        alert: "checkpointSlow",
        story: "a checkpoint of 400 s",
        series: ofJob({ lastCheckpointDuration: hour("400000") }),
        fires: { labels: jobOf("warning"), summary: "shop/orders: a checkpoint of the job Orders took 400 s" },
    },
    { alert: "checkpointSlow", story: "one of a second", series: ofJob({ lastCheckpointDuration: hour("1000") }) },
    { alert: "checkpointSlow", story: "none yet", series: ofJob({ lastCheckpointDuration: hour("-1") }) },
];

const load: RuleCase[] = [
    {
        alert: "taskBackPressured",
        story: "subtasks that wait for 70 % of their time on average",
        series: {
            [task("backPressuredTimeMsPerSecond", 0)]: hour("900"),
            [task("backPressuredTimeMsPerSecond", 1)]: hour("500"),
        },
        fires: { labels: ofTask("warning"), summary: "shop/orders: Map waits for the tasks after it" },
    },
    {
        alert: "taskBackPressured",
        story: "one subtask of two, and a source that does not measure it",
        series: {
            [task("backPressuredTimeMsPerSecond", 0)]: hour("900"),
            [task("backPressuredTimeMsPerSecond", 1)]: hour("0"),
            [`flink_taskmanager_job_task_backPressuredTimeMsPerSecond{${run},task_name="Source"}`]: "NaN NaN+0x60",
        },
    },
    {
        alert: "taskSaturated",
        story: "a task that is busy for 99 % of its time",
        series: { [task("busyTimeMsPerSecond", 0)]: hour("990") },
        fires: { labels: ofTask("info"), summary: "shop/orders: Map is busy all the time" },
    },
    {
        alert: "taskSaturated",
        story: "one with some time left",
        series: { [task("busyTimeMsPerSecond", 0)]: hour("900") },
    },
    {
        alert: "sourceLagGrowing",
        story: "two subtasks whose backlogs grow",
        series: {
            [task("operator_pendingRecords", 0)]: "10000+100x60",
            [task("operator_pendingRecords", 1)]: "10000+100x60",
        },
        fires: { labels: jobOf("warning"), summary: "shop/orders: the job Orders falls behind" },
    },
    {
        alert: "sourceLagGrowing",
        story: "a backlog that stays",
        series: { [task("operator_pendingRecords", 0)]: hour("50000") },
    },
    { alert: "sourceLagGrowing", story: "a small one", series: { [task("operator_pendingRecords", 0)]: "0+10x60" } },
    {
        alert: "watermarkStalled",
        story: "records, and a watermark that stands",
        series: {
            [task("operator_currentOutputWatermark", 0)]: hour("60000"),
            [task("operator_currentOutputWatermark", 1)]: growing(60_000),
            [task("operator_numRecordsInPerSecond", 0)]: hour("100"),
        },
        fires: { labels: jobOf("warning"), summary: "shop/orders: the event time of the job Orders stands still" },
    },
    {
        alert: "watermarkStalled",
        story: "a job without watermarks, and the end of an input",
        series: {
            [task("operator_currentOutputWatermark", 0)]: hour("-9223372036854775808"),
            [task("operator_currentOutputWatermark", 1)]: hour("9223372036854775807"),
            [task("operator_numRecordsInPerSecond", 0)]: hour("100"),
        },
    },
    {
        alert: "watermarkStalled",
        story: "no records",
        series: {
            [task("operator_currentOutputWatermark", 0)]: hour("60000"),
            [task("operator_numRecordsInPerSecond", 0)]: hour("0"),
        },
    },
    ...["G1_Young_Generation G1_Old_Generation", "Copy MarkSweepCompact"].map((collectors): RuleCase => ({
        alert: "garbageCollection",
        story: `Flink 1.18 with ${collectors}`,
        series: Object.fromEntries(collectors.split(" ").map((name) => [collector(`${name}_Time`), "0+9000x60"])),
        fires: {
            labels: ofPod("warning", "orders-taskmanager-1-1"),
            summary: "shop/orders: orders-taskmanager-1-1 collects garbage for 30 % of its time",
        },
    })),
    {
        alert: "garbageCollection",
        story: "Flink 1.19 and newer, which has the sum beside its parts",
        series: {
            [collector("All_TimeMsPerSecond")]: hour("400"),
            [collector("G1_Young_Generation_Time")]: "0+9000x60",
            [collector("G1_Old_Generation_Time")]: hour("0"),
        },
        fires: {
            labels: ofPod("warning", "orders-taskmanager-1-1"),
            summary: "shop/orders: orders-taskmanager-1-1 collects garbage for 40 % of its time",
        },
    },
    { alert: "garbageCollection", story: "a little", series: { [collector("All_TimeMsPerSecond")]: hour("50") } },
];

/** Cases of applications with values of their own. */
const setApart: RuleCase[] = [
    {
        alert: "checkpointSlow",
        story: "an application with a lower limit of its own",
        args: { applications: { orders: { checkpointSlow: { seconds: 60, severity: "info" } } } },
        series: ofJob({ lastCheckpointDuration: hour("90000") }),
        fires: { labels: jobOf("info"), summary: "shop/orders: a checkpoint of the job Orders took 90 s" },
    },
    {
        alert: "checkpointSlow",
        story: "an application with a higher limit of its own",
        args: { applications: { orders: { checkpointSlow: { seconds: 500 } } } },
        series: ofJob({ lastCheckpointDuration: hour("400000") }),
    },
    {
        alert: "checkpointSlow",
        story: "an application without alerts about its job",
        args: { applications: { orders: { enabled: false } } },
        series: ofJob({ lastCheckpointDuration: hour("400000") }),
    },
    {
        alert: "checkpointSlow",
        story: "another application",
        args: { applications: { "orders-2": { enabled: false } } },
        series: ofJob({ lastCheckpointDuration: hour("400000") }),
        fires: { labels: jobOf("warning"), summary: "shop/orders: a checkpoint of the job Orders took 400 s" },
    },
];

/** Cases of alerts that live on Flink's own metrics. */
export const jobCases: readonly RuleCase[] = [...running, ...ofCheckpoints, ...load, ...setApart];
