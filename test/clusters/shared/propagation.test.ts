import assert from "node:assert/strict";
import { Propagation } from "../../../src/clusters/shared/propagation";

/** What was made, and a clock that only pauses move. */
function propagation() {
    let milliseconds = 0;
    const clock = {
        nowMs: () => milliseconds,
        sleep: (more: number) => Promise.resolve((milliseconds += more)),
    };
    const subject = new Propagation("test", "its rights", 60, clock);
    return { subject, seconds: () => milliseconds / 1000, pass: (more: number) => (milliseconds += more * 1000) };
}

describe("Propagation", () => {
    it("waits until the cloud knows what was made", async () => {
        const { subject, seconds } = propagation();
        subject.note();
        await subject.wait();
        assert.equal(seconds(), 60);
    });

    it("counts what took place in between", async () => {
        const { subject, seconds, pass } = propagation();
        subject.note();
        pass(45);
        await subject.wait();
        assert.equal(seconds(), 60);
        await subject.wait();
        assert.equal(seconds(), 60);
    });

    it("counts from the newest of what was made", async () => {
        const { subject, seconds, pass } = propagation();
        subject.note();
        pass(45);
        subject.note();
        await subject.wait();
        assert.equal(seconds(), 105);
    });

    it("waits for nothing in a run that made nothing", async () => {
        const { subject, seconds } = propagation();
        await subject.wait();
        assert.equal(seconds(), 0);
    });

    it("has no hooks without an engine", () => {
        const { subject } = propagation();
        assert.deepEqual([subject.ofMade, subject.ofNeeding, subject.ofNeedingOnce], [{}, {}, {}]);
    });
});
