/** Budgets by which Kubernetes bounds the evictions of a Flink cluster's pods, as of a node that is drained. */
export interface DisruptionArgs {
    /**
     * Budget of the JobManagers.
     *
     * @default `maxUnavailable: 1` where there are several; none for a single one, which may then always be evicted
     */
    readonly jobManager?: BudgetArgs;
    /**
     * Budget of the TaskManagers. In native mode it takes `minAvailable` alone, as a number: Kubernetes cannot count the
     * TaskManagers that Flink asks for.
     *
     * @default `maxUnavailable: "50%"` in standalone mode where there are several; none in native mode
     */
    readonly taskManager?: BudgetArgs;
}

/** Budget of one kind of pods: one of its two bounds. A bound by which a drain could never end is refused. */
export interface BudgetArgs {
    /** Pods that may be away at once, at least 1, or a part of all such as `50%`, which is rounded up. */
    readonly maxUnavailable?: number | string;
    /** Pods that must stay, at least 1 and fewer than all, or a part of all such as `50%`, which is rounded up. */
    readonly minAvailable?: number | string;
    /** `false` makes no budget: the pods have another one, and Kubernetes evicts no pod that has two. @default true */
    readonly enabled?: boolean;
}
