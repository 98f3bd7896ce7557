import type { Alert, JobAlert } from "./args";
import { checkpointAlerts } from "./checkpoint-alerts";
import type { AlertDefinition } from "./definition";
import { jobAlerts, metricsAlerts } from "./job-alerts";
import { loadAlerts } from "./load-alerts";
import { operatorAlerts } from "./operator-alerts";
import { podAlerts } from "./pod-alerts";
import { resourceAlerts } from "./resource-alerts";

const perJob = [...jobAlerts, ...checkpointAlerts, ...loadAlerts];

/** Every alert. */
export const alertDefinitions: readonly AlertDefinition[] = [
    ...perJob,
    ...metricsAlerts,
    ...resourceAlerts,
    ...operatorAlerts,
    ...podAlerts,
];

const perJobNames: ReadonlySet<Alert> = new Set(perJob.map(({ alert }) => alert));

/** Whether an alert is about how a job runs, so that it may be set for one application. */
export function isJobAlert(alert: Alert): alert is JobAlert {
    return perJobNames.has(alert);
}
