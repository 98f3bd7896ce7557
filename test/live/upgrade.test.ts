import assert from "node:assert/strict";
import { eventually, flinkRest, get, jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "upgrade";
const job = "orders";

/** Checkpoint or savepoint that the job's present run started from. */
async function restoredFrom(): Promise<{ id: number; external_path: string; is_savepoint: boolean }> {
    return eventually("a restored state", 60, async () => {
        const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
        const { latest } = await flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
        return latest.restored ?? undefined;
    });
}

async function aCheckpoint(): Promise<void> {
    await eventually("a checkpoint", 60, async () => {
        const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
        const { counts } = await flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
        return counts.completed > 0 ? counts : undefined;
    });
}

describe("changes of a running job", () => {
    const stack = new Stack("upgrade");
    const up = async (change: Record<string, unknown>) => {
        stack.configure({
            cluster: clusterBlock(namespace),
            operator: sharedOperator,
            applications: { [job]: { ...stateMachine(namespace), ...change } },
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    };

    before(async () => {
        await up({});
        await aCheckpoint();
    });
    after(() => stack.destroy());

    it("keeps state through a change of parallelism with last-state", async () => {
        await up({ parallelism: 2 });
        assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
        const { id, external_path } = await restoredFrom();
        assert.ok(id > 0, `restored checkpoint ${id}`);
        assert.ok(external_path.startsWith(`s3p://flink/${namespace}/${job}/checkpoints/`), external_path);
        await aCheckpoint();
    });

    it("keeps state through a change of parallelism with savepoint", async () => {
        await up({ parallelism: 1, upgradeMode: "savepoint" });
        const { is_savepoint, external_path } = await restoredFrom();
        assert.equal(is_savepoint, true);
        assert.ok(external_path.startsWith(`s3p://flink/${namespace}/${job}/savepoints/savepoint-`), external_path);
    });

    it("suspends and comes back with its state", async () => {
        await up({ upgradeMode: "savepoint", state: "suspended" });
        const { status } = await get("flinkdeployment", job, "--namespace", namespace);
        assert.equal(status.lifecycleState, "SUSPENDED");
        await up({ upgradeMode: "savepoint", state: "running" });
        assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
        assert.equal((await restoredFrom()).is_savepoint, true);
    });

    it("is destroyed while it runs, in order, and leaves nothing", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        const order = (type: string) => output.indexOf(type);
        assert.ok(order("FlinkDeployment") >= 0, output);
        await assert.rejects(get("namespace", namespace), /not found/);
    });
});
