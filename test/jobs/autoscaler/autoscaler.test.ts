import assert from "node:assert/strict";
import { formatFinding } from "../../../src/checks/findings";
import { localFacts } from "../../../src/clusters/local/cluster";
import { impactOf } from "../../../src/impact/decision";
import { impactSentence } from "../../../src/impact/sentences";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import { podsOf } from "../../../src/jobs/application/evicted-pods";
import { wordsOfJob } from "../../../src/jobs/application/program-words";
import { jobSettings } from "../../../src/jobs/application/settings";
import { buildSpec } from "../../../src/jobs/application/spec";
import { surroundingsToCheck } from "../../../src/jobs/application/verdict";
import type { AutoscalerArgs } from "../../../src/jobs/autoscaler/args";
import { argumentOfAutoscalerOption, autoscalerConfiguration } from "../../../src/jobs/autoscaler/options";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import type { OperatorRelease } from "../../../src/flink/versions";

const factsOf = (release: OperatorRelease) => ({
    operator: operatorFacts(operatorSettings({ release })),
    cluster: localFacts({}),
});

const job = { namespace: "jobs", jar: "local:///orders.jar" } as const;

function check(args: Partial<FlinkJobArgs>, release: OperatorRelease = "1.15.0") {
    const { findings, hints } = checkFlinkApplication("orders", { ...job, ...args }, factsOf(release));
    const short = (text: string) => text.replace('FlinkApplication "orders": ', "");
    return { findings: findings.map(formatFinding).map(short), hints: hints.map(formatFinding).map(short) };
}
const findingsOf = (autoscaler: AutoscalerArgs, release?: OperatorRelease) => check({ autoscaler }, release).findings;

/** Every argument, with a value of its own. */
const full: Required<AutoscalerArgs> = {
    scaling: true,
    targetUtilization: 0.6,
    utilizationBoundary: 0.2,
    minParallelism: 2,
    maxParallelism: 24,
    stabilizationSeconds: 60,
    metricsWindowSeconds: 600,
    catchUpSeconds: 0,
    restartSeconds: 90,
    scaleDownDelaySeconds: 1800,
    maxScaleUpFactor: 1,
    maxScaleDownFactor: 0.5,
    excludedPeriods: ["9:30-10:50", "* * 9-11 * * ?"],
    memoryTuning: true,
};

describe("the autoscaler of an application", () => {
    it("is none unless it is asked for, and then only advises", () => {
        assert.deepEqual(autoscalerConfiguration(undefined), {});
        assert.deepEqual(autoscalerConfiguration({}), {
            "job.autoscaler.enabled": "true",
            "job.autoscaler.scaling.enabled": "false",
        });
    });

    it("is written in keys that operator 1.7.0 and 1.15.0 read alike", () =>
        assert.deepEqual(autoscalerConfiguration(full), {
            "job.autoscaler.enabled": "true",
            "job.autoscaler.scaling.enabled": "true",
            "job.autoscaler.target.utilization": "0.6",
            "job.autoscaler.target.utilization.boundary": "0.2",
            "job.autoscaler.vertex.min-parallelism": "2",
            "job.autoscaler.vertex.max-parallelism": "24",
            "job.autoscaler.stabilization.interval": "60 s",
            "job.autoscaler.metrics.window": "600 s",
            "job.autoscaler.catch-up.duration": "0 s",
            "job.autoscaler.restart.time": "90 s",
            "job.autoscaler.scale-up.grace-period": "1800 s",
            "job.autoscaler.scale-up.max-factor": "1",
            "job.autoscaler.scale-down.max-factor": "0.5",
            "job.autoscaler.excluded.periods": "9:30-10:50;* * 9-11 * * ?",
            "job.autoscaler.memory.tuning.enabled": "true",
        }));

    it("passes the rules of each release with all of its arguments", () => {
        const { excludedPeriods: _, memoryTuning: __, ...everywhere } = full;
        assert.deepEqual(findingsOf(full), []);
        assert.deepEqual(check({ autoscaler: everywhere, flinkVersion: "1.18" }, "1.7.0").findings, []);
    });

    it("leaves the job as it is when it comes, changes or goes", () => {
        const versionOf = (autoscaler?: AutoscalerArgs) => {
            const settings = jobSettings("orders", { ...job, ...(autoscaler && { autoscaler }) });
            const { store } = localFacts({});
            return { namespace: "jobs", name: "orders", spec: buildSpec(settings, surroundingsToCheck("jobs", store)) };
        };
        const { operator } = factsOf("1.15.0");
        for (const [before, after] of [
            [undefined, {}],
            [{}, full],
            [full, undefined],
        ] as const) {
            assert.equal(impactOf(versionOf(before), versionOf(after), operator).verdict, "operatorOnly");
        }
        const sentence = (before: AutoscalerArgs | undefined, after: AutoscalerArgs | undefined) =>
            impactSentence(
                impactOf(versionOf(before), versionOf(after), operator),
                wordsOfJob(jobSettings("orders", { ...job, ...(after && { autoscaler: after }) })),
            );
        const left = "the job is left as it is; only the operator takes note of";
        assert.equal(sentence({}, { targetUtilization: 0.5 }), `${left} autoscaler.targetUtilization`);
        assert.equal(sentence(undefined, {}), `${left} autoscaler and autoscaler.scaling`);
        assert.equal(sentence({}, undefined), `${left} job.autoscaler.enabled and job.autoscaler.scaling.enabled`);
    });
});

