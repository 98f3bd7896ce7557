import assert from "node:assert/strict";
import { eventually, flinkRest, get, jobState, kubectl } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "recovery";
const job = "survivor";

describe("a job whose operator and JobManager are killed", () => {
    const stack = new Stack("recovery");
    let jobId: string;

    before(async () => {
        stack.configure({
            cluster: clusterBlock(namespace),
            operator: sharedOperator,
            applications: { [job]: stateMachine(namespace) },
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
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
});
