import assert from "node:assert/strict";
import { validation, refusal } from "../support/readiness-sequences";
import { stage } from "./support/cast";
import { healthy, type Play } from "./support/operator";
import { assertPlain, errorsOf, failed } from "./support/stack";

const program = (jobs: readonly string[], change = "") => `
    const { FlinkSessionCluster, FlinkSessionJob } = require("pulumi-flink-platform");
    const on = platform();
    const { spec, ...args } = job(on);
    const { job: _, ...cluster } = spec;
    const shared = new FlinkDeployment("shared", { ...args, spec: cluster });
    for (const name of ${JSON.stringify(jobs)}) {
        const made = new FlinkSessionJob(name, {
            platform: on,
            sessionCluster: shared,
            jar: "https://jars.example.com/" + name + ".jar",
            upgradeMode: "stateless",
            readiness: { timeoutSeconds: 60 },
            ${change}
        });
        marker("after-" + name, on, { dependsOn: [made] });
    }`;

const sessionCluster: Play = [
    [
        [0, "DEPLOYED - DEPLOYING"],
        [1, "STABLE - READY"],
    ],
];
const sessionJob: Play = [
    [
        [0, "CREATED - - 1/-"],
        [0.3, "DEPLOYED RECONCILING -"],
        [0.6, "STABLE RUNNING -"],
    ],
    [
        [0, "UPGRADING RECONCILING -"],
        [0.5, "STABLE RUNNING -"],
    ],
];

describe("session jobs", () => {
    it("come up after their cluster, change, and go before it", async () => {
        const { stack } = await stage("sessions", program(["orders", "invoices"]), {
            shared: sessionCluster,
            orders: sessionJob,
            invoices: sessionJob,
        });
        const preview = await stack.preview();
        assert.equal(preview.code, 0, preview.output);
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        assertPlain(first);
        assert.deepEqual((await stack.api.configMapNames(stack.namespace)).sort(), ["after-invoices", "after-orders"]);
        const [shared] = await stack.api.listDeployments(stack.namespace);
        const jobs = await stack.api.listSessionJobs(stack.namespace);
        for (const { metadata } of jobs) {
            assert.ok(metadata.creationTimestamp > shared.metadata.creationTimestamp, metadata.creationTimestamp);
        }

        stack.write(program(["orders"], "parallelism: 2,"));
        const changed = await stack.up();
        assert.equal(changed.code, 0, changed.output);
        const [orders, ...others] = await stack.api.listSessionJobs(stack.namespace);
        assert.deepEqual([orders.spec.job.parallelism, orders.metadata.generation, others], [2, 2, []]);

        const gone = await stack.destroy();
        assert.equal(gone.code, 0, gone.output);
        const deleted = (type: string) => gone.output.indexOf(`:${type}`);
        assert.ok(deleted("FlinkSessionJob") < deleted("FlinkDeployment"), gone.output);
    });

    it("fail a run with the operator's reason, by their own kind", async () => {
        const { stack } = await stage("refused-session", program(["orders"]), {
            shared: sessionCluster,
            orders: [[[0, "FAILED - - 1/-", { error: validation }]]],
        });
        const run = await stack.up();
        assert.equal(run.code, failed, run.output);
        assert.ok(errorsOf(run).includes(`orders: FlinkSessionJob "orders": ${refusal}`), run.output);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), []);
    });

    it("tell what a change does to them, and lose their state with leave alone", async () => {
        const stateful = (change: string) => {
            const flinkConfiguration = `{ "state.checkpoints.dir": "s3://state/checkpoints" }`;
            return program(["orders"], change).replace(
                "spec: cluster",
                `spec: { ...cluster, flinkConfiguration: ${flinkConfiguration} }`,
            );
        };
        const { stack } = await stage("told-session", stateful('upgradeMode: "last-state",'), {
            shared: sessionCluster,
            orders: sessionJob,
        });
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        stack.write(stateful('upgradeMode: "last-state", parallelism: 2,'));
        const told = await stack.preview();
        assert.equal(told.code, 0, told.output);
        assert.ok(
            told.output.includes(
                'FlinkSessionJob "orders": the job restarts from its last checkpoint, because parallelism changes; if it does not run, ' +
                    "this works as long as its JobManager answers, and needs a person's help otherwise",
            ),
            told.output,
        );

        stack.write(stateful("parallelism: 2,"));
        const refused = await stack.preview();
        assert.equal(refused.code, failed, refused.output);
        const word = /acceptStateLoss: \{ change: "([0-9a-f-]{9})"/.exec(refused.output)?.[1];
        const leave = `acceptStateLoss: { change: "${word}", reason: "test data" },`;
        stack.write(stateful(`parallelism: 2, ${leave}`));
        const lost = await stack.up();
        assert.equal(lost.code, 0, lost.output);
        const [orders] = await stack.api.listSessionJobs(stack.namespace);
        assert.deepEqual([orders.spec.job.parallelism, orders.spec.job.upgradeMode], [2, "stateless"]);
        const after = await stack.preview("--expect-no-changes");
        assert.equal(after.code, 0, after.output);
        assert.match(after.output, /FlinkSessionJob "orders": acceptStateLoss is not needed/);
    });

    it("are not made while their cluster is not up", async () => {
        const { stack } = await stage("no-session-cluster", program(["orders"]), {
            shared: [[[0, "FAILED - MISSING 1/-", { error: validation }]]],
            orders: healthy,
        });
        const run = await stack.up();
        assert.equal(run.code, failed, run.output);
        assert.ok(errorsOf(run).includes(`shared: FlinkDeployment "shared": ${refusal}`), run.output);
        assert.deepEqual(await stack.api.listSessionJobs(stack.namespace), []);
    });
});
