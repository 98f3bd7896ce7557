import { metricNames, type MetricFacts } from "../flink/metric-names";
import { compareVersions } from "../flink/versions";
import { dashboardContents } from "./contents";
import type { DashboardName } from "./dashboard";

/** One query of a dashboard, as Prometheus itself takes it. */
export interface DashboardQuery {
    readonly dashboard: DashboardName;
    readonly panel: string;
    readonly expr: string;
}

/** Versions that a query runs against. */
export interface QueryVersions {
    /** As `major.minor`. */
    readonly flink: string;
    readonly operator: string;
}

/** Values of a dashboard's variables that let every series in. */
const everything: Readonly<Record<string, string>> = {
    $namespace: ".*",
    $application: ".*",
    $__rate_interval: "5m",
};

/** Every query of every dashboard, for all namespaces and applications. */
export function dashboardQueries(): DashboardQuery[] {
    return dashboardContents.flatMap(({ name, rows }) =>
        rows.flatMap(({ panels }) =>
            panels.flatMap(({ title, queries }) =>
                queries.map(({ expr }) => ({ dashboard: name, panel: title, expr: withoutVariables(expr) })),
            ),
        ),
    );
}

/** Why a query may have no result although all is well; undefined where it must have one. */
export function emptyReason(expr: string, versions: QueryVersions): string | undefined {
    const alternatives = expr.split(" or ").map((part) => reasonOf(part, versions));
    return alternatives.includes(undefined) ? undefined : alternatives.join("; or ");
}

function reasonOf(expr: string, versions: QueryVersions): string | undefined {
    if (isFiltered(expr)) {
        return "no value is in the range that it keeps";
    }
    const read = Object.entries<MetricFacts>(metricNames).filter(([name]) => new RegExp(`\\b${name}\\b`).test(expr));
    return read
        .map(([, facts]) => facts.unless ?? versionReason(facts, versions))
        .find((reason) => reason !== undefined);
}

function versionReason({ from, since, until }: MetricFacts, versions: QueryVersions): string | undefined {
    const [program, version] =
        from === "operator" ? (["operator", versions.operator] as const) : (["Flink", versions.flink] as const);
    if (since !== undefined && compareVersions(version, since) < 0) {
        return `${program} has it from ${since} on`;
    }
    return until !== undefined && compareVersions(version, until) >= 0
        ? `${program} has it before ${until}`
        : undefined;
}

/** `watermark > 0` yes, `sum(watermark)` no */
function isFiltered(expr: string): boolean {
    return /\s[<>]=?\s/.test(expr);
}

function withoutVariables(expr: string): string {
    return Object.entries(everything).reduce((text, [name, value]) => text.replaceAll(name, value), expr);
}
