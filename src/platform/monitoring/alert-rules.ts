import { alertGroups } from "../../alerts/rules";
import type { AlertSettings } from "../../alerts/settings";
import { googleRulesSpec, prometheusRuleSpec } from "../../alerts/sinks";
import { googleGroup } from "./google";
import { monitorNames, prometheusGroup, type MonitoringObject } from "./pod-monitors";
import type { MonitoringSettings } from "./settings";

/** Alerts, and the collector that evaluates them. */
interface Alerting {
    readonly settings: Pick<MonitoringSettings, "labels" | "namespace">;
    readonly alerts: AlertSettings;
    readonly operatorNamespace: string;
}

/** The alerts as an object of the collector's group; none where they are off, or where that group has no rules. */
export function alertRules(
    { settings, alerts, operatorNamespace }: Alerting,
    group: string,
): { readonly alerts?: MonitoringObject } {
    if (!alerts.enabled) {
        return {};
    }
    const { labels, namespace = operatorNamespace } = settings;
    const metadata = { name: "flink-alerts", labels: { "app.kubernetes.io/managed-by": "pulumi", ...labels } };
    const groupsFor = (job: string) =>
        alertGroups(alerts, {
            operator: { job },
            sources: alerts.clusterMetrics ? ["cluster"] : [],
            ...(alerts.runbooks !== undefined && { runbooks: alerts.runbooks }),
        });
    switch (group) {
        case prometheusGroup: {
            const spec = prometheusRuleSpec(groupsFor(`${namespace}/${monitorNames.operator}`));
            return {
                alerts: {
                    apiVersion: `${group}/v1`,
                    kind: "PrometheusRule",
                    metadata: { ...metadata, namespace },
                    spec,
                },
            };
        }
        case googleGroup: {
            const spec = googleRulesSpec(groupsFor(monitorNames.operator));
            return { alerts: { apiVersion: `${group}/v1`, kind: "ClusterRules", metadata, spec } };
        }
        default:
            return {};
    }
}
