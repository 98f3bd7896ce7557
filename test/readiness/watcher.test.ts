import assert from "node:assert/strict";
import type { Details, FlinkObject } from "../../src/readiness/objects";
import { ReadinessRun } from "../../src/readiness/run";
import { defaultTimes } from "../../src/readiness/times";
import { ResourceWatcher } from "../../src/readiness/watcher";
import { look, running } from "../support/readiness-sequences";

const none: Details = { events: [], pulling: [], pods: [] };

function at(words: string, error?: string): FlinkObject {
    const { generation, status } = look(words, error === undefined ? {} : { error });
    return { metadata: { name: "orders", uid: "uid", generation }, status: status ?? null };
}

/** A watcher whose clock the test sets, and what it showed. */
function watch() {
    const shown: string[] = [];
    const time = { seconds: 100, abandoned: false };
    const ticket = new ReadinessRun().begin("orders");
    ticket.result.catch(() => undefined);
    const watcher = new ResourceWatcher({
        uid: "uid",
        wanted: running,
        times: defaultTimes,
        ticket,
        log: { progress: (text) => shown.push(text), failure: (reason) => shown.push(`failed: ${reason}`) },
        clock: () => time.seconds * 1000,
        isAbandoned: () => time.abandoned,
    });
    const lookAt = (seconds: number, resource: FlinkObject | undefined, details = none) => {
        time.seconds = 100 + seconds;
        watcher.look(resource, details);
    };
    return { watcher, shown, ticket, lookAt, time };
}

describe("ResourceWatcher", () => {
    it("shows progress when it changes, and every half minute with the time when it does not", () => {
        const { shown, lookAt } = watch();
        lookAt(0, at("DEPLOYED RECONCILING DEPLOYING"));
        lookAt(1, at("DEPLOYED RECONCILING DEPLOYING"));
        lookAt(29, at("DEPLOYED RECONCILING DEPLOYING"));
        lookAt(30, at("DEPLOYED RECONCILING DEPLOYING"));
        lookAt(31, at("DEPLOYED CREATED READY"));
        assert.deepEqual(shown, [
            "DEPLOYED, JobManager DEPLOYING, job RECONCILING",
            "DEPLOYED, JobManager DEPLOYING, job RECONCILING (30 s)",
            "DEPLOYED, JobManager READY, job CREATED (31 s)",
        ]);
    });

    it("succeeds once the job has settled", async () => {
        const { watcher, ticket, lookAt } = watch();
        lookAt(0, at("STABLE RUNNING READY"));
        assert.equal(watcher.over, false);
        lookAt(1, at("STABLE RUNNING READY"));
        assert.equal(watcher.over, true);
        assert.equal(await ticket.result, "orders");
    });

    it("shows a failure once", () => {
        const { watcher, shown, lookAt } = watch();
        lookAt(0, at("FAILED FAILED READY", "boom"));
        lookAt(1, at("FAILED FAILED READY", "boom"));
        assert.deepEqual(shown, ["failed: the job failed: boom"]);
        assert.equal(watcher.over, true);
    });

    it("says in a failure that events and pods are unknown", () => {
        const { shown, lookAt } = watch();
        lookAt(0, at("FAILED FAILED READY", "boom"), { ...none, unavailable: "pods is forbidden" });
        assert.deepEqual(shown, ["failed: the job failed: boom; events and pods unknown: pods is forbidden"]);
    });

    it("says nothing more once the run has ended without it", () => {
        const { watcher, shown, lookAt, time } = watch();
        time.abandoned = true;
        lookAt(0, at("FAILED FAILED READY", "boom"));
        assert.deepEqual([watcher.over, shown], [true, []]);
    });

    it("asks for events and pods now for a failure, soon while it waits, and not for a job that is well", () => {
        const { watcher, lookAt } = watch();
        lookAt(0, at("DEPLOYED CREATED READY"));
        assert.equal(watcher.asksForDetails(at("DEPLOYED CREATED READY"), none), "soon");
        assert.equal(watcher.asksForDetails(at("FAILED FAILED READY"), none), "now");
        assert.equal(watcher.asksForDetails(at("STABLE RUNNING READY"), none), "no");
    });

    it("waits for a server that does not answer to the timeout, and not for one that refuses", () => {
        const silent = watch();
        silent.watcher.unanswered("no answer within 20 s", false);
        silent.time.seconds = 100 + 600;
        silent.watcher.unanswered("no answer within 20 s", false);
        assert.deepEqual(silent.shown, [
            "the cluster does not say how it is: no answer within 20 s",
            "failed: the cluster does not say how it is: no answer within 20 s",
        ]);
        const refusing = watch();
        refusing.watcher.unanswered("forbidden", true);
        assert.deepEqual(refusing.shown, ["failed: the cluster does not say how it is: forbidden"]);
    });
});
