import assert from "node:assert/strict";
import { errorJson } from "../support/readiness-sequences";
import { stage } from "./support/cast";
import type { Play } from "./support/operator";
import { assertPlain, failed } from "./support/stack";

// What the operator says of a job that has never run, if it does not see within one second that its JobManager never
// started.
const noState = errorJson(
    "org.apache.flink.kubernetes.operator.exception.UpgradeFailureException",
    "JobManager deployment is missing and HA data is not available to make stateful upgrades. Manual restore required.",
);
const crash = errorJson("org.apache.flink.kubernetes.operator.exception.DeploymentFailedException", "CrashLoopBackOff");

/** A job that crashes from its start, and that the operator does not take a change of. */
const stuck: Play = [
    [[0, "DEPLOYED RECONCILING ERROR", { error: crash }]],
    [[0, "DEPLOYED RECONCILING ERROR 2/1", { error: noState }]],
];
/** A job that is made suspended and then started. */
const startedLater: Play = [[], [[0.5, "STABLE RUNNING READY"]]];

const program = (entryClass: string) => `
    const args = job(platform(), { entryClass: "${entryClass}", upgradeMode: "last-state", readiness: { timeoutSeconds: 5 } });
    const flinkConfiguration = { "state.checkpoints.dir": "s3://state/checkpoints" };
    new FlinkDeployment("orders", { ...args, spec: { ...args.spec, flinkConfiguration } });`;

describe("a job whose first start failed", () => {
    it("is green once its typo is mended: the change is its first start, and nothing is left to change", async () => {
        let firstUid: string | undefined;
        const play = (resource: any) => {
            firstUid ??= resource.metadata.uid;
            return resource.metadata.uid === firstUid ? stuck : startedLater;
        };
        const { stack } = await stage("first-start", program("org.example.Oders"), { orders: play });
        const first = await stack.up();
        assert.equal(first.code, failed, first.output);

        stack.write(program("org.example.Orders"));
        const mended = await stack.up();
        assert.equal(mended.code, 0, mended.output);
        assert.match(
            mended.output,
            /FlinkDeployment "orders": its job has never run, so the change is its first start/,
        );
        assertPlain(mended);
        const [orders] = await stack.api.listDeployments(stack.namespace);
        assert.notEqual(orders.metadata.uid, firstUid);
        assert.deepEqual([orders.spec.job.entryClass, orders.spec.job.state], ["org.example.Orders", "running"]);

        const preview = await stack.preview("--expect-no-changes");
        assert.equal(preview.code, 0, preview.output);
        stack.write(program("org.example.Sales"));
        const changed = await stack.up();
        assert.equal(changed.code, 0, changed.output);
    });

    it("is left as it is by a preview of the change", async () => {
        const { stack } = await stage("first-preview", program("org.example.Oders"), { orders: stuck });
        await stack.up();
        const [before] = await stack.api.listDeployments(stack.namespace);
        stack.write(program("org.example.Orders"));
        const preview = await stack.preview();
        assert.equal(preview.code, 0, preview.output);
        const [after] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual(after.metadata, before.metadata);
    });
});
