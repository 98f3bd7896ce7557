import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../../src/checks/findings";
import { localFacts } from "../../../src/clusters/local/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import { withDefaults } from "../../../src/jobs/application/defaults";
import type { ApplicationDefaults } from "../../../src/jobs/application/defaults-args";
import { checkFlinkPlatform } from "../../../src/platform/checks";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record } from "../../support/record";

const operator = operatorFacts(operatorSettings());
const job = { namespace: "shop", jar: "local:///opt/flink/usrlib/orders.jar" };

const findings = (applicationDefaults: ApplicationDefaults, args: Partial<FlinkJobArgs>) =>
    checkFlinkApplication(
        "orders",
        { ...job, ...args },
        { operator, cluster: localFacts({}), applicationDefaults },
    ).findings.map(formatFinding);
const ofPlatform = (applicationDefaults: unknown) =>
    checkFlinkPlatform("flink", { applicationDefaults: applicationDefaults as ApplicationDefaults }).findings.map(
        formatFinding,
    );
const specs = async (applicationDefaults: ApplicationDefaults | undefined, args: Partial<FlinkJobArgs> = {}) => {
    const resources = await record(() => {
        const platform = new FlinkPlatform("flink", {
            cluster: fakeCluster(),
            ...(applicationDefaults && { applicationDefaults }),
        });
        new FlinkApplication("orders", { platform, ...job, ...args });
    });
    return only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
};

