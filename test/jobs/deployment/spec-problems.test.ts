import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checkFlinkDeploymentArgs } from "../../../src/jobs/deployment/checks";
import type { FlinkDeploymentSpec } from "../../../src/flink/types/deployment";
import { withStubDefinitions } from "../../support/definitions";
import { releaseFolder } from "../../support/release-folder";

const base = {
    image: "flink:1.18.1-java17",
    flinkVersion: "v1_18",
    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
    taskManager: { resource: { memory: "2048m", cpu: 1 } },
    job: { jarURI: "local:///opt/flink/usrlib/orders.jar", parallelism: 2, upgradeMode: "stateless" },
};

type Loose = Readonly<Record<string, unknown>>;

const linesOf = (change: Loose, operator: Loose = {}, more: Loose = {}) =>
    checkFlinkDeploymentArgs("orders", {
        platform: {
            operator: { release: "1.15.0", configuration: {}, watchNamespaces: [], resourceLabels: {}, ...operator },
        },
        metadata: { namespace: "shop" },
        spec: { ...base, ...change } as unknown as FlinkDeploymentSpec,
        ...more,
    }).findings.map(({ path, problem }) => `${path} ${problem}`);

const container = (fields: Loose) => ({ spec: { containers: [{ name: "flink-main-container", ...fields }] } });
const job = (fields: Loose) => ({ job: { ...base.job, ...fields } });

