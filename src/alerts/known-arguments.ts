import { oneOf, type KnownOf } from "../checks/known-arguments";
import type { AlertArgs, AlertsArgs, JobAlertsArgs, Severity } from "./args";

const alert = {
    enabled: "switch",
    severity: oneOf<Severity>({ critical: true, warning: true, info: true }),
    forMinutes: true,
} satisfies KnownOf<AlertArgs>;
const counted = { ...alert, count: true, windowMinutes: true } as const;
const partial = { ...alert, percent: true } as const;
const timed = { ...alert, seconds: true } as const;

/** Alerts about how a job runs. */
const knownJobAlerts = {
    jobRestarting: counted,
    jobNotRunning: alert,
    noTaskManagers: alert,
    tasksNotRunning: alert,
    taskManagersPending: alert,
    noCheckpoint: { ...alert, windowMinutes: true },
    checkpointsFailing: counted,
    checkpointSlow: timed,
    taskBackPressured: partial,
    taskSaturated: partial,
    sourceLagGrowing: { ...alert, records: true, windowMinutes: true },
    watermarkStalled: timed,
    garbageCollection: partial,
} as const satisfies KnownOf<JobAlertsArgs>;

/** Alerts about one application. */
export const knownApplicationAlerts = { ...knownJobAlerts, enabled: "switch" } as const;

/** Arguments of alerts. */
export const knownAlerts = {
    ...knownJobAlerts,
    enabled: "switch",
    clusterMetrics: "switch",
    runbooks: true,
    applications: "map",
    metricsUnreachable: alert,
    jobLost: alert,
    jobManagerNotReady: alert,
    resourceStuck: alert,
    deploymentFailed: alert,
    deploymentRolledBack: alert,
    snapshotFailed: counted,
    operatorDown: alert,
    reconcileErrors: counted,
    operatorRequestsFailing: counted,
    autoscalerFailing: counted,
    jobManagerRestarting: counted,
    taskManagerOutOfMemory: alert,
    taskManagerMemoryHigh: partial,
} as const satisfies KnownOf<AlertsArgs>;
