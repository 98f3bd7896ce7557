import { dump } from "js-yaml";
import type { AlertGroup, AlertRule } from "./rules";

/** How often rules are evaluated. Scrapes are 30 seconds apart. */
const evaluationMinutes = 1;

/** `spec` of a PrometheusRule: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRuleSpec. */
export function prometheusRuleSpec(groups: readonly AlertGroup[]): { groups: (AlertGroup & { interval: string })[] } {
    return { groups: groups.map((group) => ({ ...group, interval: `${evaluationMinutes}m` })) };
}

/**
 * `spec` of a ClusterRules or Rules object of Google's managed collection, which has the same form. Rules see their own
 * namespace alone and ClusterRules their cluster.
 * https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/pkg/operator/apis/monitoring/v1/rules_types.go
 */
export const googleRulesSpec = prometheusRuleSpec;

/**
 * `data` of a namespace of rule groups in Amazon's Managed Prometheus: a rules file of Prometheus.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-rules-upload.html
 */
export function amazonRulesText(groups: readonly AlertGroup[]): string {
    return dump(prometheusRuleSpec(groups), { lineWidth: -1, noRefs: true });
}

/** Properties of one Microsoft.AlertsManagement/prometheusRuleGroups resource. */
export interface AzureRuleGroup {
    /** Name of the resource among those of the cluster. */
    readonly name: string;
    readonly interval: string;
    readonly rules: readonly AzureRule[];
}

/** One rule of such a resource. */
export interface AzureRule {
    readonly alert: string;
    readonly enabled: true;
    readonly expression: string;
    readonly for?: string;
    /** 0 is the most severe: https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-overview. */
    readonly severity: number;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly resolveConfiguration: { readonly autoResolved: true; readonly timeToResolve: string };
    readonly actions: readonly { readonly actionGroupId: string }[];
}

const azureSeverities: Readonly<Record<string, number>> = { critical: 0, warning: 2, info: 3 };

/** Rules in one group: https://learn.microsoft.com/en-us/azure/azure-monitor/fundamentals/service-limits#prometheus-rule-groups. */
const azureRulesOfGroup = 20;

/**
 * Rule groups of Azure Monitor: https://learn.microsoft.com/en-us/azure/templates/microsoft.alertsmanagement/prometheusrulegroups.
 *
 * @param actionGroups ids of the action groups that are told of each alert.
 */
export function azureRuleGroups(groups: readonly AlertGroup[], actionGroups: readonly string[] = []): AzureRuleGroup[] {
    const actions = actionGroups.map((actionGroupId) => ({ actionGroupId }));
    return groups.flatMap(({ name, rules }) => {
        const parts = Math.ceil(rules.length / azureRulesOfGroup);
        return Array.from({ length: parts }, (_, part) => ({
            name: part === 0 ? name : `${name}-${part + 1}`,
            interval: `PT${evaluationMinutes}M`,
            rules: rules
                .slice(part * azureRulesOfGroup, (part + 1) * azureRulesOfGroup)
                .map((rule) => azureRule(rule, actions)),
        }));
    });
}

function azureRule(rule: AlertRule, actions: AzureRule["actions"]): AzureRule {
    const { alert, expr, labels, annotations } = rule;
    const severity = azureSeverities[labels["severity"] ?? ""];
    if (severity === undefined) {
        throw new Error(`rule ${alert} has no severity that Azure knows`);
    }
    return {
        alert,
        enabled: true,
        expression: expr,
        ...(rule.for !== undefined && { for: `PT${rule.for.toUpperCase()}` }),
        severity,
        labels,
        annotations,
        resolveConfiguration: { autoResolved: true, timeToResolve: "PT5M" },
        actions,
    };
}
