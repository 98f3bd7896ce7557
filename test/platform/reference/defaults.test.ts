import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { ApplicationDefaults } from "../../../src/jobs/application/defaults-args";
import { FlinkPlatform } from "../../../src/platform/platform";
import type { PlatformOutputs } from "../../../src/platform/reference/outputs";
import { sealedDefaults } from "../../../src/platform/reference/from-outputs";
import { ReferencedPlatform } from "../../../src/platform/reference/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record, valueOf } from "../../support/record";
import { unreachableKubeconfig as kubeconfig } from "../../support/unreachable-kubeconfig";

const job = { namespace: "shop", jar: "local:///opt/flink/usrlib/orders.jar" };
const deployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

/** An application of the platform's own stack, and what that exports. */
async function ownStack(applicationDefaults: ApplicationDefaults) {
    let outputs = "";
    const resources = await record(async () => {
        const platform = new FlinkPlatform("flink", { cluster: fakeCluster(), applicationDefaults });
        new FlinkApplication("orders", { platform, ...job });
        outputs = JSON.stringify(await valueOf(platform.handle));
    });
    return { inputs: only(resources, deployment).inputs, outputs: JSON.parse(outputs) as PlatformOutputs };
}

/** The same application in another stack. */
async function otherStack(outputs: PlatformOutputs, secret = false, args: object = {}) {
    const resources = await record(() => {
        const platform = new ReferencedPlatform("flink", { outputs, kubeconfig, secret });
        new FlinkApplication("orders", { platform, ...job, ...args });
    });
    return only(resources, deployment).inputs;
}

describe("applicationDefaults of a platform of another stack", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "defaults-"));
    const file = path.join(folder, "rules.json");
    before(() => fs.writeFileSync(file, "{}"));

    it("are those of its own, with the text of its files", async () => {
        const { inputs, outputs } = await ownStack({
            image: pulumi.output("registry.example.com/flink:2.2.1"),
            files: { "/opt/app/rules.json": { file } },
            flinkConfiguration: { "restart-strategy": { type: "none" } },
            enforced: { labels: { team: "data" } },
        });
        fs.rmSync(folder, { recursive: true });
        assert.deepEqual(outputs.applicationDefaults, {
            image: "registry.example.com/flink:2.2.1",
            files: { "/opt/app/rules.json": { content: "{}" } },
            flinkConfiguration: { "restart-strategy": { type: "none" } },
            enforced: { labels: { team: "data" } },
        });
        assert.equal(inputs.metadata.labels.team, "data");
        assert.deepEqual(await otherStack(outputs), inputs);
        await assert.rejects(otherStack(outputs, false, { labels: { team: "shop" } }), {
            message:
                'FlinkApplication "orders": labels.team must be "data", as applicationDefaults.enforced.labels.team of the platform says, got "shop"; remove it',
        });
    });

    it("stay secret where the handle is", async () => {
        const { outputs } = await ownStack({
            flinkConfiguration: { "metrics.reporter.push.password": pulumi.secret("hidden") },
            labels: { team: "data" },
        });
        const { spec } = await otherStack(outputs, true);
        assert.equal(spec.flinkConfiguration["metrics.reporter.push.password"], "hidden");
        const { labels, flinkConfiguration } = sealedDefaults(outputs.applicationDefaults) as {
            readonly labels: object;
            readonly flinkConfiguration: Readonly<Record<string, pulumi.Output<string>>>;
        };
        assert.deepEqual(labels, { team: "data" });
        const { "metrics.reporter.push.password": password } = flinkConfiguration;
        assert.equal(password && (await pulumi.isSecret(password)), true);
    });

    it("are refused with a variable that is a secret, which the other stack could not tell", async () => {
        const handleOf = (defaults: ApplicationDefaults) =>
            record(() => {
                const platform = new FlinkPlatform("flink", { cluster: fakeCluster(), applicationDefaults: defaults });
                return { platform: platform.handle };
            });
        const environment = { REGION: pulumi.output("eu"), KEY: pulumi.secret("hidden") };
        const message = (place: string) =>
            `FlinkPlatform "flink": ${place}.environment.KEY cannot be a secret, as it can be read in the FlinkDeployment and in pods; put it into a Secret and write { secret, key }, or pulumi.unsecret if it is none`;
        await assert.rejects(handleOf({ environment }), { message: message("applicationDefaults") });
        await assert.rejects(handleOf({ enforced: { environment } }), {
            message: message("applicationDefaults.enforced"),
        });
        await handleOf({ environment: { REGION: pulumi.output("eu") } });
    });

    it("stay secret in the template of one process too", async () => {
        const env = [{ name: "KEY", value: pulumi.secret("hidden") }];
        const podTemplate = { spec: { containers: [{ name: "flink-main-container", env }] } };
        const { inputs, outputs } = await ownStack({ taskManager: { memoryMiB: 4096, podTemplate } });
        assert.deepEqual(await otherStack(outputs, true), inputs);
        const { taskManager } = sealedDefaults(outputs.applicationDefaults) as {
            readonly taskManager: {
                readonly memoryMiB: number;
                readonly podTemplate: { spec: { containers: { env: { value: pulumi.Output<string> }[] }[] } };
            };
        };
        const [container] = taskManager.podTemplate.spec.containers;
        assert.equal(taskManager.memoryMiB, 4096);
        assert.equal(await pulumi.isSecret(pulumi.output(container?.env[0]?.value)), true);
    });
});
