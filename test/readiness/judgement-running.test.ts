import assert from "node:assert/strict";
import { look, play, running, unseen, type Step } from "../support/readiness-sequences";

describe("judge: a running job", () => {
    it("is ready once it is stable, deployed and runs, and has done so for five seconds", () => {
        const steps: Step[] = [
            [0, unseen()],
            [1, look("UPGRADING - MISSING 1/1")],
            [3, look("DEPLOYED RECONCILING DEPLOYING 1/1")],
            [20, look("DEPLOYED RECONCILING DEPLOYED_NOT_READY 1/1")],
            [30, look("DEPLOYED CREATED READY 1/1")],
            [40, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 45 });
    });

    it("says where it is on its way", () => {
        const at = (words: string) => play(running, [[0, look(words)]], 1);
        assert.deepEqual(play(running, [[0, unseen()]], 1), {
            state: "waiting",
            progress: "the operator has not looked at it yet",
            atSeconds: 1,
        });
        assert.deepEqual(at("UPGRADING - MISSING 1/1"), {
            state: "waiting",
            progress: "UPGRADING, JobManager MISSING",
            atSeconds: 1,
        });
        assert.deepEqual(at("DEPLOYED CREATED READY 1/1"), {
            state: "waiting",
            progress: "DEPLOYED, JobManager READY, job CREATED",
            atSeconds: 1,
        });
    });

    it("is ready at the second look if it was as asked for at the first", () => {
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 4/4")]], 60), { state: "ready", atSeconds: 1 });
    });

    it("takes the generation from the last reconciled spec where the operator writes no other", () => {
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 2/2", { old: true })]], 60), {
            state: "ready",
            atSeconds: 1,
        });
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 2/1", { old: true })]], 60), {
            state: "waiting",
            progress: "the operator has not taken up the change yet (generation 2, at 1)",
            atSeconds: 60,
        });
    });

    for (const [what, words] of [
        ["a lifecycle that is not stable", "DEPLOYED RUNNING READY 1/1"],
        ["a job that does not run", "STABLE RECONCILING READY 1/1"],
        ["a job whose tasks do not all run", "STABLE CREATED READY 1/1"],
        ["a JobManager that is not ready", "STABLE RUNNING DEPLOYED_NOT_READY 1/1"],
        ["an earlier generation", "STABLE RUNNING READY 2/1"],
    ] as const) {
        it(`is not ready with ${what}`, () => {
            assert.equal(play(running, [[0, look(words)]], 100).state, "waiting");
        });
    }

    it("is not ready while its reconciliation is under way", () => {
        assert.equal(
            play(running, [[0, look("STABLE RUNNING READY 1/1", { reconciliation: "UPGRADING" })]], 100).state,
            "waiting",
        );
    });

    it("outlasts the flicker that a snapshot causes", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED CREATED READY 1/1")],
            [2, look("STABLE RUNNING READY 1/1")],
            [4, look("DEPLOYED RUNNING READY 1/1")],
            [6, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 11 });
    });

    it("is not taken for ready when it goes back to the last stable spec and has yet to start", () => {
        const steps: Step[] = [
            [0, look("STABLE RECONCILING DEPLOYING 3/3")],
            [30, look("STABLE RUNNING READY 3/3")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 35 });
    });

    it("waits through a savepoint upgrade", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 2/1")],
            [1, look("UPGRADING FINISHED READY 2/2")],
            [6, look("UPGRADING FINISHED MISSING 2/2")],
            [8, look("DEPLOYED RECONCILING DEPLOYING 2/2")],
            [25, look("STABLE RUNNING READY 2/2")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 30 });
    });
});
