import assert from "node:assert/strict";
import { eventually, flinkRest, get, jobState, kubectl } from "./support/kubectl";
import { killOperator, killOperatorAfterSavepoint, operatorIsBack } from "./support/operator-pod";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "recovery";
const job = "survivor";

describe("a job whose operator and JobManager are killed", () => {
    const stack = new Stack("recovery");
    const survivor = (change: object = {}) => ({
        [job]: { ...stateMachine(namespace), savepointOnDelete: true, ...change },
    });
    const up = async (applications: object) => {
        stack.configure({ cluster: clusterBlock(namespace), operator: sharedOperator, applications });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    };
    const checkpoints = async () => {
        const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
        return flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
    };
    const restored = () =>
        eventually("a restored state", 60, async () => (await checkpoints()).latest.restored ?? undefined);
    const lastCheckpoint = () =>
        eventually("a checkpoint", 60, async () => (await checkpoints()).latest.completed?.id as number | undefined);
    let jobId: string;

    before(async () => {
        await up(survivor());
        jobId = (await flinkRest(namespace, job, "/jobs/overview")).jobs[0].jid;
        await eventually("a checkpoint", 60, async () => {
            const { counts } = await flinkRest(namespace, job, `/jobs/${jobId}/checkpoints`);
            return counts.completed > 2 ? counts : undefined;
        });
    });
    after(() => stack.destroy());

    it("runs again from its last checkpoint under the same id", async () => {
        const [jobManager] = await get(
            "pods",
            "--namespace",
            namespace,
            "--selector",
            `app=${job},component=jobmanager`,
        );
        await kubectl(
            "delete",
            "pod",
            "--namespace",
            "flink-operator",
            "--selector",
            "app.kubernetes.io/name=flink-kubernetes-operator",
            "--wait=false",
        );
        await kubectl(
            "delete",
            "pod",
            jobManager.metadata.name,
            "--namespace",
            namespace,
            "--grace-period=0",
            "--force",
        );
        const restored = await eventually("a restored checkpoint", 180, async () => {
            const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
            const { latest } = await flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
            return jobs[0].jid === jobId && jobs[0].state === "RUNNING" && latest.restored?.id > 0
                ? latest.restored
                : undefined;
        });
        assert.ok(restored.id > 2, `restored checkpoint ${restored.id}`);
        assert.match(
            restored.external_path,
            new RegExp(`^s3p://flink/${namespace}/${job}/checkpoints/${jobId}/chk-${restored.id}$`),
        );
        await eventually("the operator's word for it", 120, async () =>
            (await jobState(namespace, job)) === "RUNNING/STABLE" ? true : undefined,
        );
    });

    it("fills the log tab of Flink's UI", async () => {
        const { logs } = await flinkRest(namespace, job, "/jobmanager/logs");
        const written = logs.filter(({ size }: { size: number }) => size > 0).map(({ name }: { name: string }) => name);
        assert.equal(
            written.some((name: string) => name.endsWith(".log")),
            true,
            JSON.stringify(logs),
        );
    });

    it("shows no change to pulumi up", async () => {
        const { code, output } = await stack.up("--expect-no-changes");
        assert.equal(code, 0, output);
    });

    describe("whose operator is killed in the middle of a change", () => {
        beforeEach(operatorIsBack);

        it("finishes an upgrade from the last checkpoint", async () => {
            const checkpoint = await lastCheckpoint();
            const upgrading = [
                ...["wait", "flinkdeployment", job, "--namespace", namespace, "--timeout", "300s"],
                ...["--for", "jsonpath={.status.lifecycleState}=UPGRADING"],
            ];
            await Promise.all([up(survivor({ parallelism: 2 })), kubectl(...upgrading).then(killOperator)]);
            assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
            const { id, is_savepoint } = await restored();
            assert.equal(is_savepoint, false);
            assert.ok(id >= checkpoint, `restored checkpoint ${id}, after ${checkpoint}`);
        });

        it("finishes an upgrade from the savepoint that was just taken", async () => {
            await lastCheckpoint();
            const [savepoint] = await Promise.all([
                killOperatorAfterSavepoint(namespace, job),
                up(survivor({ parallelism: 1, upgradeMode: "savepoint" })),
            ]);
            assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
            const { is_savepoint, external_path } = await restored();
            assert.deepEqual([is_savepoint, external_path], [true, savepoint]);
        });

        it("finishes a deletion, whose savepoint the job starts from again", async () => {
            await lastCheckpoint();
            const [savepoint] = await Promise.all([killOperatorAfterSavepoint(namespace, job), up({})]);
            await assert.rejects(get("flinkdeployment", job, "--namespace", namespace), /not found/);
            await up(survivor({ initialSavepointPath: savepoint }));
            const { is_savepoint, external_path } = await restored();
            assert.deepEqual([is_savepoint, external_path], [true, savepoint]);
        });
    });
});
