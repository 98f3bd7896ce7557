import assert from "node:assert/strict";
import { impactOf } from "../../src/impact/decision";
import { notKnown } from "../../src/impact/field-change";
import { impactSentence } from "../../src/impact/sentences";
import { templateCauses } from "../../src/impact/template-causes";
import { argumentOfField } from "../../src/jobs/application/impact-words";
import { buildSpec } from "../../src/jobs/application/spec";
import { jobSettings } from "../../src/jobs/application/settings";
import type { FlinkJobArgs } from "../../src/jobs/application/args";
import { noBinding } from "../../src/contracts/no-binding";

const placement = (role: string) =>
    ({
        nodeSelector: { "example.com/role": role },
        tolerations: [{ key: "role", operator: "Equal", value: role, effect: "NoSchedule" }],
        architecture: "any",
    }) as const;

const versionOf = (args: Partial<FlinkJobArgs>) => {
    const surroundings = {
        cluster: {
            stateStore: {
                uri: "s3p://a",
                plugin: "flink-s3-fs-presto",
                files: { uri: "s3a://a", plugin: "flink-s3-fs-hadoop" },
                flinkConfiguration: () => ({}),
            },
            nodes: { system: placement("s"), jobManager: placement("j"), taskManager: placement("t") },
            disruptionAnnotations: { "example.com/evict": "false" },
        },
        jobNamespace: {
            serviceAccountName: "flink",
            statePrefix: "jobs",
            binding: { ...noBinding, podAnnotations: { "example.com/inject": "true" } },
        },
    } as const;
    const spec = buildSpec(jobSettings("orders", { namespace: "jobs", jar: "local:///a.jar", ...args }), surroundings);
    return { namespace: "jobs", name: "orders", spec: JSON.parse(JSON.stringify(spec)) };
};

/** Names of what the line about a change says. */
const named = (before: Partial<FlinkJobArgs>, after: Partial<FlinkJobArgs>): string => {
    const operator = { release: "1.15.0", configuration: {} };
    const impact = impactOf(versionOf(before), versionOf(after), operator);
    const sentence = impactSentence({ ...impact, causes: templateCauses(impact.causes) }, argumentOfField);
    return /^the job restarts from its last checkpoint, because (.*?) changes?(?:;|$)/.exec(sentence)?.[1] ?? sentence;
};

const labels = (team: string) => ({ metadata: { labels: { team } } });
const main = (value: string) => ({
    spec: { containers: [{ name: "flink-main-container", env: [{ name: "A", value }] }] },
});
const common = { ...labels("data"), ...main("1") };
const own = { taskManager: { podTemplate: labels("stream") } };

describe("the fields that a line names", () => {
    const rows: [title: string, before: Partial<FlinkJobArgs>, after: Partial<FlinkJobArgs>, names: string][] = [
        [
            "the first template of a process",
            { podTemplate: common },
            { podTemplate: common, ...own },
            "taskManager.podTemplate.metadata.labels",
        ],
        [
            "the last one, taken away",
            { podTemplate: common, ...own },
            { podTemplate: common },
            "taskManager.podTemplate.metadata.labels",
        ],
        [
            "the first one without a common one",
            {},
            { jobManager: { podTemplate: main("1") } },
            'jobManager.podTemplate.spec.containers["flink-main-container"]',
        ],
        [
            "an empty one",
            { podTemplate: common },
            { podTemplate: common, taskManager: { podTemplate: {} } },
            "podTemplate",
        ],
        [
            "a change of a process's own",
            { podTemplate: common, ...own },
            { podTemplate: common, taskManager: { podTemplate: labels("other") } },
            "taskManager.podTemplate.metadata.labels.team",
        ],
        [
            "a change of the common one beside it",
            { podTemplate: common, ...own },
            { podTemplate: { ...labels("data"), ...main("2") }, ...own },
            'podTemplate.spec.containers["flink-main-container"].env["A"].value',
        ],
        [
            "a change of the common one that a process's own hides in one",
            { podTemplate: common, ...own },
            { podTemplate: { ...labels("new"), ...main("1") }, ...own },
            "jobManager.podTemplate.metadata.labels.team",
        ],
        [
            "both at once, with an image",
            { podTemplate: common },
            { podTemplate: { ...labels("data"), ...main("2") }, image: "a:1", ...own },
            'image, podTemplate.spec.containers["flink-main-container"] and taskManager.podTemplate.metadata.labels',
        ],
        [
            "a change of the common one alone",
            { podTemplate: labels("a") },
            { podTemplate: labels("b") },
            "podTemplate.metadata.labels.team",
        ],
    ];
    for (const [title, before, after, names] of rows) {
        it(`are the user's: ${title}`, () => assert.equal(named(before, after), names));
    }

    it("are those of both processes where a value is not known yet", () => {
        const change = (process: string) => ({
            path: `spec.${process}.podTemplate.spec.containers`,
            before: [],
            after: [notKnown],
        });
        const causes = [change("jobManager"), change("taskManager")];
        assert.deepEqual(templateCauses(causes), causes);
    });
});
