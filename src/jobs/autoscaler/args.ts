/**
 * The operator's autoscaler for a job: it measures how busy each operator of the job is and chooses their parallelisms.
 * Defaults are the operator's own, and an operator's `configuration` may set others.
 */
export interface AutoscalerArgs {
    /**
     * Whether it carries its choice out, which restarts the job from its state. Without that it only advises, in events of the
     * FlinkDeployment and in metrics.
     *
     * @default false
     */
    readonly scaling?: boolean;
    /** Part of its time that an operator should be busy, above 0 and up to 1. @default 0.7 */
    readonly targetUtilization?: number;
    /** Distance from the target at which it is left as it is, from 0 to 1. @default 0.3 */
    readonly utilizationBoundary?: number;
    /** Lowest parallelism that it chooses for an operator, at least 1. @default 1 */
    readonly minParallelism?: number;
    /** Highest parallelism that it chooses for an operator, at least 1. @default 200 */
    readonly maxParallelism?: number;
    /** Seconds after a start of the job in which it does nothing, at least 0. @default 300 */
    readonly stabilizationSeconds?: number;
    /** Seconds over which it measures, at least 1. @default 900 */
    readonly metricsWindowSeconds?: number;
    /** Seconds in which a backlog should be worked off after a restart; 0 leaves backlogs out. @default 1800 */
    readonly catchUpSeconds?: number;
    /** Seconds that a restart is taken to last until it knows better, at least 0. @default 300 */
    readonly restartSeconds?: number;
    /** Seconds for which it does not scale down after it has scaled up, at least 0. @default 3600 */
    readonly scaleDownDelaySeconds?: number;
    /** Most by which it raises a parallelism at once, as a part of it: 1 doubles it. @default 100000 */
    readonly maxScaleUpFactor?: number;
    /** Most by which it lowers a parallelism at once, as a part of it, from 0 to 1. @default 0.6 */
    readonly maxScaleDownFactor?: number;
    /** Times in which it does not scale, such as `9:30-10:50` or a Quartz expression. Operator 1.8 and newer. @default none */
    readonly excludedPeriods?: readonly string[];
    /**
     * Whether it also lowers the memory of TaskManagers to what the job needs, where it scales. Operator 1.8 and newer.
     *
     * @default false
     */
    readonly memoryTuning?: boolean;
}
