import assert from "node:assert/strict";
import { afterwards, refused, refusedThenHealthy, stage } from "./support/cast";
import { CountingServer } from "./support/counting-server";
import { errorsOf, failed } from "./support/stack";

describe("pulumi preview", () => {
    it("asks nothing of the cluster for a job's health and shows no change, be the job well or not", async () => {
        const program = `
            const on = platform({ kubeconfig: pulumi.output(given.counted) });
            const orders = new FlinkDeployment("orders", job(on));
            marker("after", on, { dependsOn: [orders] });`;
        const { stack, operator } = await stage("preview", program);
        const server = await CountingServer.start(stack.api);
        afterwards(() => server.stop());
        stack.give({ counted: server.kubeconfig });

        const first = await stack.preview();
        assert.deepEqual([first.code, errorsOf(first), server.requests], [0, [], []], first.output);
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        const list = `GET /apis/flink.apache.org/v1beta1/namespaces/${stack.namespace}/flinkdeployments`;
        assert.deepEqual(new Set(server.requests), new Set([list]));

        server.requests.length = 0;
        operator.play({ orders: refusedThenHealthy });
        const second = await stack.preview("--expect-no-changes");
        assert.deepEqual([second.code, errorsOf(second), server.requests], [0, [], []], second.output);
    });
});

describe("pulumi up with a kubeconfig", () => {
    it("that the same run makes, waits all the same, and shows no change after that", async () => {
        const program = `
            const first = new k8s.Provider("first", { kubeconfig: given.kubeconfig, clusterIdentifier: "first" });
            const made = new k8s.core.v1.ConfigMap(
                "made",
                { metadata: { name: "made", namespace: given.namespace } },
                { provider: first },
            );
            const kubeconfig = made.id.apply(() => given.kubeconfig); // unknown until it is made
            const on = platform({ kubeconfig, provider: makeProvider(kubeconfig) });
            const orders = new FlinkDeployment("orders", job(on));
            marker("after", on, { dependsOn: [orders] });`;
        const { stack } = await stage("made", program, { orders: refusedThenHealthy });
        const preview = await stack.preview();
        assert.deepEqual([preview.code, errorsOf(preview)], [0, []], preview.output);
        const up = await stack.up();
        assert.deepEqual(
            [up.code, errorsOf(up)],
            [failed, ["made-dev: 1 job is not in the state asked for: orders", refused("orders")]],
            up.output,
        );
        const second = await stack.preview();
        assert.match(second.output, /\nResources:\n {4}\+ 1 to create\n {4}6 unchanged\n/);
    });

    it("that is secret, keeps it out of the state and the name of the job readable", async () => {
        const program = `
            const on = platform({ kubeconfig: pulumi.secret(given.kubeconfig), provider: makeProvider(pulumi.secret(given.kubeconfig)) });
            exports.ready = new FlinkDeployment("orders", job(on)).ready;`;
        const { stack } = await stage("secret", program);
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assert.match(up.output, /\n {4}ready: "orders"\n/);
        const key = /client-key-data: (\S+)/.exec(stack.kubeconfig)?.[1] ?? "no key";
        assert.equal((await stack.state()).includes(key), false);
    });
});
