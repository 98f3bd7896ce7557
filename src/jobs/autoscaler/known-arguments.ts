import type { KnownOf } from "../../checks/known-arguments";
import type { AutoscalerArgs } from "./args";

/** Arguments of a job's autoscaler. */
export const knownAutoscaler = {
    scaling: "switch",
    targetUtilization: true,
    utilizationBoundary: true,
    minParallelism: true,
    maxParallelism: true,
    stabilizationSeconds: true,
    metricsWindowSeconds: true,
    catchUpSeconds: true,
    restartSeconds: true,
    scaleDownDelaySeconds: true,
    maxScaleUpFactor: true,
    maxScaleDownFactor: true,
    excludedPeriods: "list",
    memoryTuning: "switch",
} satisfies KnownOf<AutoscalerArgs>;
