import assert from "node:assert/strict";
import { refused, refusedThenHealthy, stage } from "./support/cast";
import type { Play } from "./support/operator";
import { assertPlain, errorsOf, failed } from "./support/stack";

const slow: Play = [
    [
        [0, "UPGRADING - MISSING"],
        [2, "DEPLOYED RECONCILING DEPLOYING"],
        [4, "DEPLOYED CREATED READY"],
        [6, "STABLE RUNNING READY"],
    ],
];

/** Three ways to depend on a job, and one resource that does not. */
const dependents = (parallelism: number) => `
    class Nested extends pulumi.ComponentResource {
        constructor(name, args) {
            super("test:index:Nested", name);
            this.orders = new FlinkDeployment("orders", args, { parent: this });
            this.registerOutputs({});
        }
    }
    const on = platform();
    const nested = new Nested("nested", job(on, { parallelism: ${parallelism} }));
    const payments = new FlinkDeployment("payments", job(on, { parallelism: ${parallelism} }));
    marker("after-nested", on, { dependsOn: [nested] });
    marker("after-payments", on, { dependsOn: [payments] });
    nested.orders.ready.apply((name) => name); // a reader of the output must not report the failure once more
    new k8s.core.v1.ConfigMap(
        "after-ready",
        { metadata: { name: "after-ready", namespace: given.namespace }, data: { job: nested.orders.ready } },
        { provider: on.cluster.provider },
    );
    marker("beside", on);
    exports.orders = nested.orders.ready;
`;

describe("pulumi up", () => {
    it("is green once a job that takes a while is up, and unchanged after that", async () => {
        const { stack } = await stage(
            "healthy",
            `const on = platform();
             const orders = new FlinkDeployment("orders", job(on));
             marker("after", on, { dependsOn: [orders] });
             exports.ready = orders.ready;
             exports.state = orders.jobState;`,
            { orders: slow },
        );
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        assert.match(up.output, /FlinkDeployment orders created \(.*\) DEPLOYED, JobManager READY, job CREATED\n/);
        assert.match(up.output, /\n {4}ready: "orders"\n {4}state: "RUNNING"\n/);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["after"]);
        assertPlain(up);

        const again = await stack.up();
        assert.equal(again.code, 0, again.output);
        assert.match(again.output, /\nResources:\n {4}5 unchanged\n/);
        const preview = await stack.preview("--expect-no-changes");
        assert.equal(preview.code, 0, preview.output);
    });

    it("fails with each job's reason at its own row and one closing line, on every run, until the jobs are fixed", async () => {
        const plays = { orders: refusedThenHealthy, payments: refusedThenHealthy };
        const { stack } = await stage("refused", dependents(1), plays);
        const closing = "refused-dev: 2 jobs are not in the state asked for: orders, payments";
        const errors = [refused("orders"), refused("payments"), closing];
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [failed, errors], up.output);
        assertPlain(up);
        // Nothing that depends on a job by its component, through a component around it or by its output.
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["beside"]);

        const again = await stack.up();
        assert.deepEqual([again.code, errorsOf(again)], [failed, errors], again.output);
        assertPlain(again);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), ["orders", "payments"]);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["beside"]);

        stack.write(dependents(2));
        const fixed = await stack.up();
        assert.deepEqual([fixed.code, errorsOf(fixed)], [0, []], fixed.output);
        const all = ["after-nested", "after-payments", "after-ready", "beside"];
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), all);
    });

    it("fails on an unchanged run when a job has gone bad, and deletes nothing", async () => {
        const program = `
            const on = platform();
            const orders = new FlinkDeployment("orders", job(on));
            marker("after", on, { dependsOn: [orders] });`;
        const { stack, operator } = await stage("later", program);
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        operator.play({ orders: [[[0, "FAILED FAILED READY", { error: '{"message":"no such topic"}' }]]] });
        // The operator needs a moment to write it.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const again = await stack.up();
        assert.deepEqual(
            [again.code, errorsOf(again)],
            [
                failed,
                [
                    "later-dev: 1 job is not in the state asked for: orders",
                    'orders: FlinkDeployment "orders": the job failed: no such topic',
                ],
            ],
            again.output,
        );
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), ["orders"]);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["after"]);
    });

    it("does not wait much longer for other jobs once one has failed, and says how they were", async () => {
        const program = `
            const on = platform();
            new FlinkDeployment("orders", job(on));
            const payments = new FlinkDeployment("payments", job(on, { readiness: {} }));
            marker("after", on, { dependsOn: [payments] });`;
        const plays = { orders: refusedThenHealthy, payments: [[[0, "DEPLOYED CREATED READY"]]] } satisfies Record<
            string,
            Play
        >;
        const { stack } = await stage("slow", program, plays);
        const up = await stack.up();
        const closing = "slow-dev: 1 job is not in the state asked for: orders";
        assert.deepEqual([up.code, errorsOf(up)], [failed, [refused("orders"), closing]], up.output);
        assert.match(
            up.output,
            /\n {4}warning: not waited for any longer, as another job has failed; last seen: DEPLOYED, JobManager READY, job CREATED\n/,
        );
        assert.ok(up.seconds < 120, `${up.seconds} s`);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), []);
    });

    it("does not wait where waiting is switched off", async () => {
        const program = `
            const on = platform();
            const orders = new FlinkDeployment("orders", job(on, { readiness: { enabled: false } }));
            marker("after", on, { dependsOn: [orders] });
            exports.ready = orders.ready;`;
        const { stack } = await stage("off", program, { orders: refusedThenHealthy });
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["after"]);
    });
});
