import type { KubernetesDeploymentMode } from "../../flink/types/deployment";
import type { BudgetArgs, DisruptionArgs } from "./args";

/** Process of a Flink cluster. */
export type Role = "jobManager" | "taskManager";

/** One kind of a Flink cluster's pods, as far as a budget depends on them. */
export interface Pods {
    readonly role: Role;
    readonly mode: KubernetesDeploymentMode;
    /** Number of them; undefined where something else than the arguments decides it. */
    readonly count: number | undefined;
    /** Number that the arguments speak for, where the job's code may have another; undefined where they say nothing. */
    readonly likely?: number | undefined;
}

/** A bound of a budget, in Kubernetes' own words. */
export type Bound = { readonly maxUnavailable: number | string } | { readonly minAvailable: number | string };

/**
 * The bound of a kind of pods; undefined if they have no budget.
 *
 * Without a word from the user each one lets drains end: what is evicted is replaced, whether or not the job runs. TaskManagers
 * in native mode have none. They belong to the JobManagers' Deployment, whose replicas Kubernetes takes for their number, so
 * that a part of them cannot be named; and a number that must stay would hold up drains for ever once a job needs fewer.
 * Source: `getExpectedPodCount` in https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/disruption/disruption.go.
 */
export function boundOf({ role, mode, count }: Pods, args: DisruptionArgs = {}): Bound | undefined {
    const { maxUnavailable, minAvailable, enabled = true }: BudgetArgs = args[role] ?? {};
    if (!enabled) {
        return undefined;
    }
    if (maxUnavailable !== undefined) {
        return { maxUnavailable };
    }
    if (minAvailable !== undefined) {
        return { minAvailable };
    }
    if (count === 1) {
        return undefined;
    }
    if (role === "jobManager") {
        return { maxUnavailable: 1 };
    }
    // Each eviction restarts the job, so a bound of one would make many restarts of one.
    return mode === "standalone" ? { maxUnavailable: "50%" } : undefined;
}
