import assert from "node:assert/strict";
import { load } from "js-yaml";
import { alertGroups } from "../../src/alerts/rules";
import { alertSettings } from "../../src/alerts/settings";
import { amazonRulesText, azureRuleGroups, googleRulesSpec, prometheusRuleSpec } from "../../src/alerts/sinks";

const operator = { job: "flink-operator/flink-operator" };
const groups = alertGroups(alertSettings(), { operator });
const ofOperator = (runbooks?: string) =>
    alertGroups(alertSettings(), { operator, everywhere: { cluster: "prod" }, ...(runbooks && { runbooks }) })
        .flatMap(({ rules }) => rules)
        .find(({ alert }) => alert === "FlinkOperatorDown");

describe("alert rules", () => {
    it("have a severity, a summary, a description and a runbook", () =>
        assert.deepEqual(ofOperator(), {
            alert: "FlinkOperatorDown",
            expr: 'absent(up{cluster="prod",job="flink-operator/flink-operator"} == 1)',
            for: "5m",
            labels: { severity: "critical" },
            annotations: {
                summary: "The Flink operator does not answer",
                description:
                    "Jobs go on, and no change, restart or savepoint of theirs is carried out. With several replicas none of them answers.",
                runbook: "docs/runbooks.md#flinkoperatordown",
            },
        }));

    it("lead to runbooks at an address of one's own", () =>
        assert.equal(
            ofOperator("https://wiki.example.com/flink/")?.annotations["runbook_url"],
            "https://wiki.example.com/flink/flinkoperatordown",
        ));

    it("are only those whose metrics are collected", () => {
        const names = (sources: readonly ("cluster" | "resources")[]) =>
            alertGroups(alertSettings(), { operator, sources }).flatMap(({ rules }) => rules.map(({ alert }) => alert));
        const without = names([]);
        assert.equal(without.length, 22);
        assert.deepEqual(
            names(["cluster", "resources"]).filter((alert) => !without.includes(alert)),
            [
                "FlinkJobLost",
                "FlinkJobManagerNotReady",
                "FlinkJobManagerRestarting",
                "FlinkTaskManagerOutOfMemory",
                "FlinkTaskManagerMemoryHigh",
            ],
        );
    });

    it("leave out what is not enabled, and keep applications with own values apart", () => {
        const args = {
            operatorDown: { enabled: false },
            applications: { nightly: { enabled: false }, orders: { jobNotRunning: { forMinutes: 30 } } },
        };
        const rules = alertGroups(alertSettings(args), { operator }).flatMap((group) => group.rules);
        assert.equal(
            rules.some(({ alert }) => alert === "FlinkOperatorDown"),
            false,
        );
        assert.deepEqual(
            rules
                .filter(({ alert }) => alert === "FlinkJobNotRunning")
                .map((rule) => [rule.expr, rule.for, rule.labels]),
            [
                [
                    'max by (namespace, app, job_name) (flink_jobmanager_job_runningTime{app!~"nightly|orders"}) == 0',
                    "10m",
                    { severity: "critical" },
                ],
                [
                    'max by (namespace, app, job_name) (flink_jobmanager_job_runningTime{app="orders"}) == 0',
                    "30m",
                    { severity: "critical", app: "orders" },
                ],
            ],
        );
    });
});

describe("alert rules for each kind of Prometheus", () => {
    it("are groups of a PrometheusRule, and the same for Google", () => {
        const spec = prometheusRuleSpec(groups);
        assert.deepEqual(
            spec.groups.map(({ name, interval, rules }) => [name, interval, rules.length]),
            [
                ["flink-jobs", "1m", 6],
                ["flink-checkpoints", "1m", 3],
                ["flink-load", "1m", 5],
                ["flink-operator", "1m", 8],
            ],
        );
        assert.deepEqual(googleRulesSpec(groups), spec);
    });

    it("are a rules file for Amazon", () =>
        assert.deepEqual(load(amazonRulesText(groups)), prometheusRuleSpec(groups)));

    it("are resources with ISO durations and numbers of severity for Azure", () => {
        const [first] = azureRuleGroups(groups, ["/subscriptions/1/actionGroups/ops"]);
        assert.equal(first?.name, "flink-jobs");
        assert.equal(first.interval, "PT1M");
        assert.deepEqual(first.rules[1], {
            alert: "FlinkJobNotRunning",
            enabled: true,
            expression: "max by (namespace, app, job_name) (flink_jobmanager_job_runningTime) == 0",
            for: "PT10M",
            severity: 0,
            labels: { severity: "critical" },
            annotations: groups[0]?.rules[1]?.annotations,
            resolveConfiguration: { autoResolved: true, timeToResolve: "PT5M" },
            actions: [{ actionGroupId: "/subscriptions/1/actionGroups/ops" }],
        });
        assert.equal(first.rules[0]?.for, undefined);
    });

    it("are split where Azure takes no more rules in one group", () => {
        const names = Array.from({ length: 40 }, (_, index) => [`job-${index}`, { jobNotRunning: { forMinutes: 20 } }]);
        const many = alertGroups(alertSettings({ applications: Object.fromEntries(names) }), { operator });
        assert.deepEqual(
            azureRuleGroups(many)
                .filter(({ name }) => name.startsWith("flink-jobs"))
                .map(({ name, rules }) => [name, rules.length]),
            [
                ["flink-jobs", 20],
                ["flink-jobs-2", 20],
                ["flink-jobs-3", 6],
            ],
        );
    });
});
