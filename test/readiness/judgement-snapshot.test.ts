import assert from "node:assert/strict";
import type { Observation, Wanted } from "../../src/readiness/observation";
import { errorJson, play, unseen, type Step } from "../support/readiness-sequences";

const wanted: Wanted = { kind: "takenSnapshot" };
const look = (state: string, error?: string): Observation => ({
    ...unseen(),
    status: { state, ...(error === undefined ? {} : { error }) },
});
const failure = errorJson("java.util.concurrent.CompletionException", "the store refuses the folder");

describe("judge: a snapshot", () => {
    it("is ready once it is taken, and at once in later runs", () => {
        const steps: Step[] = [
            [0, unseen()],
            [2, look("TRIGGER_PENDING")],
            [4, look("IN_PROGRESS")],
            [9, look("COMPLETED")],
        ];
        assert.deepEqual(play(wanted, steps, 60), { state: "ready", atSeconds: 10 });
        assert.deepEqual(play(wanted, [[0, look("COMPLETED")]], 60), { state: "ready", atSeconds: 1 });
    });

    it("is waited for between two attempts, and fails with the operator's reason after the last", () => {
        const steps: Step[] = [
            [0, look("IN_PROGRESS")],
            [3, look("TRIGGER_PENDING", failure)],
            [20, look("IN_PROGRESS", failure)],
            [25, look("FAILED", failure)],
        ];
        assert.deepEqual(play(wanted, steps, 60), {
            state: "failed",
            reason: "it could not be taken: the store refuses the folder",
            atSeconds: 25,
        });
        assert.deepEqual(play(wanted, steps, 22), {
            state: "waiting",
            progress: "IN_PROGRESS: the store refuses the folder",
            atSeconds: 22,
        });
    });

    it("fails once it is given up, with the way on", () =>
        assert.deepEqual(play(wanted, [[0, look("ABANDONED", "Job is not running")]], 60), {
            state: "failed",
            reason: "the operator has given it up, as its job did not run: Job is not running; take it under another name once the job runs",
            atSeconds: 0,
        }));

    it("fails with the event that is all that the operator says of a job that is not there", () => {
        const warnings = [{ reason: "ValidationError", message: "Target for snapshot not found", spanSeconds: 0 }];
        const steps: Step[] = [
            [0, unseen()],
            [5, unseen({ warnings })],
        ];
        assert.deepEqual(play(wanted, steps, 60), {
            state: "failed",
            reason: "the operator refuses it: Target for snapshot not found",
            atSeconds: 5,
        });
    });

    it("says at the end of the time how far it is", () =>
        assert.deepEqual(play(wanted, [[0, look("IN_PROGRESS")]], 700), {
            state: "failed",
            reason: "not taken after 600 s: IN_PROGRESS",
            atSeconds: 600,
        }));
});
