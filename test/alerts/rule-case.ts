import type { Alert, AlertsArgs } from "../../src/alerts/args";
import type { RuleTargets } from "../../src/alerts/rules";

/** Samples a minute apart, in promtool's notation, by the series. */
export type Series = Readonly<Record<string, string>>;

/** Series, and the alert that they make or do not make fire. */
export interface RuleCase {
    readonly alert: Alert;
    /** What goes on, for the name of the test. */
    readonly story: string;
    readonly series: Series;
    /** Labels and summary of the alert that fires after an hour; left out where none may fire at any time of it. */
    readonly fires?: { readonly labels: Readonly<Record<string, string>>; readonly summary: string };
    readonly args?: AlertsArgs;
    readonly sources?: RuleTargets["sources"];
}

/** The operator's target in all cases. */
export const operatorTarget = { job: "flink-operator/flink-operator" };

/** Labels of a job as Prometheus has them, and those that its alerts keep. */
export const run = 'namespace="shop",app="orders",job_name="Orders",job_id="1",pod="orders-1"';
export const jobOf = (severity: string) => ({ namespace: "shop", app: "orders", job_name: "Orders", severity });

/** Series of a JobManager's metrics of a job, of which each name begins with the same words. */
export function ofJob(values: Series): Series {
    const named = Object.entries(values).map(([name, samples]) => [`flink_jobmanager_job_${name}{${run}}`, samples]);
    return Object.fromEntries(named) as Series;
}
