import type { Alert } from "./args";
import { ruleName } from "./definition";

/** A rule by which Alertmanager keeps alerts back: https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule. */
export interface InhibitRule {
    readonly source_matchers: readonly string[];
    readonly target_matchers: readonly string[];
    readonly equal: readonly string[];
}

/** Alerts that follow from a job without TaskManagers, and need no word of their own. */
const withoutTaskManagers: readonly Alert[] = [
    "jobRestarting",
    "jobNotRunning",
    "tasksNotRunning",
    "taskManagersPending",
    "noCheckpoint",
    "checkpointsFailing",
    "checkpointSlow",
    "sourceLagGrowing",
    "watermarkStalled",
];

/** Alerts that mean nothing while no operator answers. */
const withoutOperator: readonly Alert[] = ["resourceStuck", "reconcileErrors", "operatorRequestsFailing"];

/** Alerts that are kept back while another one names their cause. */
export const inhibitRules: readonly InhibitRule[] = [
    {
        source_matchers: [isOne(["noTaskManagers"])],
        target_matchers: [isOne(withoutTaskManagers)],
        equal: ["namespace", "app"],
    },
    { source_matchers: [isOne(["operatorDown"])], target_matchers: [isOne(withoutOperator)], equal: [] },
];

function isOne(alerts: readonly Alert[]): string {
    return `alertname=~"${alerts.map(ruleName).join("|")}"`;
}
