import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../../../src/contracts/platform";
import type { FlinkSessionJobSpec } from "../../../src/flink/types/deployment";
import { FlinkDeployment } from "../../../src/jobs/deployment/deployment";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import type { FlinkSessionJobArgs } from "../../../src/jobs/session-job/args";
import { FlinkSessionJob } from "../../../src/jobs/session-job/session-job";
import { FlinkPlatform } from "../../../src/platform/platform";
import type { OperatorRelease } from "../../../src/flink/versions";
import { fakeCluster } from "../../support/fake-cluster";
import { named, only, record, type Recorded } from "../../support/record";

const flinkSessionJob = "kubernetes:flink.apache.org/v1beta1:FlinkSessionJob";
const jar = "https://jars.example.com/orders.jar";

/** What a program registers with a cluster `shared` and a job `orders` on it. */
const resourcesOf = (args: Partial<FlinkSessionJobArgs> = {}, release: OperatorRelease = "1.15.0") =>
    record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release } });
        const flinkVersion = release === "1.7.0" ? "1.18" : "2.2";
        const sessionCluster = new FlinkSessionCluster("shared", { platform, namespace: "jobs", flinkVersion });
        new FlinkSessionJob("orders", { platform, sessionCluster, jar, ...args });
    });
const sessionJobOf = (resources: readonly Recorded[]) => only(resources, flinkSessionJob);

describe("FlinkSessionJob", () => {
    it("is a FlinkSessionJob on its cluster that keeps its state", async () => {
        const { inputs, parent, additionalSecretOutputs } = sessionJobOf(await resourcesOf());
        assert.deepEqual(inputs, {
            apiVersion: "flink.apache.org/v1beta1",
            kind: "FlinkSessionJob",
            metadata: {
                name: "orders",
                namespace: "jobs",
                annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
            },
            spec: {
                deploymentName: "shared",
                job: {
                    jarURI: jar,
                    args: [],
                    parallelism: 1,
                    state: "running",
                    upgradeMode: "last-state",
                    allowNonRestoredState: false,
                },
                flinkConfiguration: { "kubernetes.operator.job.savepoint-on-deletion": "false" },
            },
        });
        assert.equal(parent, "orders");
        assert.deepEqual(additionalSecretOutputs, ["status"]);
    });

    it("has all that its arguments say", async () => {
        const { inputs } = sessionJobOf(
            await resourcesOf({
                jobName: "orders-2",
                entryClass: "org.example.Orders",
                args: ["--password", pulumi.secret("hush")],
                parallelism: 3,
                state: "suspended",
                upgradeMode: "savepoint",
                savepointOnDelete: true,
                initialSavepointPath: "s3p://bucket/savepoint-1",
                savepointRedeployNonce: 1,
                allowNonRestoredState: true,
                restartNonce: 2,
                flinkConfiguration: { execution: { checkpointing: { interval: "5 s" } } },
                labels: { team: "orders" },
                annotations: { "example.com/owner": "orders" },
            }),
        );
        assert.deepEqual(inputs.metadata, {
            name: "orders-2",
            namespace: "jobs",
            labels: { team: "orders" },
            annotations: {
                "example.com/owner": "orders",
                "pulumi.com/deletionPropagationPolicy": "background",
            },
        });
        assert.deepEqual(inputs.spec, {
            deploymentName: "shared",
            job: {
                jarURI: jar,
                entryClass: "org.example.Orders",
                args: ["--password", "hush"],
                parallelism: 3,
                state: "suspended",
                upgradeMode: "savepoint",
                allowNonRestoredState: true,
                initialSavepointPath: "s3p://bucket/savepoint-1",
                savepointRedeployNonce: 1,
            },
            flinkConfiguration: {
                "kubernetes.operator.job.savepoint-on-deletion": "true",
                "execution.checkpointing.interval": "5 s",
            },
            restartNonce: 2,
        });
    });

    it("takes a savepoint for changes where the operator knows nothing else that keeps state", async () => {
        const { inputs } = sessionJobOf(await resourcesOf({}, "1.7.0"));
        assert.equal(inputs.spec.job.upgradeMode, "savepoint");
    });

    it("is made after its cluster and deleted before it", async () => {
        assert.ok(sessionJobOf(await resourcesOf()).dependsOn.includes("shared"));
    });

    it("says what it is to reviewers, without what may hold a secret", async () => {
        const resources = await resourcesOf({ args: ["hush"] });
        const { inputs } = named(
            resources.filter(({ type }) => type === "flink-platform:index:FlinkSessionJob"),
            "orders",
        );
        assert.deepEqual(inputs, {
            name: "orders",
            namespace: "jobs",
            sessionCluster: "shared",
            parallelism: 1,
            state: "running",
            upgradeMode: "last-state",
        });
    });

    it("runs on a FlinkDeployment without a job, and not on one with a job", async () => {
        const on = (job: object) =>
            record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const sessionCluster = new FlinkDeployment("own", {
                    platform,
                    metadata: { namespace: "own-jobs" },
                    spec: {
                        image: "flink:2.2.1",
                        flinkVersion: "v2_2",
                        flinkConfiguration: {
                            "execution.checkpointing.dir": "s3p://a",
                            "execution.checkpointing.savepoint-dir": "s3p://b",
                        },
                        jobManager: { resource: { memory: "1024m" } },
                        taskManager: { resource: { memory: "2048m" } },
                        ...job,
                    },
                });
                new FlinkSessionJob("orders", { platform, sessionCluster, jar, upgradeMode: "savepoint" });
            });
        const { inputs, dependsOn } = sessionJobOf(await on({}));
        assert.deepEqual([inputs.metadata.namespace, inputs.spec.deploymentName], ["own-jobs", "own"]);
        assert.ok(dependsOn.includes("own"));
        const job = { jarURI: "local:///a.jar", parallelism: 1, upgradeMode: "stateless" };
        await assert.rejects(on({ job }), {
            message:
                'FlinkSessionJob "orders": sessionCluster must name a session cluster, not an application, which only runs its own job, got "own"',
        });
    });

    it("runs on a cluster that something else makes, by its name", async () => {
        const resources = await record(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            new FlinkSessionJob("orders", { platform, sessionCluster: "theirs", namespace: "jobs", jar });
        });
        assert.equal(sessionJobOf(resources).inputs.spec.deploymentName, "theirs");
    });

    it("refuses two jobs of one name", () =>
        assert.rejects(
            record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const args = { platform, sessionCluster: "theirs", namespace: "jobs", jar, jobName: "orders" };
                new FlinkSessionJob("a", args);
                new FlinkSessionJob("b", args);
            }),
            /FlinkSessionJob "a": FlinkSessionJob "orders" in namespace "jobs" is made by FlinkSessionJob "b" too|FlinkSessionJob "b": FlinkSessionJob "orders" in namespace "jobs" is made by FlinkSessionJob "a" too/,
        ));
});

