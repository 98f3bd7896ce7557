import assert from "node:assert/strict";
import type { PodTrouble, Warning } from "../../src/readiness/observation";
import { errorJson, look, play, running, type Step } from "../support/readiness-sequences";

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

    describe("with an error that is older than what its pod does", () => {
        const race = errorJson(failedDeployment, 'FailedMount: configmap "flink-config-orders" not found');
        const slow = { error: race, jobManagerUnderway: true };

        it("is ready however long the pod takes, while the operator keeps the error", () => {
            const steps: Step[] = [
                [0, look("DEPLOYED RECONCILING ERROR 1/1", { error: race })],
                [5, look("DEPLOYED RECONCILING ERROR 1/1", slow)],
                [20, look("DEPLOYED RECONCILING DEPLOYING 1/1", slow)],
                [200, look("DEPLOYED CREATED READY 1/1", { error: race })],
                [300, look("STABLE RUNNING READY 1/1")],
            ];
            assert.deepEqual(play(running, steps, 400), { state: "ready", atSeconds: 305 });
        });

        it("tells of the error while it waits", () => {
            assert.deepEqual(play(running, [[0, look("DEPLOYED RECONCILING DEPLOYING 1/1", slow)]], 100), {
                state: "waiting",
                progress:
                    'DEPLOYED, JobManager DEPLOYING, job RECONCILING; outdated: FailedMount: configmap "flink-config-orders" not found',
                atSeconds: 100,
            });
        });

        it("still fails after a minute for a volume that never comes", () => {
            const missing = look("DEPLOYED RECONCILING ERROR 1/1", { error: race });
            assert.deepEqual(play(running, [[0, missing]], 100), {
                state: "failed",
                reason: 'the JobManager does not start: FailedMount: configmap "flink-config-orders" not found',
                atSeconds: 60,
            });
        });

        it("waits for a job that its main method has not submitted yet", () => {
            const error = "Job Not Found";
            const steps: Step[] = [
                [0, look("DEPLOYED RECONCILING READY 1/1", { error })],
                [200, look("STABLE RUNNING READY 1/1")],
            ];
            assert.deepEqual(play(running, steps, 400), { state: "ready", atSeconds: 205 });
        });
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
