import type { Problem } from "../../checks/findings";
import type { KnownOf } from "../../checks/known-arguments";
import { shown, unless, wholeNumberProblems } from "../../checks/values";
import { flinkDuration } from "../../flink/units";
import { isQuartzCron } from "../../rules/quartz-cron";

/** Savepoints that the operator takes by itself while the job runs. */
export interface PeriodicSavepoints {
    /** Seconds between two, at least 1; the operator looks every 15 s. One of this and `schedule`. @default `schedule`'s */
    readonly intervalSeconds?: number;
    /** Times at which they are taken, as a cron expression of Quartz, such as `0 0 3 * * ?` for 3 o'clock each night. @default `intervalSeconds`' */
    readonly schedule?: string;
    /**
     * Savepoints of the job that are kept in the store, at least 1, those of changes included; the operator removes older ones
     * while the job runs.
     *
     * @default all of them
     */
    readonly retained?: number;
}

/** Arguments of periodic savepoints. */
export const knownPeriodicSavepoints = {
    intervalSeconds: true,
    schedule: true,
    retained: true,
} satisfies KnownOf<PeriodicSavepoints>;

const interval = "kubernetes.operator.periodic.savepoint.interval";
const cleanup = "kubernetes.operator.savepoint.cleanup.enabled";
const count = "kubernetes.operator.savepoint.history.max.count";
const age = "kubernetes.operator.savepoint.history.max.age";

/** Remedy for these options. */
export const periodicSavepointRemedy = { [interval]: "use periodicSavepoints" } as const;

/**
 * Options of periodic savepoints. The operator counts those in the job's status, which are all that it takes itself, and
 * removes those of more than a day unless it is told another age: `cleanupSavepointHistoryLegacy` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/observer/SnapshotObserver.java,
 * in 1.7.0 `cleanupSavepointHistory`.
 */
export function periodicSavepointOptions(periodic: PeriodicSavepoints | undefined): Readonly<Record<string, string>> {
    if (periodic === undefined) {
        return {};
    }
    const { intervalSeconds = 0, schedule, retained } = periodic;
    return {
        [interval]: schedule ?? flinkDuration(intervalSeconds),
        ...(retained === undefined ? {} : { [cleanup]: "true", [count]: String(retained), [age]: "36500 d" }),
    };
}

/**
 * Problems of periodic savepoints.
 *
 * @param options keys of the user's own options, flat.
 */
export function periodicSavepointProblems(
    periodic: PeriodicSavepoints | undefined,
    options: readonly string[],
): Problem[] {
    if (periodic === undefined) {
        return [];
    }
    const { intervalSeconds, schedule, retained } = periodic;
    const path = "periodicSavepoints";
    const ofRetained = retained === undefined ? [] : [cleanup, count, age].filter((key) => options.includes(key));
    return [
        ...unless(
            (intervalSeconds === undefined) !== (schedule === undefined),
            path,
            `must have one of "intervalSeconds" and "schedule", got ${schedule === undefined ? "none" : "both"}`,
        ),
        ...wholeNumberProblems(`${path}.intervalSeconds`, intervalSeconds, 1),
        ...unless(
            schedule === undefined || (typeof schedule === "string" && isQuartzCron(schedule)),
            `${path}.schedule`,
            `must be a cron expression of Quartz such as "0 0 3 * * ?", got ${shown(schedule)}`,
        ),
        ...wholeNumberProblems(`${path}.retained`, retained, 1),
        ...ofRetained.map((key) => ({
            path: `flinkConfiguration["${key}"]`,
            problem: `cannot be combined with ${path}.retained; remove one of them`,
        })),
    ];
}
