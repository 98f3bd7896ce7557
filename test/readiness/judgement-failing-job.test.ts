import assert from "node:assert/strict";
import type { Wanted, Warning } from "../../src/readiness/observation";
import { errorJson, look, play, running, type Step } from "../support/readiness-sequences";

describe("judge: a job that fails", () => {
    const error = errorJson(
        "org.apache.flink.util.SerializedThrowable",
        "org.apache.flink.client.program.ProgramInvocationException: The main method caused an error",
        ["org.apache.flink.util.SerializedThrowable", "java.lang.IllegalStateException: no such topic"],
    );
    const reason =
        "the job failed: org.apache.flink.client.program.ProgramInvocationException: The main method caused an error; " +
        "root cause: java.lang.IllegalStateException: no such topic";

    it("fails at once with the root cause", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED RECONCILING DEPLOYING 1/1")],
            [20, look("FAILED FAILED READY 1/1", { error })],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "failed", reason, atSeconds: 20 });
    });

    it("fails though it ran and was stable for some seconds", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED CREATED READY 1/1")],
            [10, look("STABLE RUNNING READY 1/1")],
            [14, look("FAILED FAILED READY 1/1", { error })],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "failed", reason, atSeconds: 14 });
    });

    it("is given a minute where the operator starts failed jobs anew", () => {
        const wanted = { ...running, restartedWhenFailed: true } as Wanted;
        assert.deepEqual(play(wanted, [[0, look("FAILED FAILED READY 1/1", { error })]], 100), {
            state: "failed",
            reason,
            atSeconds: 60,
        });
    });

    it("is not judged by the state that it had before the change", () => {
        const steps: Step[] = [
            [0, look("FAILED FAILED READY 2/1", { error })],
            [2, look("UPGRADING FAILED READY 2/2")],
            [30, look("STABLE RUNNING READY 2/2")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 35 });
    });

    it("is given half a minute if it was cancelled from outside", () => {
        assert.deepEqual(play(running, [[0, look("STABLE CANCELED READY 1/1")]], 100), {
            state: "failed",
            reason: "the job was cancelled, and not by the operator",
            atSeconds: 30,
        });
    });
});

describe("judge: a job that restarts for ever", () => {
    const warnings: Warning[] = [
        { reason: "JobException", message: "java.lang.RuntimeException: boom", spanSeconds: 0 },
    ];

    for (const words of ["STABLE RESTARTING READY 1/1", "STABLE FAILING READY 1/1", "DEPLOYED RESTARTING READY 1/1"]) {
        it(`fails after a minute of ${words}`, () => {
            assert.deepEqual(play(running, [[0, look(words, { warnings })]], 100), {
                state: "failed",
                reason: "the job restarts again and again: java.lang.RuntimeException: boom",
                atSeconds: 60,
            });
        });
    }

    it("fails though looks in between find it running", () => {
        const steps: Step[] = [0, 20, 40, 60].flatMap((at): Step[] => [
            [at, look("STABLE RESTARTING READY 1/1")],
            [at + 5, look("STABLE RUNNING READY 1/1")],
        ]);
        assert.deepEqual(play(running, steps, 100), {
            state: "failed",
            reason: "the job restarts again and again: it is RESTARTING, and the operator gives no reason; see its log",
            atSeconds: 60,
        });
    });

    it("is ready after half a minute without a restart", () => {
        const steps: Step[] = [
            [0, look("STABLE RESTARTING READY 1/1")],
            [10, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 100), { state: "ready", atSeconds: 40 });
    });

    it("is looked at for half a minute if its state was left and reached again between two looks", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 1/1", { updateTime: "1000" })],
            [1, look("STABLE RUNNING READY 1/1", { updateTime: "1900" })],
        ];
        assert.deepEqual(play(running, steps, 100), { state: "ready", atSeconds: 31 });
    });
});

describe("judge: an error beside a running job", () => {
    it("fails after a minute", () => {
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 1/1", { error: "something else" })]], 100), {
            state: "failed",
            reason: "the operator reports: something else",
            atSeconds: 60,
        });
    });

    it("passes if it goes", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 1/1", { error: "something else" })],
            [20, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 100), { state: "ready", atSeconds: 25 });
    });
});
