import type { MetricName } from "../flink/metric-names";
import type { Alert, Severity } from "./args";

/** A number of an alert that users may set. */
export interface Threshold {
    readonly default: number;
    /** Lowest value that makes sense. */
    readonly least: number;
    /** Highest value that makes sense. */
    readonly most: number;
}

/** Names of thresholds; the unit is in each. */
export type ThresholdName = "count" | "windowMinutes" | "percent" | "seconds" | "records";

/** Values of an alert's thresholds. One that the alert does not have is never read. */
export type ThresholdValues = Readonly<Record<ThresholdName, number>>;

/** Writes a selector of a metric: those series of it that the rule is about. */
export type Select = (metric: MetricName, ...matchers: readonly string[]) => string;

/** Source of the metrics that an alert needs. */
export type Source = "flink" | "operator" | "cluster" | "resources";

/** Groups of rules, each evaluated by itself. */
export type RuleGroupName = "flink-jobs" | "flink-checkpoints" | "flink-load" | "flink-operator" | "flink-pods";

/** One alert, as data and with its expression as a function of its thresholds. */
export interface AlertDefinition {
    readonly alert: Alert;
    readonly group: RuleGroupName;
    readonly source: Source;
    readonly severity: Severity;
    readonly forMinutes: number;
    readonly thresholds: Readonly<Partial<Record<ThresholdName, Threshold>>>;
    /** One line, with labels of the alert as Prometheus' templates write them. */
    readonly summary: string;
    /** Consequence and likely cause. */
    readonly description: string;
    readonly expression: (values: ThresholdValues, select: Select, sources: ReadonlySet<Source>) => string;
}

/** Labels that tell one job from another: a session cluster runs several, all with its own name as `app`. */
export const jobLabels = "namespace, app, job_name";

/** Name of an alert in Prometheus: `jobRestarting` → `FlinkJobRestarting`. */
export function ruleName(alert: string): string {
    return `Flink${alert.charAt(0).toUpperCase()}${alert.slice(1)}`;
}

/** Thresholds of an alert that counts in a window. */
export const countInWindow = {
    count: { default: 3, least: 1, most: 1000 },
    windowMinutes: { default: 15, least: 5, most: 1440 },
} as const;

/** Threshold of an alert about a part. */
export function percentOf(normal: number): { readonly percent: Threshold } {
    return { percent: { default: normal, least: 1, most: 100 } };
}

/** Threshold of an alert about a duration. */
export function secondsOf(normal: number): { readonly seconds: Threshold } {
    return { seconds: { default: normal, least: 1, most: 86_400 } };
}