const rows: [title: string, change: Loose, ...lines: string[]][] = [
    ["a good spec", {}],
    [
        "a quantity of cores",
        { jobManager: { resource: { memory: "1024m", cpu: "500m" } } },
        'spec.jobManager.resource.cpu must be a number, got "500m"',
    ],
    [
        "a field of a newer operator",
        { jobManager: { resources: { requests: { memory: "2048m" } } } },
        "spec.jobManager.resources is not known to operator 1.15.0, which would drop it; use resource",
        'spec.jobManager.resource.memory is required: the memory of the process, such as "2048m"',
    ],
    [
        "misspelt fields at every level",
        {
            serviceAcount: "flink",
            jobManager: { replica: 1, resource: { memory: "1024m", cpus: 1, disk: "1Gi" } },
            taskManager: { slots: 2, resource: { memory: "2048m" } },
            ...job({ paralelism: 3 }),
        },
        "spec.jobManager.replica is not known to operator 1.15.0, which would drop it; use replicas",
        "spec.jobManager.resource.cpus is not known to operator 1.15.0, which would drop it; use cpu",
        "spec.jobManager.resource.disk is not known to operator 1.15.0, which would drop it; known: cpu, ephemeralStorage, memory",
        "spec.taskManager.slots is not known to operator 1.15.0, which would drop it; known: podTemplate, replicas, resource",
        "spec.job.paralelism is not known to operator 1.15.0, which would drop it; use parallelism",
        "spec.serviceAcount is not known to operator 1.15.0, which would drop it; use serviceAccount",
    ],
    [
        "annotations and variables that are no text",
        {
            podTemplate: {
                metadata: { annotations: { "prometheus.io/port": 9249, "prometheus.io/scrape": true } },
                ...container({ env: [{ name: "A", value: 4 }], imagePulPolicy: "Always" }),
            },
        },
        "spec.podTemplate.spec.containers[0].imagePulPolicy is not known to operator 1.15.0, which would drop it; use imagePullPolicy",
        'spec.podTemplate.metadata.annotations["prometheus.io/port"] must be text, got 9249; put it in quotes',
        'spec.podTemplate.metadata.annotations["prometheus.io/scrape"] must be text, got true; put it in quotes',
        "spec.podTemplate.spec.containers[0].env[0].value must be text, got 4; put it in quotes",
    ],
    [
        "the same in a template of a process",
        { taskManager: { ...base.taskManager, podTemplate: container({ env: [{ name: "A", value: 4 }] }) } },
        "spec.taskManager.podTemplate.spec.containers[0].env[0].value must be text, got 4; put it in quotes",
    ],
    [
        "arguments that are no text",
        job({ args: ["--version", 1.2, "--dry", true, "--big", 12345678901234567890n, "--since", "2024-01-01"] }),
        "spec.job.args[5] must be text, got 12345678901234567890; put it in quotes",
        "spec.job.args[1] must be text, got 1.2; put it in quotes",
        "spec.job.args[3] must be text, got true; put it in quotes",
    ],
    [
        "nonces without their last digits",
        {
            restartNonce: 1723459183123456789n,
            ...job({ savepointTriggerNonce: 2 ** 60, autoscalerResetNonce: 2 ** 60 }),
        },
        "spec.job.savepointTriggerNonce must be a whole number from -9007199254740991 to 9007199254740991, got 1152921504606847000",
        "spec.job.autoscalerResetNonce must be a whole number from -9007199254740991 to 9007199254740991, got 1152921504606847000",
        "spec.restartNonce must be a whole number from -9007199254740991 to 9007199254740991, got 1723459183123456789",
        `spec.job.savepointTriggerNonce needs a savepoint directory; set "state.savepoints.dir" in spec.flinkConfiguration to a folder that outlives the pods`,
    ],
    [
        "an option without its last digits",
        { flinkConfiguration: { a: 12345678901234567890n, "taskmanager.numberOfTaskSlots": 2, b: { c: 2 ** 60 } } },
        'spec.flinkConfiguration["a"] must be text, got 12345678901234567890; put it in quotes',
        'spec.flinkConfiguration["b"]["c"] must be text, got 1152921504606847000; put it in quotes',
    ],
    [
        "words that are none",
        { mode: "standalon", ...job({ state: "stopped", upgradeMode: "statles" }) },
        'spec.mode must be one of "native", "standalone", got "standalon"',
        'spec.job.state must be one of "running", "suspended", got "stopped"',
        'spec.job.upgradeMode must be one of "last-state", "savepoint", "stateless", got "statles"',
    ],
    [
        "a number in quotes",
        job({ parallelism: "2" }),
        'spec.job.parallelism must be a whole number of at least 1, got "2"',
    ],
    [
        "replicas in quotes",
        { jobManager: { ...base.jobManager, replicas: "2" } },
        'spec.jobManager.replicas must be a whole number of at least 1, got "2"',
    ],
    [
        "memory without a unit",
        { jobManager: { resource: { memory: 1024 } } },
        'spec.jobManager.resource.memory must be a size such as "2048m" (MiB) or "2Gi", got 1024',
    ],
    [
        "a version that is a number",
        { flinkVersion: 1.2 },
        "spec.flinkVersion must be one that operator 1.15.0 runs (v1_15, v1_16, v1_17, v1_18, v1_19, v1_20, v2_0, v2_1, v2_2), got 1.2",
    ],
    ["a jar that is a number", job({ jarURI: 5 }), "spec.job.jarURI must be text, got 5; put it in quotes"],
    [
        "an ingress that is a number",
        { ingress: { template: 5 } },
        "spec.ingress.template must be text, got 5; put it in quotes",
    ],
    ["text for a process", { jobManager: "small" }, 'spec.jobManager must be an object, got "small"'],
    ["a list for the job", { job: [] }, "spec.job must be an object, got []"],
    ["text for options", { flinkConfiguration: "a: b" }, 'spec.flinkConfiguration must be an object, got "a: b"'],
    ["text for arguments", job({ args: "--a" }), 'spec.job.args must be a list, got "--a"'],
    [
        "text for containers",
        { podTemplate: { spec: { containers: "a" } } },
        'spec.podTemplate.spec.containers must be a list, got "a"',
    ],
    [
        "what Flink 1 takes for comments",
        {
            flinkConfiguration: {
                "metrics.reporter.x.tags": "team#1",
                "kubernetes.operator.user.artifacts.http.header": "a:#",
                "env.java.opts.all": "-Da=b\n-Dc=d",
                "pipeline.name": "orders\n",
            },
            ...job({ args: ["--source.password", "DB#Test", "--sql", "SELECT 1;\nSELECT 2", "--table", "orders"] }),
        },
        'spec.job.args[1] must not hold "#" before Flink 2.0, which reads the rest of the arguments as a comment; pass it by an environment variable or a file',
        "spec.job.args[3] must not hold a line break before Flink 2.0, which loses the rest of the arguments; pass it by an environment variable or a file",
        'spec.flinkConfiguration["metrics.reporter.x.tags"] must not hold "#" before Flink 2.0, which reads the rest of the value as a comment; move to Flink 2, or do without it',
        'spec.flinkConfiguration["env.java.opts.all"] must not hold a line break before Flink 2.0, which loses the rest of the value; move to Flink 2, or do without it',
    ],
    [
        "no comment in Flink 2",
        {
            image: "flink:2.2.1-java17",
            flinkVersion: "v2_2",
            flinkConfiguration: { "metrics.reporter.x.tags": "team#1\nb" },
            ...job({ args: ["DB#Test", "SELECT 1;\nSELECT 2"] }),
        },
    ],
    [
        "no comment in the arguments of a standalone cluster's command",
        { mode: "standalone", ...job({ args: ["DB#Test"] }) },
    ],
    [
        "a template in the form of a pod, and empty fields",
        {
            podTemplate: { apiVersion: "v1", kind: "Pod", metadata: { name: "pod" }, ...container({ args: null }) },
            ...job({ args: null }),
        },
    ],
    [
        "what is not known yet",
        {
            podTemplate: pulumi.output({ spec: 1 }),
            flinkConfiguration: { a: pulumi.output(1) },
            ...job({ args: [pulumi.output("a#b")] }),
        },
    ],
];

