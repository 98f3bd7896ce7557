import assert from "node:assert/strict";
import type { Wanted, Warning } from "../../src/readiness/observation";
import { errorJson, look, play, running, suspended, type Step } from "../support/readiness-sequences";

describe("judge: an upgrade that cannot be carried out", () => {
    it("fails after three minutes with an error that comes and goes", () => {
        const error = "Could not trigger savepoint: no checkpoint coordinator";
        const steps: Step[] = Array.from({ length: 20 }, (_, index) => index * 15).flatMap((at): Step[] => [
            [at, look("STABLE RUNNING READY 2/1", { error })],
            [at + 7, look("STABLE RUNNING READY 2/1")],
        ]);
        assert.deepEqual(play(running, steps, 300), {
            state: "failed",
            reason: `the operator cannot carry out the change: ${error}`,
            atSeconds: 180,
        });
    });

    it("is ready if the operator falls back to the last checkpoint", () => {
        const error = "Could not trigger savepoint: no checkpoint coordinator";
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 2/1", { error })],
            [100, look("UPGRADING RUNNING READY 2/2")],
            [130, look("STABLE RUNNING READY 2/2")],
        ];
        assert.deepEqual(play(running, steps, 300), { state: "ready", atSeconds: 135 });
    });

    it("fails after three minutes if the operator waits for a job that does not run", () => {
        assert.deepEqual(play(running, [[0, look("DEPLOYED RESTARTING READY 2/1")]], 300), {
            state: "failed",
            reason: "the operator does not begin the change while the job is RESTARTING",
            atSeconds: 180,
        });
        assert.equal(play(suspended, [[0, look("STABLE CREATED READY 2/1")]], 300).atSeconds, 180);
    });

    it("fails at once if the job's state cannot be written in the savepoint's format", () => {
        const error = errorJson(
            "org.apache.flink.kubernetes.operator.exception.UpgradeFailureException",
            "Savepoint Error",
            ["org.apache.flink.util.SerializedThrowable", "java.lang.UnsupportedOperationException: Not supported yet"],
        );
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 2/1")],
            [5, look("STABLE RUNNING READY 2/1", { error })],
        ];
        assert.deepEqual(play(running, steps, 300), {
            state: "failed",
            reason: "the job's state cannot be written in this format of savepoints: Savepoint Error; root cause: java.lang.UnsupportedOperationException: Not supported yet; set savepointFormat: NATIVE (kubernetes.operator.savepoint.format.type)",
            atSeconds: 5,
        });
    });

    it("names the way that an operator without savepointRedeployNonce offers", () => {
        const error = "HA metadata is not available to restore from last state. Manual restore required.";
        const wanted = { ...running, mayRedeploy: false } as Wanted;
        assert.deepEqual(play(wanted, [[0, look("STABLE RECONCILING MISSING 1/1", { error })]], 100), {
            state: "failed",
            reason: `the operator has no state to start from: ${error}; take the job out, run pulumi up, and declare it again with initialSavepointPath set to a checkpoint or savepoint of it`,
            atSeconds: 0,
        });
    });

    it("is waited for to the timeout while a running job is saved", () => {
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 2/1")]], 700), {
            state: "failed",
            reason: "not running after 600 s: the operator has not taken up the change yet (generation 2, at 1)",
            atSeconds: 600,
        });
    });
});

describe("judge: state that cannot be restored", () => {
    for (const error of [
        "Manual restore required.",
        "HA metadata is not available",
        "It is possible that the job has finished or terminally failed, or the configmaps have been deleted.",
    ]) {
        it(`fails at once with "${error}"`, () => {
            const reason = `the operator has no state to start from: ${error}; set initialSavepointPath to a checkpoint or savepoint of it, and a new savepointRedeployNonce`;
            assert.deepEqual(play(running, [[0, look("FAILED RECONCILING MISSING 2/2", { error })]], 60), {
                state: "failed",
                reason,
                atSeconds: 0,
            });
            assert.deepEqual(play(running, [[0, look("DEPLOYED RECONCILING MISSING 2/1", { error })]], 60), {
                state: "failed",
                reason,
                atSeconds: 10,
            });
        });
    }
});

describe("judge: a change that is rolled back", () => {
    const warnings: Warning[] = [
        { reason: "Rollback", message: "Deployment is not ready within the timeout", spanSeconds: 0 },
    ];
    const reason =
        "the operator has rolled the change back, so the spec before it runs: Deployment is not ready within the timeout";

    it("fails as soon as the rollback begins", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED RECONCILING DEPLOYING 2/2")],
            [5, look("ROLLING_BACK RECONCILING DEPLOYING 2/2", { warnings })],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "failed", reason, atSeconds: 5 });
    });

    it("fails though the job runs, with the spec before", () => {
        assert.deepEqual(play(running, [[0, look("ROLLED_BACK RUNNING READY 2/2", { warnings })]], 60), {
            state: "failed",
            reason,
            atSeconds: 0,
        });
    });

    it("is not judged by the rollback of an earlier change", () => {
        const steps: Step[] = [
            [0, look("ROLLED_BACK RUNNING READY 3/2")],
            [2, look("UPGRADING RUNNING READY 3/3")],
            [30, look("STABLE RUNNING READY 3/3")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 35 });
    });
});
