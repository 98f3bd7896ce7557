/** A Flink duration, such as `15 s`, `5 min` or `1 d`. */
export type Duration = string;

/**
 * Options of the operator's configuration file: its own, by name, and any other key, which becomes a default of every
 * Flink cluster. Those of `UserOptions` may also stand in one resource's `flinkConfiguration`.
 * Source: https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-release-1.15/docs/operations/configuration/.
 */
export interface OperatorOptions extends SystemOptions, UserOptions {
    readonly [key: string]: string | number | boolean | undefined;
}

/** Options of the operator as a whole. */
export interface SystemOptions {
    /** Time between two looks at a resource. @default 15 s */
    readonly "kubernetes.operator.reconcile.interval"?: Duration;
    /** Resources worked on at once; -1 has no limit. @default 50 */
    readonly "kubernetes.operator.reconcile.parallelism"?: number;
    /** Time between two looks at a deployment or savepoint in progress. @default 5 s */
    readonly "kubernetes.operator.observer.progress-check.interval"?: Duration;
    /** Wait after the REST port opens, until the JobManager counts as ready. @default 10 s */
    readonly "kubernetes.operator.observer.rest-ready.delay"?: Duration;
    /** Longest wait for an answer of Flink's REST API. @default 10 s */
    readonly "kubernetes.operator.flink.client.timeout"?: Duration;
    /** Longest wait for a job to cancel or stop. @default 1 min */
    readonly "kubernetes.operator.flink.client.cancel.timeout"?: Duration;
    /** Longest wait for a cluster to shut down. @default 5 min */
    readonly "kubernetes.operator.resource.cleanup.timeout"?: Duration;
    /** Propagation policy with which a Deployment is deleted. @default Foreground */
    readonly "kubernetes.operator.resource.deletion.propagation"?: "Orphan" | "Background" | "Foreground";
    /** Longest wait for a session job's submission; newer than 1.7. @default 10 min */
    readonly "kubernetes.operator.job.submission.timeout"?: Duration;
    /** Retries of a failed reconciliation. @default 15 */
    readonly "kubernetes.operator.retry.max.attempts"?: number;
    /** Wait before the first retry. @default 5 s */
    readonly "kubernetes.operator.retry.initial.interval"?: Duration;
    /** Factor from one wait to the next. @default 1.5 */
    readonly "kubernetes.operator.retry.interval.multiplier"?: number;
    /** Longest wait between two retries. @default none */
    readonly "kubernetes.operator.retry.max.interval"?: Duration;
    /** Reconciliations of one resource in a period; 0 or less has no limit. @default 5 */
    readonly "kubernetes.operator.rate-limiter.limit"?: number;
    /** That period. @default 15 s */
    readonly "kubernetes.operator.rate-limiter.refresh-period"?: Duration;
    /** Write stack traces into a resource's `status.error`. @default false */
    readonly "kubernetes.operator.exception.stacktrace.enabled"?: boolean;
    /** Longest stack trace there, in characters. @default 2048 */
    readonly "kubernetes.operator.exception.stacktrace.max.length"?: number;
    /** Longest field there, in characters. @default 2048 */
    readonly "kubernetes.operator.exception.field.max.length"?: number;
    /** Most causes there. @default 2 */
    readonly "kubernetes.operator.exception.throwable.list.max.count"?: number;
    /** Folder for the jars of session jobs. @default /opt/flink/artifacts */
    readonly "kubernetes.operator.user.artifacts.base.dir"?: string;
    /** Take changes of this file without a restart. @default true */
    readonly "kubernetes.operator.dynamic.config.enabled"?: boolean;
    /** Time between two looks at this file. @default 15 s */
    readonly "kubernetes.operator.dynamic.config.check.interval"?: Duration;
    /** Take changes of the watched namespaces without a restart. @default true */
    readonly "kubernetes.operator.dynamic.namespaces.enabled"?: boolean;
    /** Time that an unused resource's configuration stays in memory. @default 10 min */
    readonly "kubernetes.operator.config.cache.timeout"?: Duration;
    /** Configurations kept in memory. @default 1000 */
    readonly "kubernetes.operator.config.cache.size"?: number;
    /** Longest wait for a canary resource. @default 1 min */
    readonly "kubernetes.operator.health.canary.resource.timeout"?: Duration;
    /**
     * Age at which what is known of the nodes' free resources is read again, before the autoscaler adds TaskManagers; from
     * 1.8, with `readNodes`. The operator then also gets `nodes` of `metrics.k8s.io` and, from `kube-system`, the ConfigMap
     * `cluster-autoscaler-status`: rights to these are yours to give. Without them it warns, and adds as if this were off.
     *
     * @default -1 min, which is off: the autoscaler adds any number
     */
    readonly "kubernetes.operator.cluster.resource-view.refresh-interval"?: Duration;
    /** Create and change Ingresses; from 1.10. @default true */
    readonly "kubernetes.operator.ingress.manage"?: boolean;
    /**
     * Keep the operator's own snapshots as FlinkStateSnapshots; from 1.10. `true` makes objects that hold up the deletion
     * of their namespace once the operator is gone, see `docs/destroy.md`; `false` here ends those that users make, too.
     *
     * @default false for every job: they are recorded in the job's status
     */
    readonly "kubernetes.operator.snapshot.resource.enabled"?: boolean;
    /** Stop if a watched namespace cannot be read at start. @default true */
    readonly "kubernetes.operator.startup.stop-on-informer-error"?: boolean;
    /** Time to end reconciliations in at shutdown. @default 10 s */
    readonly "kubernetes.operator.termination.timeout"?: Duration;
}

