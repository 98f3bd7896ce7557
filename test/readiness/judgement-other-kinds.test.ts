import assert from "node:assert/strict";
import type { Wanted } from "../../src/readiness/observation";
import {
    errorJson,
    look,
    play,
    refusal,
    running,
    session,
    suspended,
    unseen,
    validation,
    type Step,
} from "../support/readiness-sequences";

const noImage = errorJson(
    "org.apache.flink.kubernetes.operator.exception.DeploymentFailedException",
    'Back-off pulling image "flink:none"',
    ["org.apache.flink.kubernetes.operator.exception.DeploymentFailedException", "ErrImagePull"],
);

describe("judge: a bounded job", () => {
    it("is ready when it has finished", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 1/1", { updateTime: "1000" })],
            [1, look("STABLE FINISHED READY 1/1", { updateTime: "1900" })],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 1 });
    });

    it("stays ready with the error that never goes, and after its JobManager has gone", () => {
        const lost =
            "It is possible that the job has finished or terminally failed, or the configmaps have been deleted.";
        assert.deepEqual(play(running, [[0, look("STABLE FINISHED READY 1/1", { error: lost })]], 60), {
            state: "ready",
            atSeconds: 1,
        });
        assert.deepEqual(play(running, [[0, look("STABLE FINISHED MISSING 1/1")]], 60), {
            state: "ready",
            atSeconds: 1,
        });
    });

    it("fails if it must run for ever", () => {
        assert.deepEqual(
            play({ ...running, mayFinish: false } as Wanted, [[0, look("STABLE FINISHED READY 1/1")]], 60),
            {
                state: "failed",
                reason: "the job has finished, but must run on",
                atSeconds: 0,
            },
        );
    });

    it("fails with the operator's reason if a change comes after its end", () => {
        const error = "Could not observe latest savepoint information";
        assert.deepEqual(play(running, [[0, look("STABLE FINISHED READY 2/1", { error })]], 300), {
            state: "failed",
            reason: `the operator cannot carry out the change: ${error}`,
            atSeconds: 180,
        });
    });
});

describe("judge: a suspended job", () => {
    it("is ready once it is suspended", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 2/1")],
            [3, look("UPGRADING RUNNING READY 2/2")],
            [9, look("SUSPENDED FINISHED READY 2/2")],
        ];
        assert.deepEqual(play(suspended, steps, 60), { state: "ready", atSeconds: 10 });
    });

    it("is ready after a change that the operator does not record before it is resumed, once it has had time to refuse it", () => {
        const stays = look("SUSPENDED FINISHED MISSING 3/2", { job: { state: "suspended" } });
        assert.deepEqual(play(suspended, [[0, stays]], 60), { state: "ready", atSeconds: 10 });
        const refused = look("SUSPENDED FINISHED MISSING 3/2", { job: { state: "suspended" }, error: validation });
        const steps: Step[] = [
            [0, stays],
            [3, refused],
        ];
        assert.deepEqual(play(suspended, steps, 60), { state: "failed", reason: refusal, atSeconds: 3 });
    });

    it("is not ready while the operator has yet to suspend it", () => {
        const resumed = look("SUSPENDED FINISHED MISSING 3/2", { job: { state: "running" } });
        assert.equal(play(suspended, [[0, resumed]], 100).state, "waiting");
    });

    it("is ready as soon as it is created, if it is created suspended", () => {
        const steps: Step[] = [
            [0, unseen()],
            [1, look("CREATED - MISSING 1/-")],
        ];
        assert.deepEqual(play(suspended, steps, 60), { state: "ready", atSeconds: 2 });
    });

    it("is not ready when it is created with an error", () => {
        assert.deepEqual(play(suspended, [[0, look("FAILED - MISSING 1/-", { error: validation })]], 60), {
            state: "failed",
            reason: refusal,
            atSeconds: 0,
        });
    });

    it("is not taken for a running one", () => {
        assert.equal(play(suspended, [[0, look("STABLE RUNNING READY 1/1")]], 100).state, "waiting");
        assert.equal(play(running, [[0, look("SUSPENDED FINISHED READY 1/1")]], 100).state, "waiting");
    });
});

describe("judge: a session cluster", () => {
    it("is ready once it is stable and its JobManager is ready", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED - DEPLOYING 1/1")],
            [12, look("STABLE - READY 1/1")],
        ];
        assert.deepEqual(play(session, steps, 60), { state: "ready", atSeconds: 13 });
    });

    it("is not ready with an earlier generation or without a JobManager", () => {
        assert.equal(play(session, [[0, look("STABLE - READY 2/1")]], 100).state, "waiting");
        assert.equal(play(session, [[0, look("STABLE - DEPLOYING 1/1")]], 100).state, "waiting");
    });

    it("fails like a job if its image does not exist", () => {
        const steps: Step[] = [[0, look("DEPLOYED - ERROR 1/1", { error: noImage })]];
        assert.deepEqual(play(session, steps, 100), {
            state: "failed",
            reason: 'the JobManager does not start: Back-off pulling image "flink:none"; root cause: DeploymentFailedException: ErrImagePull',
            atSeconds: 60,
        });
    });
});
