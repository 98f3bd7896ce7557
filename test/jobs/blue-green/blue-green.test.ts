import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../../../src/contracts/platform";
import { switchImpact } from "../../../src/impact/switch";
import type { FlinkBlueGreenDeploymentArgs } from "../../../src/jobs/blue-green/args";
import { FlinkBlueGreenDeployment } from "../../../src/jobs/blue-green/blue-green";
import { blueGreenSettings } from "../../../src/jobs/blue-green/settings";
import { FlinkManifest } from "../../../src/jobs/manifest/manifest";
import { FlinkPlatform } from "../../../src/platform/platform";
import type { OperatorRelease } from "../../../src/flink/versions";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record } from "../../support/record";

const type = "kubernetes:flink.apache.org/v1beta1:FlinkBlueGreenDeployment";
const versions = {
    image: "flink:2.2.1-java17",
    flinkVersion: "v2_2",
    flinkConfiguration: {
        "execution.checkpointing.dir": "s3p://shop/checkpoints",
        "execution.checkpointing.savepoint-dir": "s3p://shop/savepoints",
        "high-availability.type": "kubernetes",
        "high-availability.storageDir": "s3p://shop/high-availability",
    },
    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
    taskManager: { resource: { memory: "2048m", cpu: 1 } },
    job: { jarURI: "local:///opt/job.jar", parallelism: 2, upgradeMode: "savepoint" },
} as const;
const spec = { template: { metadata: { annotations: { own: "a" } }, spec: versions } };

interface Around {
    readonly release?: OperatorRelease;
    readonly change?: (platform: PlatformHandle) => PlatformHandle;
}

const resourcesOf = (args: object = {}, { release = "1.15.0", change = (same) => same }: Around = {}) =>
    record(() => {
        const platform = change(new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release } }));
        const all = { platform, metadata: { namespace: "jobs" }, spec, ...args };
        new FlinkBlueGreenDeployment("checkout", all as FlinkBlueGreenDeploymentArgs);
    });

