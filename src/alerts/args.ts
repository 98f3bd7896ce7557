/** How much an alert matters: `critical` is for somebody's pager, `warning` for the next working day, `info` for a look. */
export type Severity = "critical" | "warning" | "info";

/** Arguments of every alert. Defaults are in docs/alerts.md. */
export interface AlertArgs {
    /** `false` leaves the alert out. @default true */
    readonly enabled?: boolean;
    /** How much it matters; receivers are chosen by it. @default that of the alert, in docs/alerts.md */
    readonly severity?: Severity;
    /** Minutes for which the condition must hold, from 0 to 1440. @default those of the alert, in docs/alerts.md */
    readonly forMinutes?: number;
}

/** An alert about something that happens too often. */
export interface CountAlertArgs extends AlertArgs {
    /** Times in the window from which on it fires, from 1 to 1000. @default 3 */
    readonly count?: number;
    /** Minutes that are looked back on, from 5 to 1440. @default 15 */
    readonly windowMinutes?: number;
}

/** An alert about a part of something, such as of a limit or of the time. */
export interface PercentAlertArgs extends AlertArgs {
    /** Percent above which it fires, from 1 to 100. @default that of the alert, in docs/alerts.md */
    readonly percent?: number;
}

/** An alert about checkpoints that do not come. */
export interface NoCheckpointAlertArgs extends AlertArgs {
    /**
     * Minutes without a completed checkpoint, from 10 to 1440. More than three intervals and a timeout of the job's checkpoints,
     * or it fires in good health.
     *
     * @default 30
     */
    readonly windowMinutes?: number;
}

/** An alert about a duration. */
export interface SecondsAlertArgs extends AlertArgs {
    /** Seconds above which it fires, from 1 to 86400. @default that of the alert, in docs/alerts.md */
    readonly seconds?: number;
}

/** An alert about a source that falls behind. */
export interface LagAlertArgs extends AlertArgs {
    /** Records behind, at least 0, below which a growing lag does not matter. @default 10000 */
    readonly records?: number;
    /** Minutes over which the lag must have grown, from 5 to 1440. @default 15 */
    readonly windowMinutes?: number;
}

/** Alerts about how a job runs, which may be set for single applications. */
export interface JobAlertsArgs {
    /** A job starts anew again and again; restarts for another parallelism do not count. */
    readonly jobRestarting?: CountAlertArgs;
    /** A job is in no state in which it runs, and not at its end. */
    readonly jobNotRunning?: AlertArgs;
    /** A job counts as running and has no TaskManager. */
    readonly noTaskManagers?: AlertArgs;
    /** A job counts as running while some of its tasks do not. Flink 2.2 and newer. */
    readonly tasksNotRunning?: AlertArgs;
    /** TaskManagers are asked for and do not come. Native mode. */
    readonly taskManagersPending?: AlertArgs;
    /** A job that makes checkpoints has completed none for too long. */
    readonly noCheckpoint?: NoCheckpointAlertArgs;
    /** More checkpoints fail than are completed. */
    readonly checkpointsFailing?: CountAlertArgs;
    /** The last checkpoint took too long. */
    readonly checkpointSlow?: SecondsAlertArgs;
    /** A task waits for the tasks after it, in percent of its time. */
    readonly taskBackPressured?: PercentAlertArgs;
    /** A task is busy all the time, in percent of it. */
    readonly taskSaturated?: PercentAlertArgs;
    /** A source has a backlog, and it grows. */
    readonly sourceLagGrowing?: LagAlertArgs;
    /** Records come in and the job's event time stands still. */
    readonly watermarkStalled?: SecondsAlertArgs;
    /** A TaskManager collects garbage, in percent of its time. */
    readonly garbageCollection?: PercentAlertArgs;
}

/** Alerts about one application. */
export interface ApplicationAlertsArgs extends JobAlertsArgs {
    /** `false` leaves out all alerts about how its job runs, as for a batch job. @default true */
    readonly enabled?: boolean;
}

/** Alerts about jobs, the operator and the pods of both. */
export interface AlertsArgs extends JobAlertsArgs {
    /** `false` makes no rules. @default true where metrics are collected by `monitoring` */
    readonly enabled?: boolean;
    /**
     * Whether the metrics of kube-state-metrics and of the kubelet are collected too, as the chart kube-prometheus-stack does:
     * alerts about pods need them, and are left out without.
     *
     * @default false
     */
    readonly clusterMetrics?: boolean;
    /** Address of runbooks of your own: the alert's name in lower case follows it. @default docs/runbooks.md */
    readonly runbooks?: string;
    /** Other values for the jobs of single applications and session clusters, by their names in Kubernetes. @default none */
    readonly applications?: Readonly<Record<string, ApplicationAlertsArgs>>;
    /** A pod cannot be asked for its metrics, so that no other alert sees it. */
    readonly metricsUnreachable?: AlertArgs;
    /** A job that should run has failed for good. Needs kube-state-metrics with states of Flink resources. */
    readonly jobLost?: AlertArgs;
    /** The JobManager of a job that should run is not ready. Needs kube-state-metrics with states of Flink resources. */
    readonly jobManagerNotReady?: AlertArgs;
    /** A Flink resource stays in a state that should pass. */
    readonly resourceStuck?: AlertArgs;
    /** A Flink resource is in the state FAILED. */
    readonly deploymentFailed?: AlertArgs;
    /** The operator took a change back. */
    readonly deploymentRolledBack?: AlertArgs;
    /** Savepoints or checkpoints on demand failed. Operator 1.10 and newer. */
    readonly snapshotFailed?: CountAlertArgs;
    /** No operator answers. */
    readonly operatorDown?: AlertArgs;
    /** The operator fails at a resource again and again. */
    readonly reconcileErrors?: CountAlertArgs;
    /** Kubernetes refuses the operator's requests, or fails at them. */
    readonly operatorRequestsFailing?: CountAlertArgs;
    /** The autoscaler fails at a job again and again. */
    readonly autoscalerFailing?: CountAlertArgs;
    /** Containers of a JobManager end again and again. Needs kube-state-metrics. */
    readonly jobManagerRestarting?: CountAlertArgs;
    /** A TaskManager was ended because it used more memory than its limit. Needs kube-state-metrics. */
    readonly taskManagerOutOfMemory?: AlertArgs;
    /** A TaskManager uses nearly all memory of its limit, in percent. Needs kube-state-metrics and the kubelet's metrics. */
    readonly taskManagerMemoryHigh?: PercentAlertArgs;
}

/** An alert about how a job runs. */
export type JobAlert = keyof JobAlertsArgs;

/** An alert. */
export type Alert = Exclude<keyof AlertsArgs, "applications" | "enabled" | "clusterMetrics" | "runbooks">;
