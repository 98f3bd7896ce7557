import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record } from "../../support/record";

/** Spec of the FlinkDeployment behind an application on a cluster of constants. */
async function specOf(args: Partial<FlinkJobArgs>): Promise<any> {
    const resources = await record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release: "1.15.0" } });
        new FlinkApplication("orders", { platform, namespace: "jobs", jar: "local:///orders.jar", ...args });
    });
    return only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs.spec;
}

const enabledPlugins = (spec: any) => spec.podTemplate.spec.containers[0].env[0];

describe("FlinkApplication", () => {
    it("rejects a password that Flink 1 takes for a comment, once it is known", async () => {
        const args = ["--password", pulumi.secret("DB#Test")];
        await assert.rejects(specOf({ flinkVersion: "1.20", args }), {
            message:
                'error serializing property "spec": FlinkApplication "orders": args[1] must not hold "#" before Flink 2.0, which reads the rest of the arguments as a comment; pass it by an environment variable or a file',
        });
        assert.equal((await specOf({ flinkVersion: "2.2", args })).job.args[0], "--password");
    });

    it("keeps state under the cluster's store, with the options of the store and of the job's identity", async () => {
        const { flinkConfiguration, jobManager, taskManager } = await specOf({});
        assert.deepEqual(
            {
                endpoint: flinkConfiguration["s3.endpoint"],
                credentials: flinkConfiguration["s3.credentials"],
                checkpoints: flinkConfiguration["execution.checkpointing.dir"],
                savepoints: flinkConfiguration["execution.checkpointing.savepoint-dir"],
                highAvailability: flinkConfiguration["high-availability.storageDir"],
            },
            {
                endpoint: "http://store:7070",
                credentials: "web-identity of 2.2.1",
                checkpoints: "s3p://bucket/jobs/orders/checkpoints",
                savepoints: "s3p://bucket/jobs/orders/savepoints",
                highAvailability: "s3p://bucket/jobs/orders/high-availability",
            },
        );
        assert.deepEqual(jobManager.podTemplate.spec.nodeSelector, { role: "job-manager" });
        assert.deepEqual(taskManager.podTemplate.spec.nodeSelector, { role: "task-manager" });
    });

    it("lets a job's own options win over those of the store and of the job's identity", async () => {
        const own = { "s3.endpoint": "http://elsewhere:7070", "s3.credentials": "own" };
        const { flinkConfiguration } = await specOf({ flinkConfiguration: own });
        assert.deepEqual({ ...flinkConfiguration, ...own }, flinkConfiguration);
    });

    it("gives a job that names it a folder of its own, with the plugin that serves it", async () => {
        const spec = await specOf({ args: ["--output", "{jobFiles}/output", "{other}"] });
        assert.deepEqual(spec.job.args, ["--output", "s3a://bucket/jobs/orders/output", "{other}"]);
        assert.deepEqual(enabledPlugins(spec), {
            name: "ENABLE_BUILT_IN_PLUGINS",
            value: "flink-s3-fs-presto-2.2.1.jar;flink-s3-fs-hadoop-2.2.1.jar",
        });
    });

    it("enables the state store's plugin alone for a job without files", async () => {
        const spec = await specOf({ args: ["--output", "nowhere"] });
        assert.deepEqual(spec.job.args, ["--output", "nowhere"]);
        assert.equal(enabledPlugins(spec).value, "flink-s3-fs-presto-2.2.1.jar");
    });
});