describe("FlinkBlueGreenDeployment", () => {
    it("is its spec, with what the operator fills in and a mark that changes with the versions alone", async () => {
        const { inputs, parent, additionalSecretOutputs } = only(await resourcesOf(), type);
        const { "flink-platform/spec": mark, ...own } = inputs.spec.template.metadata.annotations;
        assert.deepEqual(own, { own: "a" });
        assert.deepEqual(inputs.spec.template.spec, {
            ...versions,
            serviceAccount: "flink",
            jobManager: { ...versions.jobManager, replicas: 1 },
            job: { ...versions.job, args: [], state: "running" },
        });
        assert.deepEqual(inputs.metadata, {
            name: "checkout",
            namespace: "jobs",
            annotations: { "pulumi.com/deletionPropagationPolicy": "foreground" },
        });
        assert.deepEqual([parent, additionalSecretOutputs], ["checkout", ["status"]]);
        const markOf = async (given: object) =>
            only(await resourcesOf({ spec: given }), type).inputs.spec.template.metadata.annotations[
                "flink-platform/spec"
            ];
        const delay = { "kubernetes.operator.bluegreen.deployment-deletion.delay": "1 min" };
        assert.equal(await markOf({ ...spec, configuration: delay }), mark);
        assert.notEqual(await markOf({ template: { spec: { ...versions, image: "flink:2.2.0-java17" } } }), mark);
    });

    it("keeps a secret of its spec secret", async () => {
        const job = { ...versions.job, args: [pulumi.secret("must-stay-secret")] };
        const { secretInputs } = only(await resourcesOf({ spec: { template: { spec: { ...versions, job } } } }), type);
        assert.deepEqual(secretInputs, ["spec"]);
    });

    it("is refused with an older operator, a selector, a name that stands in the spec, and unknown arguments", async () => {
        await assert.rejects(resourcesOf({}, { release: "1.13.0" }), /needs operator 1\.14\.0 or newer, got 1\.13\.0/);
        const selecting = (platform: PlatformHandle): PlatformHandle => ({
            cluster: platform.cluster,
            jobNamespace: (name, needs) => platform.jobNamespace(name, needs),
            operator: { ...platform.operator, resourceLabels: { team: "a" } },
        });
        await assert.rejects(
            resourcesOf({}, { change: selecting }),
            /platform must not have an operator that looks at resources with labels only, got "team=a": the versions have none of them/,
        );
        await assert.rejects(
            resourcesOf({
                metadata: { name: "job-1", namespace: "jobs" },
                spec: { template: { spec: { ...versions, image: "acme/job-1:2" } } },
            }),
            /spec\.template\.spec\.image must not contain the resource's name, of which the operator would make "acme\/job-1-blue:2"/,
        );
        await assert.rejects(resourcesOf({ scaledByOthers: true }), /scaledByOthers is not known/);
    });

    it("is refused for a name in a text that is known late", async () => {
        const image = pulumi.output(Promise.resolve("acme/checkout:2"));
        await assert.rejects(
            resourcesOf({ spec: { template: { spec: { ...versions, image } } } }),
            /spec\.template\.spec\.image must not contain the resource's name, of which the operator would make "acme\/checkout-blue:2"/,
        );
    });

    it("is waited for through a whole switch", () => {
        const timeOf = (more: object) =>
            blueGreenSettings("a", { metadata: { namespace: "b" }, spec, ...more }).readiness.timeoutSeconds;
        const configuration = { "kubernetes.operator.bluegreen.deployment-deletion.delay": "5 min" };
        assert.equal(timeOf({}), 1200);
        assert.equal(timeOf({ spec: { ...spec, configuration } }), 1500);
        assert.equal(timeOf({ readiness: { timeoutSeconds: 30 } }), 30);
    });

    it("comes from a file too, by itself and among others, with another image for its versions", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "blue-green-"));
        const file = path.join(folder, "checkout.yaml");
        const document = { apiVersion: "flink.apache.org/v1beta1", kind: "FlinkBlueGreenDeployment" };
        fs.writeFileSync(file, JSON.stringify({ ...document, metadata: { name: "checkout" }, spec }));
        try {
            for (const make of [
                (args: { platform: FlinkPlatform; file: string; namespace: string; image: string }) =>
                    FlinkBlueGreenDeployment.fromYaml("checkout", args).ready,
                (args: { platform: FlinkPlatform; file: string; namespace: string; image: string }) =>
                    new FlinkManifest("shop", args).blueGreenDeployments["checkout"]?.ready,
            ]) {
                const resources = await record(() => {
                    const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                    assert.ok(make({ platform, file, namespace: "jobs", image: "acme/shop:2" }));
                });
                const { inputs } = only(resources, type);
                assert.deepEqual([inputs.metadata.name, inputs.spec.template.spec.image], ["checkout", "acme/shop:2"]);
            }
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    it("says what a change does", () => {
        const to = (change: object) => switchImpact(versions, { ...versions, ...change }, "1.15.0");
        assert.equal(to({}), undefined);
        assert.deepEqual(to({ job: { ...versions.job, parallelism: 3 } }), {
            sentence:
                "a second version starts beside the running one, from a savepoint that the running one takes, because spec.template.spec.job.parallelism changes; both run, with twice the capacity, until the second does; then the first is removed",
            losesState: false,
        });
        assert.deepEqual(to({ image: "a", job: { ...versions.job, upgradeMode: "stateless" } }), {
            sentence:
                "a second version starts beside the running one without its state, because spec.template.spec.image changes and spec.template.spec.job.upgradeMode is stateless; both run, with twice the capacity, until the second does; then the first is removed",
            losesState: true,
        });
        assert.deepEqual(to({ job: { ...versions.job, upgradeMode: "last-state" } }), {
            sentence: "the running version stays; only the operator takes note of spec.template.spec.job.upgradeMode",
            losesState: false,
        });
    });
});
