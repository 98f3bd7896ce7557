import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failed, ScratchStack } from "./support/stack";

const pack = `
const { PolicyPack } = require("@pulumi/policy");
const { flinkPolicies } = require("pulumi-flink-platform/policy");
const policies = flinkPolicies({
    "flink-required-labels": { labels: ["team"], enforcementLevel: "advisory" },
    "flink-allowed-releases": { versions: ["1.20", "2.2"], images: ["flink:", "registry.example.com/"] },
    "flink-resource-limits": { maxMemoryMiB: 4096, maxCpu: 2, maxParallelism: 8 },
});
new PolicyPack("flink", { policies });`;

/** A job as the package makes it, one of a secret and of what a preview does not know, and one that breaks every rule. */
const program = `
const on = platformWithStore();
const { namespace } = given;
const later = new k8s.core.v1.ConfigMap("later", { metadata: { namespace } }, { provider: on.cluster.provider });
const jar = "local:///opt/flink/usrlib/job.jar";
new FlinkApplication("orders", { platform: on, namespace, jar, labels: { team: "orders" } });
new FlinkApplication("invoices", {
    platform: on,
    namespace,
    jar,
    labels: { team: "invoices" },
    image: later.metadata.name.apply((name) => "registry.example.com/flink:" + name),
    flinkConfiguration: { "pipeline.global-job-parameters": pulumi.secret("mode:quiet"), "state.folder": later.id },
});
if (given.broken) {
    const env = [{ name: "DB_PASSWORD", value: "hidden-one" }];
    new FlinkDeployment("broken", {
        ...job(on, { upgradeMode: "stateless", parallelism: 16 }),
        spec: {
            ...job(on, { upgradeMode: "stateless", parallelism: 16 }).spec,
            image: "flink",
            flinkConfiguration: {
                "kubernetes.rest-service.exposed.type": "LoadBalancer",
                "s3.secret-key": pulumi.secret("hidden-two"),
            },
            podTemplate: { spec: { containers: [{ name: "flink-main-container", env }] } },
        },
    });
    const fragile = job(on, { upgradeMode: "savepoint" });
    const { provider } = on.cluster;
    new k8s.apiextensions.CustomResource("fragile", {
        apiVersion: "flink.apache.org/v1beta1",
        kind: "FlinkDeployment",
        metadata: { name: "fragile", namespace, labels: { team: "orders" } },
        spec: { ...fragile.spec, flinkVersion: "v1_20", image: "flink:1.20.1" },
    }, { provider });
}`;

/** Violations of a run, sorted: level, policy, resource and the beginning of what is said of it. */
function violationsOf(output: string): string[] {
    const found = /- \[(\w+)\] +flink-(\S+) +\(\S+FlinkDeployment: (\w+)\)\n.*\n +(\S+)/g;
    return [...output.matchAll(found)].map(([, ...parts]) => parts.join(" ")).sort();
}

describe("the policies in a policy pack", () => {
    it("let the package's own jobs pass, and stop a preview of jobs that break them, without a word of secrets", async () => {
        const stack = await ScratchStack.create("policies", program);
        const folder = join(stack.folder, "policy");
        mkdirSync(folder);
        writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: { name: nodejs, options: { typescript: false } }\n");
        writeFileSync(
            join(folder, "package.json"),
            JSON.stringify({ name: "flink", version: "1.0.0", main: "index.js" }),
        );
        writeFileSync(join(folder, "index.js"), pack);
        // The SDK reads its version from a package.json of the folder that the program runs in.
        writeFileSync(join(stack.folder, "program", "package.json"), JSON.stringify({ version: "1.0.0" }));
        const preview = (...options: string[]) => stack.preview("--policy-pack", folder, ...options);

        const good = await preview();
        assert.equal(good.code, 0, good.output);
        assert.match(good.output, /✅ flink@v1\.0\.0/);
        assert.deepEqual(violationsOf(good.output), []);

        stack.give({ broken: true });
        const bad = await preview();
        assert.equal(bad.code, failed);
        assert.doesNotMatch(bad.output, /hidden-/);
        const violations = [
            "advisory required-labels broken metadata.labels",
            "mandatory allowed-releases broken spec.flinkVersion",
            "mandatory allowed-releases broken spec.image",
            "mandatory allowed-releases broken spec.image",
            'mandatory checkpointing-required fragile spec.flinkConfiguration["execution.checkpointing.dir"]',
            'mandatory checkpointing-required fragile spec.flinkConfiguration["execution.checkpointing.interval"]',
            'mandatory high-availability fragile spec.flinkConfiguration["high-availability.type"]',
            'mandatory no-keys-in-configuration broken spec.flinkConfiguration["s3.secret-key"]',
            'mandatory no-keys-in-configuration broken spec.podTemplate.spec.containers[0].env["DB_PASSWORD"]',
            'mandatory no-public-endpoints broken spec.flinkConfiguration["kubernetes.rest-service.exposed.type"]',
            "mandatory resource-limits broken spec.job.parallelism",
            "mandatory state-loss-guard broken spec.job.upgradeMode",
        ];
        assert.deepEqual(violationsOf(bad.output), violations);

        const config = join(stack.folder, "policy-config.json");
        const all = { "flink-resource-limits": { maxParallelism: 16 }, "flink-state-loss-guard": "advisory" };
        writeFileSync(config, JSON.stringify(all));
        const configured = await preview("--policy-pack-config", config);
        assert.deepEqual(
            violationsOf(configured.output),
            violations
                .filter((violation) => !violation.includes("resource-limits"))
                .map((violation) => violation.replace("mandatory state-loss", "advisory state-loss"))
                .sort(),
        );
    });
});
