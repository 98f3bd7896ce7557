/** Units in Grafana's words: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit. */
export type Unit = "short" | "bytes" | "s" | "ms" | "ns" | "percent" | "percentunit" | "reqps" | "none";

/** One query of a panel, in PromQL with variables of the dashboard. */
export interface Query {
    readonly expr: string;
    /** Name of each line, with labels as `{{label}}`. */
    readonly legend: string;
}

/** One panel: a number, lines, or lines that are stacked. */
export interface Panel {
    readonly title: string;
    /** Meaning of the panel, and how to read it. */
    readonly description: string;
    readonly kind: "number" | "lines" | "stacked";
    readonly unit: Unit;
    readonly queries: readonly Query[];
}

/** Panels under one heading. */
export interface PanelRow {
    readonly title: string;
    readonly panels: readonly Panel[];
}

/** Content of a dashboard, before it is Grafana's. */
export interface DashboardContent {
    readonly name: DashboardName;
    readonly title: string;
    readonly description: string;
    /** Where the values of its variables `namespace` and `application` come from. */
    readonly of: keyof typeof variableLabels;
    readonly rows: readonly PanelRow[];
}

/** Name of a dashboard; with `flink-` before it, its id in Grafana. */
export type DashboardName = "fleet" | "job" | "checkpoints" | "memory" | "operator" | "autoscaler";

/** Metrics and labels in which the values of a dashboard's variables are found. */
export const variableLabels = {
    jobs: { metric: "flink_jobmanager_numRunningJobs", namespace: "namespace", application: "app" },
    resources: {
        metric: "flink_k8soperator_namespace_resource_JOSDK_Reconciliation_Count",
        namespace: "resourcens",
        application: "resourcename",
    },
} as const;

/** The series of the namespaces and applications that are chosen. */
export const chosen = 'namespace=~"$namespace",app=~"$application"';

/** The series of the chosen namespaces in metrics of the operator. */
export const inNamespaces = 'resourcens=~"$namespace"';

/** The series of the chosen resources in metrics of the operator. */
export const ofResources = `${inNamespaces},resourcename=~"$application"`;

/** Name of a process or job in a legend. */
export const application = "{{namespace}}/{{app}}";

/** A panel of lines with one query. */
export function lines(title: string, unit: Unit, expr: string, legend: string, description: string): Panel {
    return { title, description, kind: "lines", unit, queries: [{ expr, legend }] };
}

/** A panel with one number. */
export function number(title: string, unit: Unit, expr: string, description: string): Panel {
    return { title, description, kind: "number", unit, queries: [{ expr, legend: title }] };
}
