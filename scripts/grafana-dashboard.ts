import * as common from "@grafana/grafana-foundation-sdk/common";
import * as dashboard from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as NumberBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as LinesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { variableLabels, type DashboardContent, type Panel } from "../src/dashboards/dashboard";

const source = { type: "prometheus", uid: "${datasource}" };
/** Parts of the 24 columns of a dashboard. */
const size = { number: { width: 6, height: 4 }, lines: { width: 12, height: 8 }, stacked: { width: 12, height: 8 } };

/** A dashboard in Grafana's classic form, which provisioning takes in every release from 10 on. */
export function grafanaDashboard(content: DashboardContent): dashboard.Dashboard {
    const builder = new dashboard.DashboardBuilder(content.title)
        .uid(`flink-${content.name}`)
        .description(content.description)
        .tags(["flink"])
        .timezone("browser")
        .readonly()
        .refresh("1m")
        .tooltip(dashboard.DashboardCursorSync.Crosshair)
        .time({ from: "now-3h", to: "now" })
        .withVariable(new dashboard.DatasourceVariableBuilder("datasource").label("Data source").type("prometheus"))
        .withVariable(variable(content, "namespace", "Namespace"))
        .withVariable(variable(content, "application", "Application"))
        .link(
            new dashboard.DashboardLinkBuilder("Flink")
                .type(dashboard.DashboardLinkType.Dashboards)
                .icon("external link")
                .tooltip("The other dashboards, for the same namespace, application and time")
                .tags(["flink"])
                .asDropdown(true)
                .includeVars(true)
                .keepTime(true),
        );
    if (content.of === "jobs") {
        builder.annotation(starts());
    }
    let id = 0;
    for (const row of content.rows) {
        builder.withRow(new dashboard.RowBuilder(row.title).id(++id));
        row.panels.forEach((panel) => builder.withPanel(panelBuilder(panel).id(++id)));
    }
    return builder.build();
}

/** Marks where a job begins to run: a deployment, an upgrade or a restart. */
function starts(): dashboard.AnnotationQueryBuilder {
    const running =
        'max by (namespace, app, job_name) (flink_jobmanager_job_runningTime{namespace=~"$namespace",app=~"$application"})';
    return new dashboard.AnnotationQueryBuilder()
        .name("Starts")
        .datasource(source)
        .enable(true)
        .iconColor("blue")
        .expr(`${running} > 0 < 60000`)
        .step("60s")
        .titleFormat("{{app}} begins to run")
        .textFormat("{{namespace}}/{{app}} {{job_name}}");
}

function variable(content: DashboardContent, name: "namespace" | "application", label: string) {
    const labels = variableLabels[content.of];
    const series = name === "namespace" ? labels.metric : `${labels.metric}{${labels.namespace}=~"$namespace"}`;
    const query = `label_values(${series}, ${labels[name]})`;
    return new dashboard.QueryVariableBuilder(name)
        .label(label)
        .datasource(source)
        .query({ query, refId: `variable-${name}` })
        .definition(query)
        .refresh(dashboard.VariableRefresh.OnTimeRangeChanged)
        .sort(dashboard.VariableSort.AlphabeticalAsc)
        .multi(true)
        .includeAll(true)
        .allValue(".*")
        .current({ selected: true, text: "All", value: "$__all" });
}

function panelBuilder(panel: Panel): LinesBuilder | NumberBuilder {
    const builder = panel.kind === "number" ? numberBuilder() : linesBuilder(panel.kind === "stacked");
    const { width, height } = size[panel.kind];
    builder
        .title(panel.title)
        .description(panel.description)
        .datasource(source)
        .unit(panel.unit)
        .span(width)
        .height(height);
    panel.queries.forEach(({ expr, legend }, index) => {
        const query = new DataqueryBuilder()
            .refId(String.fromCharCode("A".charCodeAt(0) + index))
            .datasource(source)
            .expr(expr)
            .legendFormat(legend);
        builder.withTarget(panel.kind === "number" ? query.instant() : query.range());
    });
    return builder;
}

function numberBuilder(): NumberBuilder {
    return new NumberBuilder()
        .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false))
        .colorMode(common.BigValueColorMode.None)
        .graphMode(common.BigValueGraphMode.None)
        .noValue("–");
}

function linesBuilder(stacked: boolean): LinesBuilder {
    const builder = new LinesBuilder()
        .min(0)
        .lineWidth(1)
        .fillOpacity(stacked ? 30 : 5)
        .showPoints(common.VisibilityMode.Never)
        .legend(
            new common.VizLegendOptionsBuilder()
                .displayMode(common.LegendDisplayMode.List)
                .placement(common.LegendPlacement.Bottom)
                .showLegend(true)
                .calcs([]),
        )
        .tooltip(
            new common.VizTooltipOptionsBuilder()
                .mode(common.TooltipDisplayMode.Multi)
                .sort(common.SortOrder.Descending),
        );
    return stacked
        ? builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group("A"))
        : builder;
}
