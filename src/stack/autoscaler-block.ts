import { z } from "zod";
import { strict } from "./schema";

/** The operator's autoscaler for a job. */
export const autoscaler = strict({
    scaling: z.boolean().optional(),
    targetUtilization: z.number().optional(),
    utilizationBoundary: z.number().optional(),
    minParallelism: z.number().optional(),
    maxParallelism: z.number().optional(),
    stabilizationSeconds: z.number().optional(),
    metricsWindowSeconds: z.number().optional(),
    catchUpSeconds: z.number().optional(),
    restartSeconds: z.number().optional(),
    scaleDownDelaySeconds: z.number().optional(),
    maxScaleUpFactor: z.number().optional(),
    maxScaleDownFactor: z.number().optional(),
    excludedPeriods: z.array(z.string()).optional(),
    memoryTuning: z.boolean().optional(),
});
