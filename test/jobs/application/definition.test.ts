import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterFacts } from "../../../src/contracts/cluster";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { buildSpec } from "../../../src/jobs/application/spec";
import { jobSettings } from "../../../src/jobs/application/settings";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { storeFacts } from "../../../src/contracts/facts";
import { noBinding } from "../../../src/contracts/no-binding";
import { fakeCluster } from "../../support/fake-cluster";

const cluster: ClusterFacts = {
    architectures: { system: "any", jobManager: "any", taskManager: "any" },
    flinkVersionProblem: () => undefined,
    refusedOptions: {},
    store: storeFacts(fakeCluster().stateStore),
};

type Loose = Readonly<Record<string, unknown>>;

/** Findings of arguments that a program without types can pass. */
const linesOf = (args: Loose, release?: "1.7.0") => {
    const operator = operatorFacts(operatorSettings(release === undefined ? {} : { release }));
    const job = { namespace: "jobs", jar: "local:///orders.jar", ...args } as unknown as FlinkJobArgs;
    return checkFlinkApplication("orders", job, { operator, cluster }).findings.map(
        ({ path, problem }) => `${path} ${problem}`,
    );
};

const sidecar = (fields: Loose) => ({ spec: { containers: [{ name: "sidecar", image: "a:1", ...fields }] } });

const rows: [title: string, args: Loose, ...lines: string[]][] = [
    [
        "arguments that are not known",
        {
            paralelism: 2,
            jarUri: "local:///a.jar",
            taskManager: { memory: "2g" },
            readiness: { timeout: 1 },
            zone: "a",
        },
        "paralelism is not known; use parallelism",
        "jarUri is not known; use jar",
        "taskManager.memory is not known; use memoryMiB",
        "readiness.timeout is not known; use timeoutSeconds",
        "zone is not known; remove it",
    ],
    [
        "words that are none",
        { upgradeMode: "lastState", state: "stopped", savepointFormat: "native" },
        'upgradeMode must be one of "last-state", "savepoint", "stateless", got "lastState"',
        'state must be one of "running", "suspended", got "stopped"',
        'savepointFormat must be one of "CANONICAL", "NATIVE", got "native"',
    ],
    [
        "numbers in quotes",
        { parallelism: "4", taskManager: { memoryMiB: "2048m", cpu: "1" }, readiness: { timeoutSeconds: "60" } },
        'parallelism must be a whole number of at least 1, got "4"',
        'taskManager.memoryMiB must be a whole number of at least 1, got "2048m"',
        'taskManager.cpu must be more than 0, got "1"',
        'readiness.timeoutSeconds must be at least 1, got "60"',
    ],
    [
        "switches in quotes, and plugins that there are not",
        { scaledByOthers: "false", savepointOnDelete: "no", readiness: { enabled: "true" }, plugins: ["s3-fs-presto"] },
        'scaledByOthers must be true or false, got "false"; remove the quotes',
        'savepointOnDelete must be true or false, got "no"',
        'readiness.enabled must be true or false, got "true"; remove the quotes',
        'plugins[0] must be one of "flink-s3-fs-presto", "flink-s3-fs-hadoop", "flink-gs-fs-hadoop", "flink-azure-fs-hadoop", got "s3-fs-presto"',
    ],
    [
        "lists of options with more than single values",
        { flinkConfiguration: { pipeline: { "cached-files": [{ name: "a" }] }, b: ["a", ["b"]], c: ["a", 1, true] } },
        'flinkConfiguration["pipeline.cached-files"][0] must be a single value, got an object; write the whole list as one text',
        'flinkConfiguration["b"][1] must be a single value, got a list; write the whole list as one text',
    ],
    [
        "a version that is a number",
        { flinkVersion: 1.2 },
        "flinkVersion must be text, got 1.2; put it in quotes, for 1.20 without them reads so",
    ],
    [
        "a patch that is a number",
        { flinkPatchVersion: 2.2 },
        "flinkPatchVersion must be text, got 2.2; put it in quotes",
    ],
    [
        "values of another shape",
        { args: "--a", jobManager: "small", flinkConfiguration: pulumi.output({}), plugins: {} },
        'args must be a list, got "--a"',
        'jobManager must be an object, got "small"',
        "flinkConfiguration must be an object, got an output",
        "plugins must be a list, got an object",
    ],
    [
        "words and values that are none, of what the FlinkDeployment takes over",
        {
            jobName: 5,
            mode: "Native",
            imagePullPolicy: "Sometimes",
            logConfiguration: { "log4j-console.properties": 5 },
            ingress: { template: "{{name}}.example.com", clasName: "nginx" },
            labels: { team: 5 },
            annotations: "a",
            taskManager: { replicas: "2" },
        },
        'mode must be one of "native", "standalone", got "Native"',
        'annotations must be an object, got "a"',
        "jobName must be text, got 5; put it in quotes",
        'labels["team"] must be text, got 5; put it in quotes',
        "ingress.clasName is not known to operator 1.15.0, which would drop it; use className",
        'logConfiguration["log4j-console.properties"] must be text, got 5; put it in quotes',
        'taskManager.replicas must be a whole number of at least 1, got "2"',
        'imagePullPolicy must be Always or IfNotPresent or Never, got "Sometimes"',
    ],
    ["arguments of null", { args: null, labels: null, jobManager: null, podTemplate: null, readiness: null }],
    ["text for a pod template", { podTemplate: "pod.yaml" }, 'podTemplate must be an object, got "pod.yaml"'],
    [
        "a pod template by its own places, in which the platform's containers do not count",
        {
            podTemplate: {
                metadata: { annotations: { "prometheus.io/port": 9249 } },
                ...sidecar({ env: [{ name: "A", value: 4 }], imagePulPolicy: "Always" }),
            },
        },
        "podTemplate.spec.containers[0].imagePulPolicy is not known to operator 1.15.0, which would drop it; use imagePullPolicy",
        'podTemplate.metadata.annotations["prometheus.io/port"] must be text, got 9249; put it in quotes',
        "podTemplate.spec.containers[0].env[0].value must be text, got 4; put it in quotes",
    ],
    [
        "text for the template of a process",
        { jobManager: { podTemplate: "pod.yaml" } },
        'jobManager.podTemplate must be an object, got "pod.yaml"',
    ],
    [
        "the template of a process by its own places",
        {
            podTemplate: sidecar({}),
            jobManager: { podTemplate: sidecar({ imagePulPolicy: "Always" }) },
            taskManager: {
                podTemplate: {
                    metadata: { annotations: { "prometheus.io/port": 9249 } },
                    ...sidecar({ env: [{ name: "A", value: 4 }] }),
                },
            },
        },
        "jobManager.podTemplate.spec.containers[0].imagePulPolicy is not known to operator 1.15.0, which would drop it; use imagePullPolicy",
        'taskManager.podTemplate.metadata.annotations["prometheus.io/port"] must be text, got 9249; put it in quotes',
        "taskManager.podTemplate.spec.containers[0].env[0].value must be text, got 4; put it in quotes",
    ],
    ["templates of null", { jobManager: { podTemplate: null }, taskManager: { podTemplate: null } }],
    [
        "arguments that are no text",
        { args: ["--version", 1.2], jar: 5 },
        "args[1] must be text, got 1.2; put it in quotes",
        "jar must be text, got 5; put it in quotes",
    ],
    [
        "numbers without their last digits",
        { restartNonce: 1723459183123456800, flinkConfiguration: { a: { b: 12345678901234567000 } } },
        'flinkConfiguration["a.b"] must be text, got 12345678901234567000; put it in quotes',
        "restartNonce must be a whole number from -9007199254740991 to 9007199254740991, got 1723459183123456800",
    ],
    [
        "what Flink 1 takes for comments",
        {
            flinkVersion: "1.20",
            args: ["--source.password", "DB#Test", "{jobFiles}/a\nb"],
            flinkConfiguration: { "metrics.reporter.x.tags": "team#1" },
        },
        'args[1] must not hold "#" before Flink 2.0, which reads the rest of the arguments as a comment; pass it by an environment variable or a file',
        "args[2] must not hold a line break before Flink 2.0, which loses the rest of the arguments; pass it by an environment variable or a file",
        'flinkConfiguration["metrics.reporter.x.tags"] must not hold "#" before Flink 2.0, which reads the rest of the value as a comment; move to Flink 2, or do without it',
    ],
    [
        "no comment among the arguments of standalone mode",
        { flinkVersion: "1.20", mode: "standalone", args: ["DB#Test"], taskManager: { replicas: 1 } },
    ],
    [
        "no comment in Flink 2",
        { args: ["DB#Test", "a\nb"], flinkConfiguration: { "metrics.reporter.x.tags": "team#1" } },
    ],
    [
        "what is not known yet",
        {
            image: pulumi.output("a:1"),
            args: [pulumi.output("a#b")],
            flinkConfiguration: { a: pulumi.output(1) },
            podTemplate: sidecar({ env: [{ name: "A", value: pulumi.output("4") }] }),
        },
    ],
    [
        "nested options and lists",
        { flinkConfiguration: { metrics: { reporters: "prom" }, "pipeline.jars": ["a", "b"] } },
    ],
    [
        "a nested option that the platform sets",
        { flinkConfiguration: { state: { "savepoints.dir": "s3://x" } } },
        'flinkConfiguration["state.savepoints.dir"] cannot be set here; the platform puts it under the state store',
    ],
    ["arguments that are left out", { jobManager: undefined, args: undefined, unknown: undefined }],
];