/** Options that may also stand in one resource's `flinkConfiguration`. */
export interface UserOptions {
    /** Go back to the last stable spec when an upgrade does not become ready. @default false */
    readonly "kubernetes.operator.deployment.rollback.enabled"?: boolean;
    /** Time that it may take. @default 5 min */
    readonly "kubernetes.operator.deployment.readiness.timeout"?: Duration;
    /** Make a lost JobManager Deployment again. @default true */
    readonly "kubernetes.operator.jm-deployment-recovery.enabled"?: boolean;
    /** Time that the JobManager of an ended job stays. @default 1 d */
    readonly "kubernetes.operator.jm-deployment.shutdown-ttl"?: Duration;
    /** Tell by a startup probe that the JobManager could not submit the job. @default true */
    readonly "kubernetes.operator.jm-deployment.startup.probe.enabled"?: boolean;
    /** Start failed jobs again. @default false */
    readonly "kubernetes.operator.job.restart.failed"?: boolean;
    /** Take a savepoint before a resource is deleted; then a job that is not running cannot be deleted. @default false */
    readonly "kubernetes.operator.job.savepoint-on-deletion"?: boolean;
    /** Drain the job before that savepoint. @default false */
    readonly "kubernetes.operator.job.drain-on-savepoint-deletion"?: boolean;
    /** Upgrade while a savepoint is pending. @default false */
    readonly "kubernetes.operator.job.upgrade.ignore-pending-savepoint"?: boolean;
    /** Change the parallelism of a running job in place. @default true */
    readonly "kubernetes.operator.job.upgrade.inplace-scaling.enabled"?: boolean;
    /** Let `savepoint` upgrades fall back to the last state. @default true */
    readonly "kubernetes.operator.job.upgrade.last-state-fallback.enabled"?: boolean;
    /** Oldest checkpoint that a `last-state` upgrade takes from a running job. @default none */
    readonly "kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age"?: Duration;
    /** Restart unhealthy clusters. @default false */
    readonly "kubernetes.operator.cluster.health-check.enabled"?: boolean;
    /** Restarts of a job in the window below that make its cluster unhealthy. @default 64 */
    readonly "kubernetes.operator.cluster.health-check.restarts.threshold"?: number;
    /** That window. @default 2 min */
    readonly "kubernetes.operator.cluster.health-check.restarts.window"?: Duration;
    /** Count a cluster without checkpoints as unhealthy. @default false */
    readonly "kubernetes.operator.cluster.health-check.checkpoint-progress.enabled"?: boolean;
    /** Time that it may be without. @default 5 min */
    readonly "kubernetes.operator.cluster.health-check.checkpoint-progress.window"?: Duration;
    /** Format of savepoints. @default CANONICAL */
    readonly "kubernetes.operator.savepoint.format.type"?: "CANONICAL" | "NATIVE";
    /** Wait before a trigger of a savepoint counts as failed. @default 1 min */
    readonly "kubernetes.operator.savepoint.trigger.grace-period"?: Duration;
    /** Remove old savepoints, before 1.10 with their data. @default false */
    readonly "kubernetes.operator.savepoint.cleanup.enabled"?: boolean;
    /** Savepoints kept. @default 10 */
    readonly "kubernetes.operator.savepoint.history.max.count"?: number;
    /** Age of the oldest one kept. @default 1 d */
    readonly "kubernetes.operator.savepoint.history.max.age"?: Duration;
    /** Remove a savepoint's data with its FlinkStateSnapshot; from 1.10. @default false */
    readonly "kubernetes.operator.savepoint.dispose-on-delete"?: boolean;
    /** Type of checkpoints that the operator triggers. @default FULL */
    readonly "kubernetes.operator.checkpoint.type"?: "FULL" | "INCREMENTAL";
    /** Wait before a trigger of a checkpoint counts as failed. @default 1 min */
    readonly "kubernetes.operator.checkpoint.trigger.grace-period"?: Duration;
    /** Time between savepoints, or a Quartz cron expression. @default none are taken */
    readonly "kubernetes.operator.periodic.savepoint.interval"?: string;
    /** Time between checkpoints that the operator triggers in addition to Flink's own, or a Quartz cron expression. @default none are taken */
    readonly "kubernetes.operator.periodic.checkpoint.interval"?: string;
    /** Merge lists of pod templates by name rather than by position. @default false */
    readonly "kubernetes.operator.pod-template.merge-arrays-by-name"?: boolean;
    /** Headers for fetching session jobs' jars: `key1:value1,key2:value2`. @default none */
    readonly "kubernetes.operator.user.artifacts.http.header"?: string;
    /** Labels for errors by regular expression: `expression1:label1,expression2:label2`. @default none */
    readonly "kubernetes.operator.exception.label.mapper"?: string;
}
