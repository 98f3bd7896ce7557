import { ruleName, type RuleGroupName, type Select, type Source } from "./definition";
import type { AlertSetting, AlertSettings } from "./settings";

/** Series that the rules are evaluated on. */
export interface RuleTargets {
    /**
     * Labels of the operator's own target, such as `{ job: "flink-operator/flink-operator" }`. They must be so few that only the
     * operator has them all: the operator counts as down when no target with them is up.
     */
    readonly operator: Readonly<Record<string, string>>;
    /** Labels that every series must have, such as that of a cluster whose metrics lie beside those of others. @default none */
    readonly everywhere?: Readonly<Record<string, string>>;
    /** Metrics that are collected beside those of Flink and of the operator. @default none */
    readonly sources?: readonly Extract<Source, "cluster" | "resources">[];
    /** Address of the runbooks: the name of the alert in lower case follows it. @default their place in the package */
    readonly runbooks?: string;
}

/** One rule, in Prometheus' own words. */
export interface AlertRule {
    readonly alert: string;
    readonly expr: string;
    /** Left out where the first evaluation counts. */
    readonly for?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other. */
export interface AlertGroup {
    readonly name: RuleGroupName;
    readonly rules: readonly AlertRule[];
}

/** The alerts as groups of rules. A group has at least one rule. */
export function alertGroups(settings: AlertSettings, targets: RuleTargets): AlertGroup[] {
    const sources = new Set<Source>(["flink", "operator", ...(targets.sources ?? [])]);
    const shown = settings.alerts.filter(({ definition }) => sources.has(definition.source));
    const groups = [...new Set(shown.map(({ definition }) => definition.group))];
    return groups.map((name) => ({
        name,
        rules: shown
            .filter(({ definition }) => definition.group === name)
            .map((setting) => ruleOf(setting, selectOf(setting, settings, targets), sources, targets)),
    }));
}

function ruleOf(
    { definition, application, severity, forMinutes, thresholds }: AlertSetting,
    select: Select,
    sources: ReadonlySet<Source>,
    targets: RuleTargets,
): AlertRule {
    const alert = ruleName(definition.alert);
    const runbook = `${targets.runbooks ?? "docs/runbooks.md#"}${alert.toLowerCase()}`;
    return {
        alert,
        expr: definition.expression(thresholds, select, sources),
        ...(forMinutes > 0 && { for: `${forMinutes}m` }),
        labels: { severity, ...(application !== undefined && { app: application }) },
        annotations: {
            summary: definition.summary,
            description: definition.description,
            [targets.runbooks === undefined ? "runbook" : "runbook_url"]: runbook,
        },
    };
}

function selectOf({ definition, application }: AlertSetting, settings: AlertSettings, targets: RuleTargets): Select {
    const setApart = settings.setApart[definition.alert] ?? [];
    const ofApplication =
        application !== undefined
            ? [matcher("app", application)]
            : setApart.length > 0
              ? [`app!~"${setApart.join("|")}"`]
              : [];
    const ofTarget = definition.alert === "operatorDown" ? matchers(targets.operator) : [];
    return (metric, ...own) => {
        const all = [...matchers(targets.everywhere ?? {}), ...ofApplication, ...ofTarget, ...own];
        return all.length > 0 ? `${metric}{${all.join(",")}}` : metric;
    };
}

function matchers(labels: Readonly<Record<string, string>>): string[] {
    return Object.entries(labels).map(([label, value]) => matcher(label, value));
}

/** `app="orders"`, with the value as a string of PromQL: https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals. */
function matcher(label: string, value: string): string {
    return `${label}=${JSON.stringify(value)}`;
}