describe("an application beside the definition of its operator's release", () => {
    for (const [title, args, ...lines] of rows) {
        it(`${lines.length > 0 ? "rejects" : "takes"} ${title}`, () => assert.deepEqual(linesOf(args), lines));
    }

    it("takes nested options on every release, and flattens them", () => {
        const flinkConfiguration = { metrics: { reporters: "prom" }, "pipeline.jars": ["a", "b"] };
        assert.deepEqual(linesOf({ flinkVersion: "1.18", flinkConfiguration }, "1.7.0"), []);
        const spec = buildSpec(jobSettings("orders", { namespace: "jobs", flinkConfiguration }), {
            cluster: fakeCluster(),
            jobNamespace: { serviceAccountName: "flink", statePrefix: "jobs", binding: noBinding },
        });
        assert.equal(spec.flinkConfiguration?.["metrics.reporters"], "prom");
        assert.equal(spec.flinkConfiguration["pipeline.jars"], "a;b");
    });

    it("rejects an application without a platform or a namespace", () => {
        const make = (args: object | undefined) => () => new FlinkApplication("orders", args as never);
        assert.throws(make({ namespace: "jobs" }), {
            message: 'FlinkApplication "orders": platform is required, got nothing',
        });
        assert.throws(make(undefined), {
            message:
                'FlinkApplication "orders": platform is required, got nothing\n' +
                'FlinkApplication "orders": namespace is required, got nothing',
        });
    });
});
