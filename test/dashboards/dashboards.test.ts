import assert from "node:assert/strict";
import { grafanaDashboard } from "../../scripts/grafana-dashboard";
import { dashboardContents } from "../../src/dashboards/contents";
import { dashboardConfigMaps, dashboards, dashboardUrl } from "../../src/dashboards/dashboards";
import { dashboardQueries, emptyReason } from "../../src/dashboards/queries";
import { metricNames } from "../../src/flink/metric-names";
import { schemaErrors } from "./schema";

interface AnyPanel {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}
interface AnyDashboard {
    readonly uid: string;
    readonly panels: readonly AnyPanel[];
    readonly templating: { readonly list: readonly { readonly name: string }[] };
}
const parsed = () => dashboards().map(({ json }) => JSON.parse(json) as AnyDashboard);

describe("dashboards", () => {
    it("are what Grafana's library makes of their contents", () =>
        assert.deepEqual(
            dashboards().map(({ json }) => JSON.parse(json) as unknown),
            dashboardContents.map((content) => JSON.parse(JSON.stringify(grafanaDashboard(content))) as unknown),
        ));

    it("hold to the types of Grafana's schema, which tell those apart that do not", function () {
        this.timeout(60_000);
        const [first] = parsed();
        const [row, panel, ...others] = first?.panels ?? [];
        const misspelt = {
            ...first,
            panels: [row, { ...panel, fieldConfig: { defaults: { unitt: "s" } } }, ...others],
        };
        const errors = schemaErrors([...parsed(), misspelt, { ...first, graphTooltip: "crosshair" }]);
        assert.equal(errors.length, 2);
        assert.match(errors[0] ?? "", /unitt/);
        assert.match(errors[1] ?? "", /'string' is not assignable to type 'DashboardCursorSync/);
    });

    it("have ids of their own, and panels with ids and queries of their own", () => {
        assert.deepEqual(
            parsed().map(({ uid }) => uid),
            ["flink-fleet", "flink-job", "flink-checkpoints", "flink-memory", "flink-operator", "flink-autoscaler"],
        );
        for (const { panels } of parsed()) {
            assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
            for (const { targets = [] } of panels) {
                assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length);
            }
        }
    });

    it("let the data source, namespaces and applications be chosen", () => {
        for (const { templating } of parsed()) {
            assert.deepEqual(
                templating.list.map(({ name }) => name),
                ["datasource", "namespace", "application"],
            );
        }
    });

    it("lie in one ConfigMap each, far below the limit of Kubernetes", () => {
        const maps = dashboardConfigMaps({ annotations: { grafana_folder: "Flink" } });
        assert.deepEqual(
            maps.map(({ name, labels, annotations, data }) => [name, labels, annotations, Object.keys(data)]),
            dashboardContents.map(({ name }) => [
                `flink-${name}-dashboard`,
                { grafana_dashboard: "1" },
                { grafana_folder: "Flink" },
                [`flink-${name}.json`],
            ]),
        );
        // Client-side apply keeps a copy in an annotation, which may have 256 KiB.
        assert.ok(maps.every(({ data }) => JSON.stringify(data).length < 100_000));
    });

    it("are linked for one namespace and application", () => {
        assert.equal(
            dashboardUrl("https://grafana.example.com/", "job", { namespace: "shop", application: "orders" }),
            "https://grafana.example.com/d/flink-job?var-namespace=shop&var-application=orders",
        );
        assert.equal(dashboardUrl("http://localhost:3000", "fleet"), "http://localhost:3000/d/flink-fleet");
    });
});

describe("queries of dashboards", () => {
    const versions = { flink: "1.18", operator: "1.7.0" };
    const reasonOf = (panel: string, flink = "1.18") =>
        dashboardQueries()
            .filter((query) => query.panel === panel)
            .map(({ expr }) => emptyReason(expr, { ...versions, flink }))[0];

    it("have no variable left and read no metric whose versions are not known", () => {
        const read = dashboardQueries().flatMap(({ expr }) => expr.match(/\b(flink_|kube_|container_)\w+/g) ?? []);
        assert.deepEqual(
            [...new Set(read)].filter((name) => !(name in metricNames)),
            [],
        );
        assert.deepEqual(
            dashboardQueries().filter(({ expr }) => expr.includes("$")),
            [],
        );
    });

    it("may be empty for a reason that is known, and else must not be", () => {
        assert.equal(reasonOf("Records"), undefined);
        assert.equal(reasonOf("Since the last checkpoint"), "Flink has it from 2.0 on");
        assert.equal(reasonOf("Since the last checkpoint", "2.2"), undefined);
        assert.equal(reasonOf("Garbage collection", "1.19"), undefined);
        assert.equal(reasonOf("Event time behind the clock"), "no value is in the range that it keeps");
        assert.equal(reasonOf("Alerts that fire"), undefined);
    });
});