describe("a spec beside the definition of its operator's release", () => {
    for (const [title, change, ...lines] of rows) {
        it(`${lines.length > 0 ? "rejects" : "takes"} ${title}`, () => assert.deepEqual(linesOf(change), lines));
    }

    it("goes by the operator's own release", () => {
        const { jobManager } = base;
        const podTemplate = container({ restartPolicy: "Always" });
        const spec = { jobManager: { ...jobManager, podTemplate }, job: { ...base.job, autoscalerResetNonce: 1 } };
        assert.deepEqual(linesOf(spec, { release: "1.7.0" }), [
            "spec.jobManager.podTemplate.spec.containers[0].restartPolicy is not known to operator 1.7.0, which would drop it; remove it",
            "spec.job.autoscalerResetNonce needs operator 1.11.0, and would be dropped without a word by 1.7.0; remove it",
        ]);
        assert.deepEqual(linesOf(spec, { release: "1.15.0" }), []);
    });

    it("takes options that are flattened for an old release", () =>
        assert.deepEqual(linesOf({ flinkConfiguration: { a: { b: 1, c: [true] } } }, { release: "1.7.0" }), []));

    it("goes by the folder of a release that the package does not know", () => {
        const definitions = releaseFolder({
            "flink.yml": `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: flinkdeployments.flink.apache.org }
spec:
  group: flink.apache.org
  names: { kind: FlinkDeployment, plural: flinkdeployments }
  versions:
    - name: v1beta1
      schema: { openAPIV3Schema: { properties: { spec: { type: object, properties: { image: { type: integer } } } } } }
`,
        });
        const lines = linesOf({}, { release: "1.99.0", definitions, flinkVersions: ["1.18"] });
        assert.equal(
            lines[0],
            "spec.flinkVersion is not known to operator 1.99.0, which would drop it; known: image, flinkConfiguration",
        );
        assert.equal(lines.at(-1), 'spec.image must be a whole number, got "flink:1.18.1-java17"');
    });

    it("keeps to the rules where there is no definition", () =>
        withStubDefinitions(() =>
            assert.deepEqual(linesOf({ unknown: 1, ...job({ upgradeMode: "statles" }) }), [
                'spec.job.upgradeMode must be one of "last-state", "savepoint", "stateless", got "statles"',
            ]),
        ));

    it("rejects arguments that are not known, and metadata that is no text", () =>
        assert.deepEqual(
            linesOf(
                {},
                {},
                {
                    metadata: { nam: "orders", namespace: "shop", labels: { version: 1.2 }, annotations: { a: true } },
                    readines: {},
                    readiness: { timeout: 5, timeoutSeconds: "60" },
                },
            ),
            [
                "metadata.nam is not known; use name",
                "readines is not known; use readiness",
                "readiness.timeout is not known; use timeoutSeconds",
                'metadata.labels["version"] must be text, got 1.2; put it in quotes',
                'metadata.annotations["a"] must be text, got true; put it in quotes',
                'readiness.timeoutSeconds must be at least 1, got "60"',
            ],
        ));
});
