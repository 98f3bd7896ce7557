import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { needsTurn, RestartTurns } from "../../../src/jobs/deployment/restart-turns";

/** A job that says what happens to it in a log, and is in the state asked for when the test says so. */
class Job {
    private finish: (failed: boolean) => void = () => undefined;

    constructor(turns: RestartTurns, name: string, log: string[]) {
        const turn = turns.one();
        turn.endsWith(
            new Promise<void>((resolve, reject) => {
                this.finish = (failed) => (failed ? reject(new Error(name)) : resolve());
            }),
        );
        void turn
            .take((most) => log.push(`${name} waits for ${most}`))
            .then((mayRestart) => log.push(`${name} ${mayRestart ? "restarts" : "is refused"}`));
    }

    end(failed = false): Promise<void> {
        this.finish(failed);
        return sleep(1);
    }
}

describe("RestartTurns", () => {
    it("give as many turns as they have, and the next when one is back", async () => {
        const log: string[] = [];
        const turns = new RestartTurns(2, () => false);
        const jobs = ["a", "b", "c", "d"].map((name) => new Job(turns, name, log));
        await sleep(1);
        assert.deepEqual(log.splice(0), ["c waits for 2", "d waits for 2", "a restarts", "b restarts"]);
        await jobs[1]?.end();
        assert.deepEqual(log.splice(0), ["c restarts"]);
        await jobs[0]?.end();
        assert.deepEqual(log.splice(0), ["d restarts"]);
        await jobs[2]?.end();
        await jobs[3]?.end();
        new Job(turns, "e", log);
        await sleep(1);
        assert.deepEqual(log, ["e restarts"]);
    });

    it("give none any more once a job has failed, and refuse those that wait when the run ends", async () => {
        const log: string[] = [];
        let hasFailed = false;
        const turns = new RestartTurns(2, () => hasFailed);
        const jobs = ["a", "b", "c"].map((name) => new Job(turns, name, log));
        await sleep(1);
        log.splice(0);
        hasFailed = true;
        await jobs[0]?.end();
        assert.deepEqual(log, []);
        await jobs[1]?.end(true);
        assert.deepEqual(log.splice(0), ["c is refused"]);
        new Job(turns, "d", log);
        await sleep(1);
        assert.deepEqual(log, ["d is refused"]);
    });

    it("are not needed by a job that nobody waits for", async () => {
        const log: string[] = [];
        const turns = new RestartTurns(1, () => false);
        new Job(turns, "a", log);
        const turn = turns.one();
        turn.endsWith(Promise.resolve());
        await sleep(1);
        assert.equal(await turn.take(() => log.push("waits")), true);
        assert.deepEqual(log, ["a restarts"]);
    });
});

describe("needsTurn", () => {
    it("is true of what stops a running job and starts it again", () =>
        assert.deepEqual(
            (
                [
                    "nothing",
                    "operatorOnly",
                    "scale",
                    "restartFromCheckpoint",
                    "restartFromSavepoint",
                    "suspend",
                    "resume",
                    "redeploy",
                    "restartWithoutState",
                    "replace",
                    "refuse",
                ] as const
            ).filter(needsTurn),
            ["restartFromCheckpoint", "restartFromSavepoint", "redeploy", "restartWithoutState"],
        ));
});
