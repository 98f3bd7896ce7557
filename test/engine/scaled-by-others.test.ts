import assert from "node:assert/strict";
import { stage } from "./support/cast";
import { assertPlain, failed } from "./support/stack";

const program = (image: string, scaledByOthers: boolean, replicas = 1) => `
    const { spec, ...args } = job(platform(), { image: "${image}" });
    const taskManager = { ...spec.taskManager, replicas: ${replicas} };
    new FlinkDeployment("orders", { ...args, scaledByOthers: ${scaledByOthers}, spec: { ...spec, taskManager } });`;

/** What the API server has of the job. */
async function seen({ stack }: Awaited<ReturnType<typeof stage>>) {
    const [{ spec }] = await stack.api.listDeployments(stack.namespace);
    return { image: spec.image, replicas: spec.taskManager.replicas };
}

describe("a job that something else scales", () => {
    it("stays changeable, and as far scaled as it is", async () => {
        const staged = await stage("scaled", program("orders:1", true));
        const { stack } = staged;
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        assert.deepEqual(await seen(staged), { image: "orders:1", replicas: 1 });

        await stack.api.scale(stack.namespace, "orders", 3);
        const unchanged = await stack.preview("--expect-no-changes");
        assert.equal(unchanged.code, 0, unchanged.output);
        stack.write(program("orders:2", true, 2));
        const preview = await stack.preview();
        assert.equal(preview.code, 0, preview.output);
        const changed = await stack.up();
        assert.equal(changed.code, 0, changed.output);
        assertPlain(changed);
        assert.deepEqual(await seen(staged), { image: "orders:2", replicas: 3 });

        await stack.api.scale(stack.namespace, "orders", 5);
        stack.write(program("orders:3", true, 2));
        const again = await stack.up();
        assert.equal(again.code, 0, again.output);
        assert.deepEqual(await seen(staged), { image: "orders:3", replicas: 5 });
    });

    it("keeps its number before anything has scaled it", async () => {
        const staged = await stage("unscaled", program("orders:1", true, 2));
        await staged.stack.up();
        staged.stack.write(program("orders:2", true, 4));
        const changed = await staged.stack.up();
        assert.equal(changed.code, 0, changed.output);
        assert.deepEqual(await seen(staged), { image: "orders:2", replicas: 2 });
    });

    it("is refused by the API server, at preview, where the program claims the number", async () => {
        const { stack } = await stage("claimed", program("orders:1", false));
        await stack.up();
        await stack.api.scale(stack.namespace, "orders", 3);
        stack.write(program("orders:2", false));
        const preview = await stack.preview();
        assert.equal(preview.code, failed, preview.output);
        assert.match(preview.output, /conflict with "kubectl"[^]*\.spec\.taskManager\.replicas/);
        stack.write(program("orders:2", true));
        const changed = await stack.up();
        assert.equal(changed.code, 0, changed.output);
    });
});
