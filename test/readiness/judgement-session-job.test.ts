import assert from "node:assert/strict";
import { observe, type Details } from "../../src/readiness/objects";
import type { Wanted } from "../../src/readiness/observation";
import {
    errorJson,
    look,
    play,
    refusal,
    running,
    suspended,
    validation,
    type Step,
} from "../support/readiness-sequences";

const onCluster = (wanted: Wanted): Wanted => ({ ...wanted, sessionCluster: "shared" }) as Wanted;
const sessionJob = onCluster(running);

describe("judge: a session job", () => {
    it("is ready once it runs, although its status says nothing of a JobManager", () => {
        const steps: Step[] = [
            [0, look("CREATED - - 1/-")],
            [4, look("DEPLOYED RECONCILING")],
            [9, look("STABLE RUNNING")],
        ];
        assert.deepEqual(play(sessionJob, steps, 60), { state: "ready", atSeconds: 14 });
    });

    it("is ready once it has finished", () => {
        assert.deepEqual(play(sessionJob, [[0, look("STABLE FINISHED")]], 60), { state: "ready", atSeconds: 1 });
    });

    it("is not ready while its status speaks of the spec before", () => {
        assert.equal(play(sessionJob, [[0, look("STABLE RUNNING - 2/1")]], 60).state, "waiting");
    });

    it("is ready once it is suspended, by one that ran or one that is new", () => {
        const wanted = onCluster(suspended);
        assert.deepEqual(play(wanted, [[0, look("SUSPENDED FINISHED - 2/2")]], 60), { state: "ready", atSeconds: 1 });
        assert.deepEqual(play(wanted, [[0, look("CREATED - - 1/-")]], 60), { state: "ready", atSeconds: 1 });
    });

    it("says at the end of the time that its cluster is not up, which the operator does not", () => {
        assert.deepEqual(play(sessionJob, [[0, look("CREATED - - 1/-")]], 700), {
            state: "failed",
            reason: 'not running after 600 s: CREATED; the operator waits until the session cluster "shared" is up',
            atSeconds: 600,
        });
    });

    it("fails at once with the operator's refusal", () => {
        assert.deepEqual(play(sessionJob, [[0, look("FAILED - - 1/-", { error: validation })]], 60), {
            state: "failed",
            reason: refusal,
            atSeconds: 0,
        });
    });

    it("fails after a minute with the reason why its jar cannot be fetched", () => {
        const error = errorJson("java.io.FileNotFoundException", "https://jars.example.com/orders.jar");
        assert.deepEqual(play(sessionJob, [[0, look("CREATED - - 1/-", { error })]], 100), {
            state: "failed",
            reason: "the operator cannot deploy it: https://jars.example.com/orders.jar",
            atSeconds: 60,
        });
    });

    it("fails after a minute with its own error while it restarts, not with one of a JobManager", () => {
        const steps: Step[] = [[0, look("DEPLOYED RESTARTING", { error: "no slot" })]];
        assert.deepEqual(play(sessionJob, steps, 100), {
            state: "failed",
            reason: "the job restarts again and again: no slot",
            atSeconds: 60,
        });
    });

    it("looks at the pods of its cluster", () => {
        const pod = {
            metadata: { name: "shared-taskmanager-1-1", labels: { app: "shared", component: "taskmanager" } },
            status: {
                containerStatuses: [{ name: "flink-main-container", state: { waiting: { reason: "ErrImagePull" } } }],
            },
        };
        const details: Details = { events: [], pulling: [], pods: [pod] };
        const resource = { metadata: { name: "orders", uid: "u" }, spec: { deploymentName: "shared" } };
        assert.deepEqual(
            observe(resource, details).pods.map((trouble) => trouble.pod),
            ["shared-taskmanager-1-1"],
        );
        assert.deepEqual(observe({ metadata: { name: "orders", uid: "u" } }, details).pods, []);
    });
});