describe("the checks of an autoscaler", () => {
    it("reject values out of their limits, each once", () => {
        assert.deepEqual(
            findingsOf({
                targetUtilization: 0,
                utilizationBoundary: 1.1,
                maxScaleUpFactor: 0,
                maxScaleDownFactor: -1,
                minParallelism: 0,
                maxParallelism: 1.5,
                metricsWindowSeconds: 0,
                restartSeconds: -1,
            }),
            [
                "autoscaler.targetUtilization must be a number above 0 and up to 1, got 0",
                "autoscaler.utilizationBoundary must be a number from 0 to 1, got 1.1",
                "autoscaler.maxScaleUpFactor must be a number above 0, got 0",
                "autoscaler.maxScaleDownFactor must be a number from 0 to 1, got -1",
                "autoscaler.minParallelism must be a whole number of at least 1, got 0",
                "autoscaler.maxParallelism must be a whole number of at least 1, got 1.5",
                "autoscaler.metricsWindowSeconds must be a whole number of at least 1, got 0",
                "autoscaler.restartSeconds must be a whole number of at least 0, got -1",
            ],
        );
        assert.deepEqual(findingsOf({ minParallelism: 5, maxParallelism: 4 }), [
            "autoscaler.minParallelism must be at most maxParallelism, 4, got 5",
        ]);
    });

    it("reject periods that the operator cannot read", () =>
        assert.deepEqual(findingsOf({ excludedPeriods: ["22:00-6:00", "a;b"] }), [
            'autoscaler.excludedPeriods[0] must hold times such as "9:30-10:30" or cron expressions of Quartz such as "* * 9-11 * * ?", got "22:00-6:00"',
            'autoscaler.excludedPeriods[1] must be text without ";", got "a;b"',
        ]));

    it("reject what the operator's release does not know", () =>
        assert.deepEqual(
            check({ autoscaler: { memoryTuning: false, excludedPeriods: [] }, flinkVersion: "1.18" }, "1.7.0").findings,
            ["excludedPeriods", "memoryTuning"].map(
                (name) =>
                    `autoscaler.${name} needs operator 1.8.0 or newer, got 1.7.0; remove it, or take a newer operator.release`,
            ),
        ));

    it("reject options that its arguments set, under each name, and no others", () => {
        const flinkConfiguration = {
            "job.autoscaler.enabled": true,
            "job.autoscaler.utilization.target": 0.5,
            "kubernetes.operator.job.autoscaler.scale-down.interval": "1 h",
            "job.autoscaler.quota.cpu": 20,
        };
        assert.deepEqual(check({ autoscaler: {}, flinkConfiguration }).findings, [
            'flinkConfiguration["job.autoscaler.enabled"] cannot be set here; use autoscaler',
            'flinkConfiguration["job.autoscaler.utilization.target"] cannot be set here; use autoscaler.targetUtilization',
            'flinkConfiguration["kubernetes.operator.job.autoscaler.scale-down.interval"] cannot be set here; use autoscaler.scaleDownDelaySeconds',
        ]);
        assert.deepEqual(check({ flinkConfiguration }).findings, []);
        assert.equal(argumentOfAutoscalerOption("job.autoscaler.quota.cpu"), undefined);
        assert.equal(argumentOfAutoscalerOption("kubernetes.operator.job.savepoint-on-deletion"), undefined);
    });

    it("reject a second one that scales", () => {
        assert.deepEqual(check({ autoscaler: { scaling: true }, scaledByOthers: true }).findings, [
            "autoscaler.scaling cannot be combined with scaledByOthers, got true; remove one of them",
        ]);
        assert.deepEqual(check({ autoscaler: {}, scaledByOthers: true }).findings, []);
    });

    it("advise a maximum parallelism where it scales", () => {
        const hint =
            'flinkConfiguration["pipeline.max-parallelism"] should be set for the autoscaler, which chooses among its divisors: "720" for a new job; a job with state must keep its own, which is 128 unless an operator had a parallelism above 85';
        assert.deepEqual(check({ autoscaler: { scaling: true } }).hints, [hint]);
        assert.deepEqual(check({ autoscaler: {} }).hints, []);
        const flinkConfiguration = { pipeline: { "max-parallelism": 720 } };
        assert.deepEqual(check({ autoscaler: { scaling: true }, flinkConfiguration }).hints, []);
    });

    it("say from which Flink version on it scales", () => {
        const flinkConfiguration = { "pipeline.max-parallelism": 720 };
        const hints = (flinkVersion: string, scaling: boolean) =>
            check({ flinkVersion, autoscaler: { scaling }, flinkConfiguration }, "1.7.0").hints;
        assert.deepEqual(hints("1.16", true), [
            'autoscaler.scaling needs Flink 1.17 or newer, or an image that has its changes for the autoscaler, got "1.16"; remove it to have advice alone',
        ]);
        assert.deepEqual(hints("1.16", false), []);
        assert.deepEqual(hints("1.17", true), []);
    });

    it("leave the number of TaskManagers open where it scales", () => {
        const countOf = (scaling: boolean) => {
            const settings = jobSettings("orders", { ...job, mode: "standalone", autoscaler: { scaling } });
            return podsOf(settings, settings)[1]?.count;
        };
        assert.deepEqual([countOf(false), countOf(true)], [1, undefined]);
    });
});
