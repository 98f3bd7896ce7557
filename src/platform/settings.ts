import type { ApplicationDefaults } from "../jobs/application/defaults-args";
import type { AlertsArgs } from "../alerts/args";
import type { AlertSettings } from "../alerts/settings";
import type { MonitoringArgs } from "./monitoring/args";
import type { MonitoringSettings } from "./monitoring/settings";
import type { PlatformLoggingArgs } from "./logging/args";
import type { LoggingSettings } from "./logging/settings";
import type { FlinkOperatorArgs } from "./operator/args";
import type { OperatorSettings } from "./operator/settings";

/** Settings of a platform, its cluster aside. */
export interface PlatformArgs {
    /** The operator. @default a managed one that looks after all namespaces */
    readonly operator?: FlinkOperatorArgs;
    /** Namespaces for jobs that are made whether or not the program has jobs for them. @default none */
    readonly namespaces?: readonly string[];
    /** Namespaces that are there already: jobs and the operator may use them, and they are not made. @default none */
    readonly existingNamespaces?: readonly string[];
    /** Collection of the metrics of the operator and the jobs. @default off */
    readonly monitoring?: MonitoringArgs;
    /**
     * Alerts about jobs and the operator, as rules of the collector that `monitoring` has: the Prometheus Operator of the cluster,
     * or Google's.
     *
     * @default those of docs/alerts.md, where there is such a collector
     */
    readonly alerts?: AlertsArgs;
    /**
     * `false` lets `pulumi up` end without waiting for the platform's jobs, whatever `readiness` of a job says. Commands with
     * `--run-program` would wait, too: take it from the stack's configuration, and they can be told not to.
     *
     * @default true
     */
    readonly waitForJobs?: boolean;
    /** Arguments of every FlinkApplication on the platform, and those that none may set otherwise. @default none */
    readonly applicationDefaults?: ApplicationDefaults;
    /**
     * Whether a preview says of each changed job, in one line, what the operator will do with it. A change that loses state is
     * refused all the same.
     *
     * @default true
     */
    readonly showImpact?: boolean;
    /**
     * Jobs that one `pulumi up` restarts at once, at least 1: each of the others is changed when an earlier one is in the state
     * asked for again, and left as it is once one has failed. Jobs that `pulumi up` does not wait for do not count.
     *
     * @default any number
     */
    readonly maxConcurrentRestarts?: number;
    /**
     * Logs of the operator and of jobs: lines become JSON, and go to a sink. Running jobs keep their lines' form until they
     * are next deployed.
     *
     * @default lines are text and stay where the cluster brings them
     */
    readonly logging?: PlatformLoggingArgs;
}

/** A platform's arguments with every value decided. */
export interface PlatformSettings {
    readonly operator: OperatorSettings;
    readonly monitoring: MonitoringSettings;
    readonly alerts: AlertSettings;
    readonly namespaces: readonly string[];
    readonly existingNamespaces: readonly string[];
    readonly waitForJobs: boolean;
    readonly showImpact: boolean;
    /** Files of this machine are read. */
    readonly applicationDefaults: ApplicationDefaults | undefined;
    readonly maxConcurrentRestarts: number | undefined;
    readonly logging: LoggingSettings | undefined;
}
