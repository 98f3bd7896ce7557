import assert from "node:assert/strict";
import type { AlertsArgs } from "../../src/alerts/args";
import { alertProblems } from "../../src/alerts/checks";
import { alertDefinitions } from "../../src/alerts/definitions";
import { knownAlerts } from "../../src/alerts/known-arguments";
import { metricNames } from "../../src/flink/metric-names";
import { alertGroups } from "../../src/alerts/rules";
import { alertSettings } from "../../src/alerts/settings";
import { alerts as block } from "../../src/stack/alerts-block";

const problemsOf = (args: unknown) =>
    alertProblems(args as AlertsArgs).map(({ path, problem }) => `${path} ${problem}`);

describe("alertProblems", () => {
    it("finds nothing wrong with no arguments, and with every argument in its range", () => {
        assert.deepEqual(problemsOf(undefined), []);
        assert.deepEqual(
            problemsOf({
                jobRestarting: { count: 1, windowMinutes: 1440, forMinutes: 0, severity: "info" },
                taskSaturated: { percent: 100 },
                sourceLagGrowing: { records: 0 },
                applications: { nightly: { enabled: false }, orders: { noCheckpoint: { windowMinutes: 10 } } },
            }),
            [],
        );
    });

    it("rejects numbers out of their ranges, with the range and the value", () =>
        assert.deepEqual(
            problemsOf({
                jobRestarting: { count: 0, windowMinutes: 2 },
                jobNotRunning: { forMinutes: 1441 },
                taskSaturated: { percent: 101 },
                checkpointSlow: { seconds: "60" },
                sourceLagGrowing: { records: -1 },
                applications: { orders: { noCheckpoint: { windowMinutes: 5 } } },
            }),
            [
                "alerts.jobRestarting.count must be a whole number from 1 to 1000, got 0",
                "alerts.jobRestarting.windowMinutes must be a whole number from 5 to 1440, got 2",
                "alerts.jobNotRunning.forMinutes must be a whole number from 0 to 1440, got 1441",
                'alerts.checkpointSlow.seconds must be a whole number from 1 to 86400, got "60"',
                "alerts.taskSaturated.percent must be a whole number from 1 to 100, got 101",
                "alerts.sourceLagGrowing.records must be a whole number of at least 0, got -1",
                "alerts.applications.orders.noCheckpoint.windowMinutes must be a whole number from 10 to 1440, got 5",
            ],
        ));

    it("rejects unknown names and words, of an application too", () =>
        assert.deepEqual(
            problemsOf({
                jobLots: {},
                jobRestarting: { severity: "high", percent: 1 },
                operatorDown: true,
                applications: { Orders: {}, orders: { operatorDown: {}, enabled: "false" } },
            }),
            [
                "alerts.jobLots is not known; use jobLost",
                'alerts.jobRestarting.severity must be one of "critical", "warning", "info", got "high"',
                "alerts.jobRestarting.percent is not known; known: enabled, severity, forMinutes, count, windowMinutes",
                "alerts.operatorDown must be an object, got true",
                ...problemsOf({ applications: { Orders: {} } }),
                ...problemsOf({ applications: { orders: { operatorDown: {} } } }),
                'alerts.applications.orders.enabled must be true or false, got "false"; remove the quotes',
            ],
        ));
});

describe("the alerts block of a stack file", () => {
    it("has a key for every alert, and the keys of each", () => {
        const full = Object.fromEntries(
            alertDefinitions.map(({ alert, thresholds, severity }) => [
                alert,
                { enabled: true, severity, forMinutes: 1, ...valuesOf(thresholds) },
            ]),
        );
        assert.deepEqual(block.parse(full), full);
        assert.deepEqual(problemsOf(full), []);
        assert.deepEqual(Object.keys(full).toSorted(), Object.keys(knownAlerts).filter(isAlert).toSorted());
    });

    it("rejects a misspelt key", () => assert.throws(() => block.parse({ jobLots: {} }), /jobLots/));
});

describe("alert expressions", () => {
    const sources = ["cluster", "resources"] as const;
    const rules = [[], sources].flatMap((each) =>
        alertGroups(alertSettings(), { operator: { job: "a/b" }, sources: each }).flatMap((group) => group.rules),
    );

    it("read no metric whose versions are not known", () => {
        const read = rules.flatMap(({ expr }) => expr.match(/\b(flink_|kube_|container_)\w+/g) ?? []);
        assert.deepEqual(
            [...new Set(read)].filter((name) => !(name in metricNames)),
            [],
        );
    });

    it("are explained by descriptions that name no label", () =>
        assert.deepEqual(
            rules.filter(({ annotations }) => annotations["description"]?.includes("$labels")),
            [],
        ));
});

function valuesOf(thresholds: object): Record<string, number> {
    return Object.fromEntries(
        Object.entries(thresholds).map(([name, { most }]: [string, { most: number }]) => [name, most]),
    );
}

function isAlert(name: string): boolean {
    return !["enabled", "clusterMetrics", "runbooks", "applications"].includes(name);
}
