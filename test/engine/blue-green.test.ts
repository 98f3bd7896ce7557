import assert from "node:assert/strict";
import type { Play } from "./support/operator";
import { playBlueGreen } from "./support/blue-green-operator";
import { afterwards, stage } from "./support/cast";
import { errorsOf, failed } from "./support/stack";

/** A FlinkBlueGreenDeployment with every field of its own. */
const program = `
    const flink = require("pulumi-flink-platform");
    const on = platform();
    const { spec } = job(on, { upgradeMode: "savepoint", image: given.image });
    const flinkConfiguration = {
        "state.savepoints.dir": "s3p://state/checkout/savepoints",
        execution: { checkpointing: { dir: "s3p://state/checkpoints" } },
    };
    const checkout = new flink.FlinkBlueGreenDeployment("checkout", {
        platform: on,
        metadata: { namespace: given.namespace, labels: { team: "shop" } },
        readiness: { timeoutSeconds: 60 },
        spec: {
            configuration: { "kubernetes.operator.bluegreen.abort.grace-period": "5 s" },
            ingress: { template: "{{name}}.example.com", className: "nginx" },
            template: { metadata: { labels: { tier: "jobs" } }, spec: { ...spec, flinkConfiguration } },
        },
    });
    exports.active = checkout.activeVersion;
    exports.state = checkout.jobState;`;

const stuck: Play = [[[0, "UPGRADING - MISSING"]]];
const broken: Play = [[[0, "FAILED FAILED READY"]]];
const image = (tag: string) => ({ image: `acme/shop:${tag}` });
const kind = "FlinkBlueGreenDeployment";

describe("a FlinkBlueGreenDeployment on a real API server, with the definitions of 1.15.0", () => {
    it("is sent as it is read, switched with a word before it, and red while its job is not well", async () => {
        const { stack, operator } = await stage("blue-green", program);
        await stack.api.installDefinition("1.15.0", kind);
        afterwards(playBlueGreen(stack.api, stack.namespace));
        stack.give(image("1"));
        const planned = await stack.steps();
        const sent = planned.flatMap(({ newState }) =>
            newState?.type.startsWith("kubernetes:flink.apache.org/") === true ? [newState.inputs] : [],
        );
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        assert.match(first.output, /active: "checkout-blue"/);
        assert.match(first.output, /state {2,}: "RUNNING"|state *: "RUNNING"/);
        const [read] = await stack.api.listKind(kind, stack.namespace);
        assert.deepEqual(
            sent.map(({ spec }) => spec),
            [read.spec],
        );
        assert.equal(read.metadata.labels.team, "shop");
        const again = await stack.preview("--expect-no-changes");
        assert.equal(again.code, 0, again.output);

        stack.give(image("2"));
        const preview = await stack.preview();
        assert.match(
            preview.output,
            /FlinkBlueGreenDeployment "checkout": a second version starts beside the running one, from a savepoint that the running one takes, because spec\.template\.spec\.image changes; both run, with twice the capacity, until the second does; then the first is removed/,
        );
        const second = await stack.up();
        assert.equal(second.code, 0, second.output);
        assert.match(second.output, /active: "checkout-blue" => "checkout-green"|"checkout-green"/);
        const [green, ...others] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual([green.metadata.name, green.spec.image, others], ["checkout-green", "acme/shop:2", []]);
        assert.equal(green.spec.flinkConfiguration["state.savepoints.dir"], "s3p://state/checkout-green/savepoints");

        operator.play({ "checkout-green": broken });
        const unwell = await stack.up();
        assert.equal(unwell.code, failed);
        assert.match(errorsOf(unwell).join("\n"), /"checkout-green": the job failed/);

        operator.play({ "checkout-blue": stuck });
        stack.give(image("3"));
        const aborted = await stack.up();
        assert.equal(aborted.code, failed);
        assert.match(
            errorsOf(aborted).join("\n"),
            /the operator has given the change up: Aborting deployment 'checkout-blue', rolling B\/G deployment back to ACTIVE_GREEN; before the next change delete what is left of it, or it goes on from its own old state: kubectl delete flinkdeployment checkout-blue/,
        );
        const unchanged = await stack.up();
        assert.equal(unchanged.code, failed, "a second run finds it as it is");

        const destroyed = await stack.destroy();
        assert.equal(destroyed.code, 0, destroyed.output);
        assert.deepEqual(await stack.api.listKind(kind, stack.namespace), []);
        assert.deepEqual(await stack.api.listDeployments(stack.namespace), []);
    });
});
