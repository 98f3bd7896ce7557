import assert from "node:assert/strict";
import { errorJson, look, play, refusal, running, unseen, validation, type Step } from "../support/readiness-sequences";

describe("judge: a spec that the operator refuses", () => {
    it("fails at once when it is the first", () => {
        assert.deepEqual(play(running, [[0, look("FAILED - MISSING 1/-", { error: validation })]], 60), {
            state: "failed",
            reason: refusal,
            atSeconds: 0,
        });
    });

    it("fails at once when the error appears on a running job", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 3/2")],
            [2, look("STABLE RUNNING READY 3/2", { error: validation })],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "failed", reason: refusal, atSeconds: 2 });
    });

    it("fails after ten seconds when the error may have been an earlier spec's", () => {
        assert.deepEqual(play(running, [[0, look("STABLE RUNNING READY 3/2", { error: validation })]], 60), {
            state: "failed",
            reason: refusal,
            atSeconds: 10,
        });
    });

    it("is ready when the refused change is taken back", () => {
        const steps: Step[] = [
            [0, look("STABLE RUNNING READY 4/2", { error: validation })],
            [1, look("STABLE RUNNING READY 4/4")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 6 });
    });

    it("is ready when the first spec is corrected", () => {
        const steps: Step[] = [
            [0, look("FAILED - MISSING 2/-", { error: validation })],
            [2, look("UPGRADING - MISSING 2/2")],
            [30, look("STABLE RUNNING READY 2/2")],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "ready", atSeconds: 35 });
    });

    it("is known by its event where the error is plain text", () => {
        const error = "Job parallelism must be larger than 0";
        const warnings = [{ reason: "ValidationError", message: error, spanSeconds: 0 }];
        assert.deepEqual(play(running, [[0, look("FAILED - MISSING 1/-", { error, warnings })]], 60), {
            state: "failed",
            reason: refusal,
            atSeconds: 0,
        });
    });
});

describe("judge: a Flink version that the operator does not run", () => {
    const warnings = [
        { reason: "UnsupportedFlinkVersion", message: "Flink version v1_14 is not supported", spanSeconds: 0 },
    ];
    const reason = "the operator refuses it: Flink version v1_14 is not supported";

    it("fails by its event alone, as there is no status", () => {
        const steps: Step[] = [
            [0, unseen()],
            [5, unseen({ warnings })],
        ];
        assert.deepEqual(play(running, steps, 60), { state: "failed", reason, atSeconds: 5 });
    });

    it("fails after ten seconds when the event may have been an earlier spec's", () => {
        assert.deepEqual(play(running, [[0, unseen({ warnings, generation: 2 })]], 60), {
            state: "failed",
            reason,
            atSeconds: 10,
        });
    });

    it("ends at the timeout when the event has expired", () => {
        assert.deepEqual(play(running, [[0, unseen()]], 700), {
            state: "failed",
            reason: "not running after 600 s: the operator has not looked at it yet",
            atSeconds: 600,
        });
    });
});

describe("judge: a first deployment that the operator cannot make", () => {
    const error = errorJson(
        "io.fabric8.kubernetes.client.KubernetesClientException",
        "pods is forbidden: exceeded quota: small",
    );
    const failed = look("FAILED - MISSING 1/-", { error });
    const retrying = look("CREATED - MISSING 1/-");

    it("fails after a minute of tries that flip between failed and created", () => {
        const steps: Step[] = [0, 10, 20, 30, 40, 50, 60].flatMap((at): Step[] => [
            [at, failed],
            [at + 8, retrying],
        ]);
        assert.deepEqual(play(running, steps, 100), {
            state: "failed",
            reason: "the operator cannot deploy it: pods is forbidden: exceeded quota: small",
            atSeconds: 60,
        });
    });

    it("is ready if a later try succeeds", () => {
        const steps: Step[] = [
            [0, failed],
            [40, look("DEPLOYED RECONCILING DEPLOYING 1/1")],
            [90, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 120), { state: "ready", atSeconds: 95 });
    });
});