describe("a session job and its cluster", () => {
    it("are in one cluster of Kubernetes", () =>
        assert.rejects(
            record(() => {
                const here = new FlinkPlatform("p", { cluster: fakeCluster() });
                const platform: PlatformHandle = {
                    cluster: { ...here.cluster, provider: new k8s.Provider("there") },
                    operator: here.operator,
                    jobNamespace: (namespace, needs) => here.jobNamespace(namespace, needs),
                };
                const sessionCluster = new FlinkSessionCluster("shared", { platform: here, namespace: "jobs" });
                new FlinkSessionJob("orders", { platform, sessionCluster, jar });
            }),
            {
                message:
                    'FlinkSessionJob "orders": platform must be that of sessionCluster, which is in another cluster of Kubernetes',
            },
        ));

    it("stay together where the job is to stay", async () => {
        const kept = (ofCluster: object) =>
            record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const sessionCluster = new FlinkSessionCluster("shared", { platform, namespace: "jobs" }, ofCluster);
                new FlinkSessionJob("orders", { platform, sessionCluster, jar }, { retainOnDelete: true });
            });
        await assert.rejects(kept({}), {
            message:
                'FlinkSessionJob "orders": opts.retainOnDelete needs the same option at the session cluster, whose deletion would wait for this job',
        });
        assert.equal(sessionJobOf(await kept({ retainOnDelete: true })).inputs.metadata.name, "orders");
    });
});

describe("FlinkSessionJob.fromSpec", () => {
    const spec: FlinkSessionJobSpec = {
        deploymentName: "shared",
        job: { jarURI: jar, parallelism: 2, upgradeMode: "stateless" },
    };

    it("makes the operator's own resource", async () => {
        const resources = await record(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            FlinkSessionJob.fromSpec("orders", { platform, metadata: { namespace: "jobs" }, spec });
        });
        const { inputs } = sessionJobOf(resources);
        assert.deepEqual(inputs.spec, { ...spec, job: { args: [], state: "running", ...spec.job } });
    });

    it("refuses what the operator would, in the spec's words", () =>
        assert.rejects(
            record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const sessionCluster = new FlinkSessionCluster("shared", { platform, namespace: "jobs" });
                FlinkSessionJob.fromSpec("orders", {
                    platform,
                    sessionCluster,
                    metadata: { namespace: "others" },
                    spec: { deploymentName: "other", job: { jarURI: "/orders.jar" } },
                });
            }),
            {
                message: [
                    'spec.deploymentName must be the name of sessionCluster, "shared", got "other"',
                    'metadata.namespace must be that of sessionCluster, "jobs", got "others"',
                    'spec.job.jarURI must have a scheme such as local:// or https://, got "/orders.jar"',
                    "spec.job.parallelism is required: the number of subtasks of each operator, at least 1",
                ]
                    .map((line) => `FlinkSessionJob "orders": ${line}`)
                    .join("\n"),
            },
        ));
});
