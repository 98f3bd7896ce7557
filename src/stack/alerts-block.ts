import { z } from "zod";
import { strict, text } from "./schema";

const alert = {
    enabled: z.boolean().optional(),
    severity: z.enum(["critical", "warning", "info"]).optional(),
    forMinutes: z.number().optional(),
};
const plain = strict(alert).optional();
const counted = strict({ ...alert, count: z.number().optional(), windowMinutes: z.number().optional() }).optional();
const partial = strict({ ...alert, percent: z.number().optional() }).optional();
const timed = strict({ ...alert, seconds: z.number().optional() }).optional();

const jobAlerts = {
    jobRestarting: counted,
    jobNotRunning: plain,
    noTaskManagers: plain,
    tasksNotRunning: plain,
    taskManagersPending: plain,
    noCheckpoint: strict({ ...alert, windowMinutes: z.number().optional() }).optional(),
    checkpointsFailing: counted,
    checkpointSlow: timed,
    taskBackPressured: partial,
    taskSaturated: partial,
    sourceLagGrowing: strict({
        ...alert,
        records: z.number().optional(),
        windowMinutes: z.number().optional(),
    }).optional(),
    watermarkStalled: timed,
    garbageCollection: partial,
};

/** Alerts about jobs and the operator. */
export const alerts = strict({
    ...jobAlerts,
    enabled: z.boolean().optional(),
    clusterMetrics: z.boolean().optional(),
    runbooks: text.optional(),
    applications: z.record(text, strict({ ...jobAlerts, enabled: z.boolean().optional() })).optional(),
    metricsUnreachable: plain,
    jobLost: plain,
    jobManagerNotReady: plain,
    resourceStuck: plain,
    deploymentFailed: plain,
    deploymentRolledBack: plain,
    snapshotFailed: counted,
    operatorDown: plain,
    reconcileErrors: counted,
    operatorRequestsFailing: counted,
    autoscalerFailing: counted,
    jobManagerRestarting: counted,
    taskManagerOutOfMemory: plain,
    taskManagerMemoryHigh: partial,
});
