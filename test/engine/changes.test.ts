import assert from "node:assert/strict";
import { afterwards } from "./support/cast";
import { RenderStack } from "./support/render-stack";
import type { Step } from "./support/pulumi-stack";

/** A job `orders` in a namespace, by its name and further arguments as JavaScript. */
const program = (args = "", { name = "orders", labels = {} } = {}) => `
    const on = renderedPlatform({ namespaceLabels: ${JSON.stringify(labels)} });
    const jar = "local:///opt/flink/usrlib/orders.jar";
    exports.ready = new FlinkApplication("${name}", { platform: on, namespace: "shop", jar, ${args} }).ready;`;

/** What a preview does but to leave things as they are: `update FlinkDeployment orders`. */
const changesOf = (steps: readonly Step[]) =>
    steps
        .filter(({ op }) => op !== "same")
        .map(({ op, urn }) => `${op} ${/(\w+)::([^:]+)$/.exec(urn)?.slice(1).join(" ") ?? urn}`)
        .sort();

const token = "not-to-be-seen";

describe("a change, with manifests in place of a cluster:", () => {
    let stack: RenderStack;
    before(async function () {
        this.timeout(60_000);
        stack = await RenderStack.create("changes", program());
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    });
    after(() => stack.remove());

    /** Steps of the preview of a program. */
    const preview = (changed: string) => {
        stack.write(changed);
        return stack.steps();
    };

    it("none, nothing is done", async () => assert.deepEqual(changesOf(await preview(program())), []));

    it("another image updates the job alone", async () => {
        const steps = await preview(program('image: "shop/orders:2"'));
        assert.deepEqual(changesOf(steps), ["update FlinkApplication orders", "update FlinkDeployment orders"]);
        const update = steps.find(({ urn }) => urn.includes(":FlinkDeployment::"));
        const [before_, after_] = [update?.oldState?.inputs, update?.newState?.inputs];
        assert.ok(before_ && after_);
        assert.equal(after_["spec"].image, "shop/orders:2");
        assert.deepEqual({ ...after_, spec: { ...after_["spec"], image: before_["spec"].image } }, before_);
    });

    it("labels of the namespace update nothing of the job", async () =>
        assert.deepEqual(changesOf(await preview(program("", { labels: { team: "shop" } }))), [
            "update Namespace shop-namespace",
        ]));

    it("a job of another name is another job", async () =>
        assert.deepEqual(changesOf(await preview(program("", { name: "invoices" }))), [
            "create FlinkApplication invoices",
            "create FlinkDeployment invoices",
            "delete FlinkApplication orders",
            "delete FlinkDeployment orders",
        ]));

    it("another name in Kubernetes replaces the job", async () =>
        assert.deepEqual(changesOf(await preview(program('jobName: "invoices"'))), ["replace FlinkDeployment orders"]));

    it("another folder replaces every object", async () =>
        assert.deepEqual(changesOf(await preview(`given.manifests += "-2";${program()}`)), [
            "replace FlinkDeployment orders",
            "replace Namespace shop-namespace",
            "replace Role shop-role",
            "replace RoleBinding shop-role-binding",
            "replace ServiceAccount shop-service-account",
            "replace kubernetes manifests",
        ]));

    it("a secret argument stays out of the preview", async () => {
        stack.write(program(`args: ["--token", pulumi.secret("${token}")]`));
        const { code, output } = await stack.preview("--diff");
        assert.equal(code, 0, output);
        assert.match(output, /\[secret\]/);
        assert.equal(output.includes(token), false);
    });
});

describe("a job in manifests", () => {
    it("is written, is not waited for, and can be changed and deleted without its cluster", async () => {
        const stack = await RenderStack.create("manifests", program());
        afterwards(() => stack.remove());
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        assert.match(first.output, /\n {4}ready: "orders"\n/);
        assert.deepEqual([...stack.manifests("Namespace").keys()], ["shop"]);
        assert.equal(stack.manifests("FlinkDeployment").get("orders")?.metadata.namespace, "shop");
        stack.write(program(`args: ["--token", pulumi.secret("${token}")]`));
        const second = await stack.up();
        assert.equal(second.code, 0, second.output);
        assert.match(second.output, /FlinkDeployment orders .*rendered YAML will contain a secret value in plaintext/);
        assert.equal(second.output.includes(token), false);
        assert.deepEqual(stack.manifests("FlinkDeployment").get("orders")?.spec.job.args, ["--token", token]);
        const end = await stack.destroy();
        assert.equal(end.code, 0, end.output);
        assert.deepEqual([...stack.manifests("FlinkDeployment").keys()], []);
    });
});
