import assert from "node:assert/strict";
import type { Warning } from "../../src/readiness/observation";
import { look, play, running, type Step } from "../support/readiness-sequences";

describe("judge: a resource that goes", () => {
    const going = "it is being deleted";

    it("fails once it is being deleted, though its status says nothing of it", () => {
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 1/1", { deleting: true })]], 60), {
            state: "failed",
            reason: going,
            atSeconds: 0,
        });
        assert.deepEqual(play(running, [[0, look("DELETING RUNNING READY 1/1")]], 60), {
            state: "failed",
            reason: going,
            atSeconds: 0,
        });
    });

    it("fails once it is gone", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED CREATED READY 1/1")],
            [4, undefined],
        ];
        assert.deepEqual(play(running, steps, 60), {
            state: "failed",
            reason: "it was deleted by something else",
            atSeconds: 4,
        });
    });
});

describe("judge: the timeout", () => {
    it("names the last warning", () => {
        const warnings: Warning[] = [{ reason: "Missing", message: "Missing JobManager deployment", spanSeconds: 0 }];
        assert.deepEqual(play(running, [[0, look("DEPLOYED RECONCILING DEPLOYING 1/1", { warnings })]], 700), {
            state: "failed",
            reason:
                "not running after 600 s: DEPLOYED, JobManager DEPLOYING, job RECONCILING; " +
                "last warning: Missing: Missing JobManager deployment",
            atSeconds: 600,
        });
    });

    it("leaves time to look again at a job that has just come up", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED CREATED READY 1/1")],
            [598, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 700), { state: "ready", atSeconds: 603 });
    });
});
