import assert from "node:assert/strict";
import type { Wanted } from "../../src/application/readiness-observation";
import { errorJson, look, play, running, session, suspended, unseen, type Step } from "./readiness-sequences";

const validation = errorJson(
    "org.apache.flink.kubernetes.operator.exception.ValidationException",
    "Job parallelism must be larger than 0",
);
const refusal = "the operator refuses the spec: Job parallelism must be larger than 0";
const noImage = errorJson(
    "org.apache.flink.kubernetes.operator.exception.DeploymentFailedException",
    'Back-off pulling image "flink:none"',
    ["org.apache.flink.kubernetes.operator.exception.DeploymentFailedException", "ErrImagePull"],
);

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

    it("is not ready while an earlier spec's suspension is what the status speaks of", () => {
        assert.equal(play(suspended, [[0, look("SUSPENDED FINISHED MISSING 3/2")]], 100).state, "waiting");
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