describe("applicationDefaults", () => {
    it("are an application's arguments where it says nothing itself", () =>
        assert.deepEqual(
            withDefaults<Partial<FlinkJobArgs>>(
                {
                    parallelism: 4,
                    plugins: ["flink-s3-fs-hadoop"],
                    state: undefined,
                    labels: { team: "shop", tier: "1" },
                    environment: { TOPIC: "orders" },
                    files: { "/a": { content: "own" } },
                    taskManager: { taskSlots: 2 },
                    flinkConfiguration: { "restart-strategy": { type: "fixed-delay" } },
                    readiness: { mayFinish: true },
                },
                {
                    parallelism: 1,
                    plugins: ["flink-gs-fs-hadoop"],
                    state: "suspended",
                    labels: { team: "data", cost: "9" },
                    annotations: { owner: "data" },
                    environment: { TOPIC: "all", REGION: "eu" },
                    files: { "/a": { content: "shared" }, "/b": { content: "shared" } },
                    taskManager: { memoryMiB: 4096, taskSlots: 1 },
                    flinkConfiguration: { "restart-strategy.type": "none", "restart-strategy": { delay: "1 s" } },
                    readiness: { timeoutSeconds: 60 },
                },
            ),
            {
                parallelism: 4,
                plugins: ["flink-s3-fs-hadoop"],
                state: "suspended",
                labels: { team: "shop", tier: "1", cost: "9" },
                annotations: { owner: "data" },
                environment: { TOPIC: "orders", REGION: "eu" },
                files: { "/a": { content: "own" }, "/b": { content: "shared" } },
                taskManager: { memoryMiB: 4096, taskSlots: 2 },
                flinkConfiguration: { "restart-strategy": { type: "fixed-delay" }, "restart-strategy.delay": "1 s" },
                readiness: { mayFinish: true, timeoutSeconds: 60 },
            },
        ));

    it("leave the time of savepoints to an application that says another", () => {
        const shared = { periodicSavepoints: { intervalSeconds: 3600, retained: 3 } };
        const own = { periodicSavepoints: { schedule: "0 0 3 * * ?" } };
        assert.deepEqual(withDefaults<Partial<FlinkJobArgs>>(own, shared), {
            periodicSavepoints: { schedule: "0 0 3 * * ?", retained: 3 },
        });
        assert.deepEqual(findings(shared, own), []);
        assert.deepEqual(findings({ enforced: shared }, own), [
            'FlinkApplication "orders": periodicSavepoints must have one of "intervalSeconds" and "schedule", got both',
        ]);
    });

    it("lay a pod template below an application's own", async () => {
        const { spec } = await specs(
            {
                podTemplate: {
                    spec: {
                        priorityClassName: "jobs",
                        tolerations: [{ key: "a", operator: "Exists" }],
                        containers: [{ name: "flink-main-container", env: [{ name: "A", value: "shared" }] }],
                    },
                },
            },
            {
                podTemplate: {
                    spec: {
                        tolerations: [{ key: "b", operator: "Exists" }],
                        containers: [{ name: "flink-main-container", env: [{ name: "B", value: "own" }] }],
                    },
                },
            },
        );
        assert.equal(spec.podTemplate.spec.priorityClassName, "jobs");
        assert.deepEqual(spec.podTemplate.spec.containers[0].env.slice(2), [
            { name: "A", value: "shared" },
            { name: "B", value: "own" },
        ]);
        assert.deepEqual(spec.taskManager.podTemplate.spec.tolerations.slice(-2), [
            { key: "a", operator: "Exists" },
            { key: "b", operator: "Exists" },
        ]);
    });

    it("lay a template of one process below an application's own", () => {
        const volumes = (name: string) => ({
            podTemplate: { spec: { containers: [], volumes: [{ name, emptyDir: {} }] } },
        });
        assert.deepEqual(
            withDefaults<Partial<FlinkJobArgs>>(
                { taskManager: { ...volumes("own"), cpu: 2 } },
                { taskManager: { ...volumes("shared"), taskSlots: 2 }, jobManager: volumes("shared") },
            ),
            {
                taskManager: {
                    podTemplate: {
                        spec: {
                            containers: [],
                            volumes: [
                                { name: "shared", emptyDir: {} },
                                { name: "own", emptyDir: {} },
                            ],
                        },
                    },
                    cpu: 2,
                    taskSlots: 2,
                },
                jobManager: volumes("shared"),
            },
        );
    });

    it("change no application of a platform without them", async () => {
        const none = await specs(undefined, { labels: { team: "shop" } });
        assert.equal(JSON.stringify(await specs({}, { labels: { team: "shop" } })), JSON.stringify(none));
        assert.deepEqual((await specs({ labels: { team: "shop" } })).metadata, none.metadata);
    });

    it("are refused where an application says something else than they enforce", () => {
        const enforced: ApplicationDefaults["enforced"] = {
            imagePullPolicy: "Always",
            labels: { team: "data" },
            jobManager: { memoryMiB: 1600 },
            flinkConfiguration: { "restart-strategy.type": "none" },
            environment: { REGION: "eu", KEY: { secret: "a", key: "b" } },
        };
        assert.deepEqual(
            findings(
                { enforced },
                {
                    imagePullPolicy: "Never",
                    labels: { team: "shop", tier: "1" },
                    jobManager: { memoryMiB: 2048, cpu: 1 },
                    flinkConfiguration: { "restart-strategy": { type: "fixed-delay" } },
                    environment: { KEY: { secret: "a", key: "c" }, REGION: pulumi.output("eu") },
                },
            ),
            [
                'imagePullPolicy must be "Always", as applicationDefaults.enforced.imagePullPolicy of the platform says, got "Never"; remove it',
                "jobManager.memoryMiB must be 1600, as applicationDefaults.enforced.jobManager.memoryMiB of the platform says, got 2048; remove it",
                'flinkConfiguration["restart-strategy.type"] must be "none", as applicationDefaults.enforced.flinkConfiguration["restart-strategy.type"] of the platform says, got "fixed-delay"; remove it',
                'environment.REGION must be "eu", as applicationDefaults.enforced.environment.REGION of the platform says, got an output; remove it',
                "environment.KEY must be as applicationDefaults.enforced.environment.KEY of the platform says, got an object; remove it",
                'labels.team must be "data", as applicationDefaults.enforced.labels.team of the platform says, got "shop"; remove it',
            ].map((finding) => `FlinkApplication "orders": ${finding}`),
        );
        const same = { imagePullPolicy: "Always", labels: { team: "data" }, jobManager: { cpu: 1 } } as const;
        const { flinkConfiguration: _, ...others } = enforced;
        assert.deepEqual(findings({ enforced: others }, same), []);
    });

    it("are told as docs/environment.md shows it", () => {
        const found = checkFlinkApplication(
            "invoices",
            { ...job, labels: { "cost-center": "7" } },
            {
                operator,
                cluster: localFacts({}),
                applicationDefaults: { enforced: { labels: { "cost-center": "1200" } } },
            },
        ).findings.map(formatFinding);
        const page = fs.readFileSync(path.join(__dirname, "../../../docs/environment.md"), "utf8");
        assert.deepEqual(found, [/```text\n(.*)\n```/.exec(page)?.[1]]);
    });

    it("give enforced values to an application that says nothing", async () => {
        const { spec, metadata } = await specs({
            labels: { tier: "1" },
            enforced: { imagePullPolicy: "Always", labels: { team: "data" } },
        });
        assert.equal(spec.imagePullPolicy, "Always");
        assert.deepEqual(metadata.labels, { tier: "1", team: "data" });
    });

    it("are named by findings that are about them", () =>
        assert.deepEqual(
            findings(
                { parallelism: 0, environment: { "2nd": "a" }, enforced: { jobManager: { memoryMiB: 10 } } },
                { environment: { "3rd": "b" } },
            ),
            [
                "parallelism must be a whole number of at least 1, got 0 (from applicationDefaults of the platform)",
                'environment.2nd must be letters, digits, "-", "_" and ".", not starting with a digit, got "2nd" (from applicationDefaults of the platform)',
                'environment.3rd must be letters, digits, "-", "_" and ".", not starting with a digit, got "3rd"',
                "jobManager.memoryMiB must be at least 577, which Flink's own parts need, got 10 (from applicationDefaults of the platform)",
            ].map((finding) => `FlinkApplication "orders": ${finding}`),
        ));

    it("take null for what is left out", () => {
        assert.deepEqual(ofPlatform(null), []);
        assert.deepEqual(ofPlatform({ files: null, enforced: null, labels: null }), []);
        assert.deepEqual(ofPlatform({ files: { "/a": null } }), [
            'FlinkPlatform "flink": applicationDefaults.files["/a"] must be a source such as { content }, got null',
        ]);
    });

    it("must be an object", () => {
        assert.deepEqual(ofPlatform("big"), [
            'FlinkPlatform "flink": applicationDefaults must be an object, got "big"',
        ]);
        assert.deepEqual(ofPlatform({ enforced: ["big"], jar: "a" }), [
            'FlinkPlatform "flink": applicationDefaults.enforced must be an object, got a list',
        ]);
    });

    it("are checked with their platform", () =>
        assert.deepEqual(
            ofPlatform({
                jar: "a",
                restoreFrom: { application: "orders" },
                upgradeMode: "sometimes",
                paralelism: 1,
                labels: { team: "a" },
                files: { "/a": {} },
                enforced: {
                    labels: { team: "a" },
                    podTemplate: {},
                    namespace: "a",
                    taskManager: { podTemplate: {} },
                },
            }),
            [
                "applicationDefaults.jar cannot be given here; give it to each application",
                "applicationDefaults.restoreFrom cannot be given here; give it to each application",
                'applicationDefaults.upgradeMode must be one of "last-state", "savepoint", "stateless", got "sometimes"',
                "applicationDefaults.paralelism is not known; use parallelism",
                "applicationDefaults.enforced.podTemplate cannot be enforced; use applicationDefaults.podTemplate",
                "applicationDefaults.enforced.namespace cannot be given here; give it to each application",
                "applicationDefaults.enforced.taskManager.podTemplate is not known; known: memoryMiB, cpu, cpuLimit, taskSlots, replicas",
                "applicationDefaults.labels.team cannot be combined with applicationDefaults.enforced.labels.team; remove one of them",
                'applicationDefaults.files["/a"] must have one of secret, configMap, content, file, got none',
            ].map((finding) => `FlinkPlatform "flink": ${finding}`),
        ));
});
