import assert from "node:assert/strict";
import { eventually, flinkRest, get, jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "move";

async function checkpoints(job: string): Promise<any> {
    const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
    return flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
}

describe("a job that gets another name", () => {
    const stack = new Stack(namespace);
    const running = { ...stateMachine(namespace), upgradeMode: "savepoint" };
    let savepoint = "";
    const configure = (applications: object) =>
        stack.configure({ cluster: clusterBlock(namespace), operator: sharedOperator, applications });
    const up = async (applications: object) => {
        configure(applications);
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    };

    before(async () => {
        await up({ orders: running });
        await eventually("a checkpoint", 60, async () => {
            const { counts } = await checkpoints("orders");
            return counts.completed > 0 ? counts : undefined;
        });
    });
    after(() => stack.destroy());

    it("is not moved while it runs, which the preview says", async () => {
        configure({ sales: { ...running, movedFrom: { name: "orders" } } });
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0, output);
        assert.match(output, /FlinkApplication "sales": movedFrom/);
    });

    it("goes on from the savepoint that it was suspended with, as does a copy of it", async () => {
        await up({ orders: { ...running, state: "suspended" } });
        const { status } = await get("flinkdeployment", "orders", "--namespace", namespace);
        savepoint = status.jobStatus.savepointInfo.lastSavepoint.location;
        assert.match(savepoint, new RegExp(`^s3p://flink/${namespace}/orders/savepoints/savepoint-`));
        await up({
            sales: { ...running, movedFrom: { name: "orders" } },
            rehearsal: { ...running, initialSavepointPath: savepoint },
        });
        for (const job of ["sales", "rehearsal"]) {
            assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
            const { restored } = (await checkpoints(job)).latest;
            assert.deepEqual([restored.is_savepoint, restored.external_path], [true, savepoint]);
        }
        await assert.rejects(get("flinkdeployment", "orders", "--namespace", namespace), /not found/);
    });

    it("needs no change while it runs, with `movedFrom` or without", async () => {
        const rehearsal = { ...running, initialSavepointPath: savepoint };
        const [pod] = await get("pods", "--namespace", namespace, "--selector", "app=sales,component=jobmanager");
        const same = await stack.up("--expect-no-changes");
        assert.equal(same.code, 0, same.output);
        await up({ sales: running, rehearsal });
        const [now] = await get("pods", "--namespace", namespace, "--selector", "app=sales,component=jobmanager");
        assert.equal(now.metadata.uid, pod.metadata.uid);
    });
});
