import assert from "node:assert/strict";
import type { PodTrouble } from "../../src/readiness/observation";
import { newGrant, noNewGrant } from "../../src/readiness/new-grant";
import { defaultTimes } from "../../src/readiness/times";
import { errorJson, look, play, running, type Step } from "../support/readiness-sequences";

const error = errorJson(
    "org.apache.flink.kubernetes.operator.exception.DeploymentFailedException",
    "back-off 40s restarting failed container",
);

function crashed(lastWords: string) {
    const text = `container flink-main-container CrashLoopBackOff; it ended with Error (exit code 1): ${lastWords}`;
    const pods: PodTrouble[] = [{ pod: "orders-jobmanager", process: "JobManager", kind: "container", text }];
    return look("DEPLOYED RECONCILING ERROR 1/1", { error, pods });
}

const federation = "Caused by: HttpException: HTTP Error 401; AADSTS70021: No matching federated identity record found";
const refused = crashed(federation);
const reason =
    "the JobManager does not start: back-off 40s restarting failed container; pod orders-jobmanager: " +
    `container flink-main-container CrashLoopBackOff; it ended with Error (exit code 1): ${federation}`;

const times = { ...defaultTimes, newGrant: { seconds: 500, refusals: ["AADSTS70021"] } };

describe("judge: a job whose rights are on their way", () => {
    it("is ready once they have arrived, though its JobManager failed for four minutes", () => {
        const steps: Step[] = [
            [0, look("DEPLOYED RECONCILING DEPLOYING 1/1")],
            [10, refused],
            [240, look("DEPLOYED RECONCILING DEPLOYED_NOT_READY 1/1")],
            [260, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 300, times), { state: "ready", atSeconds: 265 });
    });

    it("says while it waits what refuses and for how long that may be", () => {
        assert.deepEqual(play(running, [[0, refused]], 100, times), {
            state: "waiting",
            progress: `new rights may be on their way, for at most 500 s; ${reason}`,
            atSeconds: 100,
        });
    });

    it("fails once they should have arrived", () => {
        // 30 s after the last refusal that counts: it could be missing from one look.
        assert.deepEqual(play(running, [[0, refused]], 700, times), { state: "failed", reason, atSeconds: 530 });
    });

    it("is not hurried by a look between two starts that does not see the refusal", () => {
        const steps: Step[] = [
            [0, refused],
            [100, look("DEPLOYED RECONCILING ERROR 1/1", { error })],
            [120, refused],
            [200, look("STABLE RUNNING READY 1/1")],
        ];
        assert.deepEqual(play(running, steps, 300, times), { state: "ready", atSeconds: 205 });
    });

    it("has its whole time from the last refusal on", () => {
        const steps: Step[] = [
            [0, refused],
            [400, look("DEPLOYED RECONCILING DEPLOYING 1/1")],
        ];
        assert.deepEqual(play(running, steps, 1200, times), {
            state: "failed",
            reason: "not running after 600 s: DEPLOYED, JobManager DEPLOYING, job RECONCILING",
            atSeconds: 999,
        });
    });

    it("fails after a minute for any other reason", () => {
        const other = crashed("Caused by: java.lang.IllegalStateException: no topic");
        assert.equal(play(running, [[0, other]], 700, times).atSeconds, 60);
    });

    it("fails after a minute where the rights are old", () => {
        assert.equal(play(running, [[0, refused]], 700).atSeconds, 60);
    });
});

describe("newGrant", () => {
    const now = Date.parse("2026-11-30T10:10:00Z");

    it("lasts as long as the cloud says and a crash loop pauses, less the grant's age", () => {
        const grant = newGrant(600, ["AADSTS70021"], "2026-11-30T10:08:20Z", now);
        assert.deepEqual(grant, { seconds: 800, refusals: ["AADSTS70021"] });
    });

    it("is none for a grant that is older, of unknown age, or counts at once", () => {
        assert.deepEqual(newGrant(60, ["403"], "2026-11-30T10:03:00Z", now), noNewGrant);
        assert.deepEqual(newGrant(60, ["403"], undefined, now), noNewGrant);
        assert.deepEqual(newGrant(0, [], "2026-11-30T10:10:00Z", now), noNewGrant);
    });
});
