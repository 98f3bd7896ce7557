import assert from "node:assert/strict";
import { stage } from "./support/cast";
import { assertPlain, errorsOf } from "./support/stack";

// One program for both stacks: they share a backend, as those of an organisation do.
const program = `
const { FlinkApplication, FlinkPlatform } = require("pulumi-flink-platform");
const { ExistingCluster } = require("pulumi-flink-platform/existing");
const { kubeconfig, namespace } = given;
if (pulumi.getStack() === "dev") {
    const stateStore = { kind: "s3", bucket: "state", endpoint: "http://store:7070", secret: { name: "flink-state" } };
    const cluster = new ExistingCluster("shop", { kubeconfig, stateStore });
    exports.platform = new FlinkPlatform("flink", {
        cluster,
        operator: { install: "existing" },
        namespaces: [namespace],
        existingNamespaces: [namespace],
    }).handle;
} else {
    module.exports = async () => {
        const stack = new pulumi.StackReference("organization/" + pulumi.getProject() + "/dev");
        const platform = await FlinkPlatform.fromStack("flink", { stack, kubeconfig });
        const orders = new FlinkApplication("orders", { platform, namespace, jar: "local:///orders.jar" });
        return { ui: orders.flinkUi, state: orders.statePath, ready: orders.ready };
    };
}`;

/** Types and names of what a preview would do something with. */
const touched = (steps: readonly { readonly op: string; readonly urn: string }[]) =>
    steps
        .filter(({ op }) => op !== "same" && op !== "read")
        .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)
        .sort();

describe("a platform in one stack and a team's job in another", () => {
    it("make nothing twice: the job runs in what the platform made, and its stack goes without it", async () => {
        const { stack } = await stage("teams", program);
        const init = await stack.pulumi(["stack", "init", "team"]);
        assert.equal(init.code, 0, init.output);
        const early = await stack.preview("--stack", "team");
        assertPlain(early);
        const [project] = /teams/.exec(early.output) ?? [];
        assert.deepEqual(errorsOf(early), [
            `${project}-team: ReferencedPlatform "flink": output "platform" of stack "organization/${project}/dev" is not the handle of a platform; export FlinkPlatform.handle there and run it first`,
        ]);

        const platform = await stack.up("--stack", "dev");
        assert.equal(platform.code, 0, platform.output);
        assert.deepEqual(touched(await stack.steps("--stack", "team")), [
            "create flink",
            "create flink-kubernetes",
            "create orders",
            "create orders",
            `create ${project}-team`,
        ]);
        const team = await stack.up("--stack", "team");
        assert.equal(team.code, 0, team.output);
        assert.match(team.output, new RegExp(`state: "s3p://state/${stack.namespace}/orders"`));
        assert.match(team.output, / ready: "orders"/);

        const gone = await stack.destroy("--stack", "team");
        assert.equal(gone.code, 0, gone.output);
        const again = await stack.preview("--stack", "dev", "--refresh", "--expect-no-changes");
        assert.equal(again.code, 0, again.output);
    });
});
