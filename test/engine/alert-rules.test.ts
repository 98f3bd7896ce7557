import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { dump } from "js-yaml";
import { ruleName } from "../../src/alerts/definition";
import { alertDefinitions } from "../../src/alerts/definitions";
import { inhibitRules } from "../../src/alerts/inhibitions";
import { alertGroups } from "../../src/alerts/rules";
import { alertSettings } from "../../src/alerts/settings";
import { amazonRulesText } from "../../src/alerts/sinks";
import { dashboardQueries } from "../../src/dashboards/queries";
import { operatorTarget, type RuleCase } from "../alerts/rule-case";
import { jobCases } from "../alerts/rule-cases-jobs";
import { platformCases } from "../alerts/rule-cases-platform";

const cases = [...jobCases, ...platformCases];
/** Times at which an alert that may not fire is looked for. */
const quietMinutes = [5, 10, 16, 20, 25, 31, 35, 40, 46, 50, 55, 60];

describe("the rules of alerts, in Prometheus", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rules-"));
    after(() => fs.rmSync(folder, { recursive: true }));
    const write = (name: string, value: unknown) => {
        fs.writeFileSync(path.join(folder, name), typeof value === "string" ? value : dump(value));
        return path.join(folder, name);
    };
    const run = (program: string, ...args: string[]) => {
        const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
        const failed = stdout.split("\n\n").filter((part) => !part.includes("SUCCESS"));
        assert.equal(status, 0, `${program}: ${error?.message ?? ""}\n${failed.join("\n")}\n${stderr}`);
        return stdout;
    };

    it("are valid", () => {
        const applications = { orders: { noCheckpoint: { windowMinutes: 60 } }, nightly: { enabled: false } };
        const groups = alertGroups(alertSettings({ applications }), {
            operator: operatorTarget,
            everywhere: { cluster: 'a"b' },
            sources: ["cluster", "resources"],
        });
        const rules = groups.flatMap((group) => group.rules);
        const answer = run("promtool", "check", "rules", "--lint-fatal", write("all.yaml", amazonRulesText(groups)));
        assert.ok(answer.includes(`SUCCESS: ${rules.length} rules found`), answer);
    });

    it("fire when they should, and not when they should not", () => {
        const files = cases.map((each, index) => {
            const rules = write(`${index}.rules.yaml`, rulesOf(each));
            return write(`${index}.test.yaml`, testOf(each, rules));
        });
        run("promtool", "test", "rules", ...files);
    });

    it("each have series that make them fire, and some that do not", () => {
        const untested = alertDefinitions.filter(({ alert }) => {
            const own = cases.filter((each) => each.alert === alert);
            return !own.some(({ fires }) => fires) || !own.some(({ fires }) => !fires);
        });
        assert.deepEqual(untested, []);
    });

    it("and queries of dashboards are PromQL", () => {
        const queries = dashboardQueries();
        const rules = queries.map(({ dashboard, expr }, index) => ({ record: `${dashboard}:query:${index}`, expr }));
        const answer = run(
            "promtool",
            "check",
            "rules",
            write("queries.yaml", { groups: [{ name: "queries", rules }] }),
        );
        assert.ok(answer.includes(`SUCCESS: ${queries.length} rules found`), answer);
    });

    it("are kept back by rules that Alertmanager takes", () => {
        const config = { route: { receiver: "none" }, receivers: [{ name: "none" }], inhibit_rules: inhibitRules };
        const answer = run("amtool", "check-config", write("alertmanager.yaml", config));
        assert.match(answer, /- 2 inhibit rules/);
    });
});

/** The rules of a case's alert, with summaries alone: descriptions say no more of the series than they do. */
function rulesOf({ alert, args, sources = [] }: RuleCase) {
    const rules = alertGroups(alertSettings(args), { operator: operatorTarget, sources })
        .flatMap((group) => group.rules)
        .filter((rule) => rule.alert === ruleName(alert))
        .map((rule) => ({ ...rule, annotations: { summary: rule.annotations["summary"] } }));
    return { groups: [{ name: "rules", rules }] };
}

function testOf({ alert, story, series, fires }: RuleCase, rules: string) {
    const alertname = ruleName(alert);
    const expected = fires && [{ exp_labels: fires.labels, exp_annotations: { summary: fires.summary } }];
    const minutes = fires ? [60] : quietMinutes;
    return {
        rule_files: [rules],
        evaluation_interval: "1m",
        tests: [
            {
                name: `${alertname}: ${story}`,
                interval: "1m",
                input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
                alert_rule_test: minutes.map((minute) => ({
                    eval_time: `${minute}m`,
                    alertname,
                    exp_alerts: expected ?? [],
                })),
            },
        ],
    };
}
