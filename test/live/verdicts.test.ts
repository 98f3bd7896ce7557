import assert from "node:assert/strict";
import { eventually, flinkRest, get } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "verdicts";
const job = "orders";

/** A run of the job: its JobManager's pod, its id, and what it has restored. */
interface Run {
    readonly pod: string;
    readonly id: string;
    readonly restored:
        { readonly id: number; readonly is_savepoint: boolean; readonly external_path: string } | undefined;
}

async function runNow(): Promise<Run> {
    const selector = `app=${job},component=jobmanager`;
    const [pod] = await get("pods", "--namespace", namespace, "--selector", selector);
    const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
    const { latest } = await flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
    return { pod: pod.metadata.uid, id: jobs[0].jid, restored: latest.restored ?? undefined };
}

/** Id of the last completed checkpoint, of which the run has made at least one. */
async function lastCheckpoint({ id }: Run): Promise<number> {
    return eventually("a checkpoint", 60, async () => {
        const { latest } = await flinkRest(namespace, job, `/jobs/${id}/checkpoints`);
        return latest.completed?.id as number | undefined;
    });
}

describe("what a preview says of a change, and what then happens to the job", () => {
    const stack = new Stack(namespace);
    let args: Record<string, unknown> = stateMachine(namespace);
    /** The last run, and its last checkpoint before the present change. */
    let run: Run;
    let checkpoint = 0;

    const configure = (change: object) => {
        args = { ...args, ...change };
        stack.configure({ cluster: clusterBlock(namespace), operator: sharedOperator, applications: { [job]: args } });
    };
    /** Makes the change and returns the line that its preview has said of it. */
    const change = async (changed: object): Promise<string | undefined> => {
        configure(changed);
        const { code, output } = await stack.preview();
        assert.equal(code, 0, output);
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        return /FlinkApplication "orders": (.*)$/m.exec(output)?.[1];
    };
    const word = async (changed: object): Promise<string> => {
        configure(changed);
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0, output);
        return /acceptStateLoss: \{ change: "([0-9a-f-]{9})"/.exec(output)?.[1] ?? output;
    };
    const stayed = async () => assert.deepEqual(await runNow(), run);
    /** Another JobManager runs the job, which has restored what is said. */
    const restarted = async (from: "checkpoint" | "savepoint" | "nothing") => {
        const now = await eventually("another run", 60, async () => {
            const seen = await runNow();
            return seen.pod === run.pod ? undefined : seen;
        });
        const { restored } = now;
        const seen = restored === undefined ? "nothing" : restored.is_savepoint ? "savepoint" : "checkpoint";
        assert.equal(seen, from, JSON.stringify(restored));
        assert.equal(now.id === run.id, from !== "nothing");
        assert.ok(restored === undefined || restored.id >= checkpoint, `${restored?.id}, after ${checkpoint}`);
        run = now;
        checkpoint = await lastCheckpoint(run);
    };

    before(async () => {
        configure({});
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        run = await runNow();
        checkpoint = await lastCheckpoint(run);
    });
    after(() => stack.destroy());

    const noted = (field: string) => `the job is left as it is; only the operator takes note of ${field}`;
    const resumes = (state: string) =>
        `the job resumes from the ${state} that it was suspended with; if it has never run, it starts from initialSavepointPath, or empty without one`;

    it("nothing, for a label", async () => {
        assert.equal(
            await change({ labels: { team: "a" } }),
            "nothing happens to the job, as only labels.team changes",
        );
        await stayed();
    });

    it("nothing yet, for another upgradeMode", async () => {
        assert.equal(await change({ upgradeMode: "savepoint" }), noted("upgradeMode"));
        await stayed();
    });

    it("nothing, for an option of the operator", async () => {
        const key = "kubernetes.operator.savepoint.history.max.count";
        assert.equal(await change({ flinkConfiguration: { [key]: "5" } }), noted(key));
        await stayed();
    });

    it("a restart from a savepoint", async () => {
        const line = await change({ args: ["--sleep", "2"] });
        assert.equal(
            line,
            "the job takes a savepoint and restarts from it, because args changes; if it does not run, its last checkpoint is taken instead",
        );
        await restarted("savepoint");
    });

    it("a restart from the last checkpoint", async () => {
        assert.equal(await change({ upgradeMode: "last-state" }), noted("upgradeMode"));
        await stayed();
        const line = await change({ parallelism: 2 });
        assert.equal(line, "the job restarts from its last checkpoint, because parallelism changes");
        await restarted("checkpoint");
    });

    it("a restart that is asked for", async () => {
        const line = await change({ restartNonce: 1 });
        assert.equal(line, "the job restarts from its last checkpoint, because restartNonce changes");
        await restarted("checkpoint");
    });

    it("a suspension with the last checkpoint, a change meanwhile, and the way back", async () => {
        const suspended = "the job is suspended and keeps its state in its last checkpoint";
        assert.equal(await change({ state: "suspended" }), suspended);
        const stays = "the job stays suspended; args will count when it is resumed";
        assert.equal(await change({ args: ["--sleep", "3"] }), stays);
        assert.equal(await change({ state: "running" }), resumes("checkpoint"));
        await restarted("checkpoint");
    });

    it("a suspension with a savepoint, and the way back", async () => {
        const suspended =
            "the job is suspended and keeps its state in a savepoint that it takes first; if it does not run, its last checkpoint is taken instead";
        assert.equal(await change({ upgradeMode: "savepoint", state: "suspended" }), suspended);
        const { status } = await get("flinkdeployment", job, "--namespace", namespace);
        assert.equal(await change({ state: "running" }), resumes("savepoint"));
        await restarted("savepoint");
        assert.equal(run.restored?.external_path, status.jobStatus.savepointInfo.lastSavepoint.location);
    });

    it("a refusal, for another mode", async () => {
        configure({ mode: "standalone" });
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0, output);
        assert.match(output, /FlinkApplication "orders": mode must stay "native", got "standalone"/);
        configure({ mode: undefined });
        await stayed();
    });

    it("state that is lost, with leave alone", async () => {
        const losing = { upgradeMode: "stateless", args: ["--sleep", "4"] };
        const acceptStateLoss = { change: await word(losing), reason: "test data" };
        assert.equal(
            await change({ acceptStateLoss }),
            "the job starts empty and its state is lost, because args and upgradeMode change; acceptStateLoss allows that",
        );
        checkpoint = 0;
        await restarted("nothing");
    });

    it("state that is lost as a suspended job is resumed", async () => {
        const kept = { upgradeMode: "last-state", acceptStateLoss: undefined };
        assert.equal(await change(kept), noted("upgradeMode"));
        await change({ state: "suspended" });
        const losing = { state: "running", upgradeMode: "stateless" };
        const acceptStateLoss = { change: await word(losing), reason: "test data" };
        assert.equal(
            await change({ acceptStateLoss }),
            "the job starts empty and its state is lost, because state and upgradeMode change; acceptStateLoss allows that",
        );
        checkpoint = 0;
        await restarted("nothing");
    });
});
