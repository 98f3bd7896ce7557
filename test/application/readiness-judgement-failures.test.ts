import assert from "node:assert/strict";
import type { PodTrouble, Wanted, Warning } from "../../src/application/readiness-observation";
import { errorJson, look, play, running, suspended, type Step } from "./readiness-sequences";

const failedDeployment = "org.apache.flink.kubernetes.operator.exception.DeploymentFailedException";

function container(text: string, process: PodTrouble["process"] = "JobManager"): PodTrouble {
    return { pod: `orders-${process.toLowerCase()}`, process, kind: "container", text };
}

describe("judge: a JobManager that does not start", () => {
    const error = errorJson(failedDeployment, "CrashLoopBackOff: back-off 40s restarting failed container");
    const pods = [
        container("container flink-main-container CrashLoopBackOff: back-off 40s; it ended with Error (exit code 1)"),
    ];
    const reason =
        "the JobManager does not start: CrashLoopBackOff: back-off 40s restarting failed container; " +
        "pod orders-jobmanager: container flink-main-container CrashLoopBackOff: back-off 40s; it ended with Error (exit code 1)";

    it("fails after a minute, though the lifecycle never says so and the state flips with each restart", () => {
        const steps: Step[] = [0, 20, 40, 60].flatMap((at): Step[] => [
            [at, look("DEPLOYED RECONCILING ERROR 1/1", { error, pods })],
            [at + 10, look("DEPLOYED RECONCILING DEPLOYING 1/1", { error, pods })],
        ]);
        assert.deepEqual(play(running, steps, 100), { state: "failed", reason, atSeconds: 60 });
    });

    it("outlasts a race: a volume that appears a second later and is reported for 25 s", () => {
        const race = errorJson(failedDeployment, 'FailedMount: configmap "flink-config-orders" not found');
        const steps: Step[] = [
            [0, look("DEPLOYED RECONCILING ERROR 1/1", { error: race })],
            [25, look("DEPLOYED RECONCILING DEPLOYED_NOT_READY 1/1")],
            [40, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 100), { state: "ready", atSeconds: 45 });
    });

    it("fails after ten seconds if its events show a minute of it already", () => {
        const warnings: Warning[] = [{ reason: "CrashLoopBackOff", message: "back-off 40s", spanSeconds: 300 }];
        assert.deepEqual(play(running, [[0, look("DEPLOYED RECONCILING ERROR 1/1", { error, pods, warnings })]], 100), {
            state: "failed",
            reason,
            atSeconds: 10,
        });
    });

    it("is given its minute if the long events are of another trouble", () => {
        const warnings: Warning[] = [{ reason: "Missing", message: "Missing JobManager deployment", spanSeconds: 300 }];
        assert.equal(
            play(running, [[0, look("DEPLOYED RECONCILING ERROR 1/1", { error, pods, warnings })]], 100).atSeconds,
            60,
        );
    });
});

describe("judge: TaskManagers that do not start", () => {
    it("waits to the timeout for a node and then names the scheduler's reason", () => {
        const text = "Unschedulable: 0/1 nodes are available: 1 Insufficient memory.";
        const pods: PodTrouble[] = [
            { pod: "orders-taskmanager-1-1", process: "TaskManager", kind: "unschedulable", text },
            { pod: "orders-taskmanager-1-2", process: "TaskManager", kind: "unschedulable", text },
        ];
        const steps: Step[] = [
            [0, look("DEPLOYED CREATED READY 1/1", { pods })],
            [300, look("DEPLOYED RESTARTING READY 1/1", { pods })],
        ];
        assert.deepEqual(play(running, steps, 700), {
            state: "failed",
            reason: `not running after 600 s: DEPLOYED, JobManager READY, job RESTARTING; pod orders-taskmanager-1-1 (and 1 more): ${text}`,
            atSeconds: 600,
        });
    });

    it("fails after two minutes with the container's own reason", () => {
        const pods = [
            container("container flink-main-container ImagePullBackOff: Back-off pulling image", "TaskManager"),
        ];
        assert.deepEqual(play(running, [[0, look("DEPLOYED CREATED READY 1/1", { pods })]], 200), {
            state: "failed",
            reason: "TaskManagers do not start: pod orders-taskmanager: container flink-main-container ImagePullBackOff: Back-off pulling image",
            atSeconds: 120,
        });
    });

    it("is ready once they run", () => {
        const pods = [container("container flink-main-container ErrImagePull", "TaskManager")];
        const steps: Step[] = [
            [0, look("DEPLOYED CREATED READY 1/1", { pods })],
            [100, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 200), { state: "ready", atSeconds: 105 });
    });
});

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
            const reason = `the operator has no state to start from: ${error}; set job.initialSavepointPath and a new job.savepointRedeployNonce`;
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

describe("judge: a JobManager that is gone", () => {
    const gone = look("STABLE RECONCILING MISSING 1/1");

    it("is ready if the operator brings it back", () => {
        const steps: Step[] = [
            [0, gone],
            [70, look("STABLE RECONCILING DEPLOYING 1/1")],
            [90, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 200), { state: "ready", atSeconds: 95 });
    });

    it("fails after two and a half minutes if it does not", () => {
        assert.deepEqual(play(running, [[0, gone]], 200), {
            state: "failed",
            reason: "the JobManager is gone: without high availability the operator does not bring it back",
            atSeconds: 150,
        });
    });
});

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
