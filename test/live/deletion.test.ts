import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { eventually, flinkRest, get, jobState } from "./support/kubectl";
import { clusterBlock, release, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "shop";
const job = "orders";

// The commands of docs/destroy.md, as they stand there.
const findSavepoint =
    "kubectl logs --namespace flink-operator deployment/flink-kubernetes-operator --tail -1 | grep 'suspended with savepoint'";
const giveUpSavepoint = `kubectl patch flinkdeployment orders --namespace shop --type merge --patch '{"spec":{"flinkConfiguration":{"kubernetes.operator.job.savepoint-on-deletion":"false"}}}'`;

const shell = (command: string) => execFileSync("bash", ["-c", command], { encoding: "utf8" });
const checkpoints = async () => {
    const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
    return flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
};
const aCheckpoint = () =>
    eventually("a checkpoint", 60, async () => ((await checkpoints()).counts.completed > 0 ? true : undefined));

describe("the deletion of a job that runs, on a stack with its own operator", () => {
    const stack = new Stack("deletion");
    const up = (applications: object) => {
        stack.configure({
            cluster: clusterBlock(namespace),
            // Not the operator's usual namespace: the shared one is there.
            operator: { release, namespace: "operator-shop", labelSelector: { "flink-platform/operator": "shop" } },
            applications,
        });
        return stack.up();
    };
    const orders = (change: object = {}) => ({
        [job]: { ...stateMachine(namespace), savepointOnDelete: true, deleteTimeoutSeconds: 30, ...change },
    });
    let savepoint: string;

    before(async () => {
        const { code, output } = await up(orders());
        assert.equal(code, 0, output);
        await aCheckpoint();
    });
    after(() => stack.destroy());

    it("takes a savepoint first, and takes less than 15 seconds", async () => {
        const { code, output } = await up({});
        assert.equal(code, 0, output);
        const [, seconds] = /FlinkDeployment orders deleted \((\d+)(?:\.\d+)?s\)/.exec(output) ?? [];
        assert.ok(Number(seconds) < 15, output);
    });

    it("leaves a savepoint that one command finds, from which the job starts again", async () => {
        const found = shell(findSavepoint.replace("--namespace flink-operator", "--namespace operator-shop"));
        savepoint = /savepoint (s3p:\S+)\./.exec(found)?.[1] ?? "";
        assert.match(savepoint, new RegExp(`^s3p://flink/${namespace}/${job}/savepoints/savepoint-`), found);
        const { code, output } = await up(orders({ initialSavepointPath: savepoint }));
        assert.equal(code, 0, output);
        const { restored } = (await checkpoints()).latest;
        assert.deepEqual([restored.is_savepoint, restored.external_path], [true, savepoint]);
        await aCheckpoint();
        assert.ok((await checkpoints()).latest.completed.id > restored.id);
    });

    it("fails at its timeout if a job that does not run cannot give the savepoint", async () => {
        const broken = await up(orders({ initialSavepointPath: savepoint, entryClass: "org.example.Missing" }));
        assert.equal(broken.code, 1, broken.output);
        const { code, output, seconds } = await up({});
        assert.equal(code, 1, output);
        assert.match(output, /FlinkDeployment .*orders.*\n?.*timed out waiting/s);
        assert.ok(seconds > 30, `${seconds} s`);
        const { metadata } = await get("flinkdeployment", job, "--namespace", namespace);
        assert.notEqual(metadata.deletionTimestamp, undefined);
    });

    it("ends once the savepoint is given up", async () => {
        shell(giveUpSavepoint);
        const { code, output } = await up({});
        assert.equal(code, 0, output);
        await assert.rejects(get("namespace", namespace), /not found/);
    });

    describe("after a savepoint upgrade", () => {
        // A hook for each run, so that one that hangs ends before its hook and is shown.
        for (const change of [{}, { parallelism: 2 }]) {
            before(async () => {
                const { code, output } = await up(orders({ upgradeMode: "savepoint", ...change }));
                assert.equal(code, 0, output);
                assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
            });
        }

        it("is part of a destroy that nothing holds up and that leaves nothing", async () => {
            const { code, output, seconds } = await stack.destroy();
            assert.equal(code, 0, output);
            // A finalizer without its operator held it up for over 11 minutes. Alone it takes 30 to 45 s; beside other
            // scenarios it took up to 159 s. The engine's test (operator-destroy) holds the same case to two minutes.
            assert.ok(seconds < 300, `${seconds} s\n${output}`);
            for (const gone of [namespace, "operator-shop"]) {
                await assert.rejects(get("namespace", gone), /not found/);
            }
        });
    });
});
