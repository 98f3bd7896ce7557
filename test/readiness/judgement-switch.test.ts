import assert from "node:assert/strict";
import { observe, shownStatus, type FlinkObject } from "../../src/readiness/objects";
import type { Wanted } from "../../src/readiness/observation";
import { markOfSpec, specMark } from "../../src/readiness/switch-spec";
import { look, play, running, type Step } from "../support/readiness-sequences";

const wanted = (generation = 1): Wanted => ({ kind: "activeVersion", version: running, generation });
const none = { events: [], pods: [], pulling: [] };
const marked = (spec: object) => ({
    template: { metadata: { annotations: { [specMark]: markOfSpec(spec) } }, spec },
});
const first = marked({ job: { parallelism: 1 } });
const second = marked({ job: { parallelism: 2 } });

interface Seen {
    readonly spec?: object;
    readonly last?: object;
    readonly job?: string;
    readonly error?: string;
    readonly versions?: Readonly<Record<string, string>>;
    readonly generation?: number;
}

const resource = (blueGreenState: string | undefined, seen: Seen = {}): FlinkObject => {
    const { spec = first, last, job = "RUNNING", error, versions = {}, generation = 1 } = seen;
    return {
        metadata: { name: "checkout", uid: "u", generation },
        spec,
        ...(blueGreenState === undefined
            ? {}
            : {
                  status: {
                      blueGreenState,
                      jobStatus: { state: job },
                      ...(error === undefined ? {} : { error }),
                      ...(last === undefined ? {} : { lastReconciledSpec: JSON.stringify({ spec: last }) }),
                  },
              }),
        versions: Object.entries(versions).map(([color, words]) => ({
            metadata: { name: `checkout-${color}`, uid: color },
            status: look(words).status ?? null,
        })),
    };
};
const step = (at: number, ...given: Parameters<typeof resource>): Step => [at, observe(resource(...given), none)];
const up = "STABLE RUNNING READY";

describe("judge: a switch between two versions", () => {
    it("is ready once the operator has taken the spec up and the active version runs", () => {
        const steps = [
            step(0, undefined),
            step(1, "INITIALIZING_BLUE"),
            step(2, "TRANSITIONING_TO_BLUE", {
                last: first,
                job: "RECONCILING",
                versions: { blue: "DEPLOYED RECONCILING DEPLOYING" },
            }),
            step(9, "TRANSITIONING_TO_BLUE", { last: first, job: "RECONCILING", versions: { blue: up } }),
            step(10, "ACTIVE_BLUE", { last: first, versions: { blue: up } }),
        ];
        assert.deepEqual(play(wanted(), steps, 60), { state: "ready", atSeconds: 15 });
        assert.deepEqual(play(wanted(), steps, 9), {
            state: "waiting",
            progress: `TRANSITIONING_TO_BLUE: "checkout-blue" runs, the switch has yet to end`,
            atSeconds: 9,
        });
    });

    it("is not ready while the operator has the spec before the change", () => {
        const before = { spec: second, last: first, versions: { blue: up } };
        assert.deepEqual(play(wanted(), [step(0, "ACTIVE_BLUE", before), step(5, "SAVEPOINTING_BLUE", before)], 30), {
            state: "waiting",
            progress: `SAVEPOINTING_BLUE: a savepoint of "checkout-blue" is taken for the switch`,
            atSeconds: 30,
        });
        assert.equal(play(wanted(), [step(0, "ACTIVE_BLUE", before)], 599).state, "waiting");
    });

    it("takes a spec that says the same for the one that the operator has", () => {
        const said = { template: { spec: { job: { parallelism: 1, args: [] }, flinkConfiguration: { a: { b: 1 } } } } };
        const last = {
            template: { spec: { flinkConfiguration: { "a.b": "1" }, job: { args: null, parallelism: 1 }, mode: null } },
        };
        assert.deepEqual(play(wanted(), [step(0, "ACTIVE_BLUE", { spec: said, last, versions: { blue: up } })], 60), {
            state: "ready",
            atSeconds: 1,
        });
    });

    it("fails in the next run too while the job of the active version fails, though the resource says that it runs", () => {
        const steps = [step(0, "ACTIVE_GREEN", { last: first, versions: { green: "FAILED FAILED READY" } })];
        const judged = play(wanted(), steps, 60);
        assert.deepEqual(judged, {
            state: "failed",
            reason: `"checkout-green": the job failed: it is FAILED, and the operator gives no reason; see its log`,
            atSeconds: 0,
        });
    });

    it("fails if a switch was given up, and says what is left of it", () => {
        const error = "Aborting deployment 'checkout-green', rolling B/G deployment back to ACTIVE_BLUE";
        const versions = { blue: up, green: "SUSPENDED - MISSING" };
        const steps = [step(0, "ACTIVE_BLUE", { last: first, job: "FAILING", error, versions })];
        assert.deepEqual(play(wanted(), steps, 60), {
            state: "failed",
            reason: `the operator has given the change up: ${error}; before the next change delete what is left of it, or it goes on from its own old state: kubectl delete flinkdeployment checkout-green`,
            atSeconds: 0,
        });
        // The next change finds that failure, until its savepoint is taken.
        const next = { spec: second, last: first, job: "FAILING", error, versions };
        const after = { spec: second, last: second, versions: { green: up } };
        const change = [
            step(0, "ACTIVE_BLUE", next),
            step(2, "SAVEPOINTING_BLUE", next),
            step(30, "ACTIVE_GREEN", after),
        ];
        assert.deepEqual(play(wanted(), change, 60), { state: "ready", atSeconds: 35 });
    });

    it("fails if the operator has put another spec back", () => {
        const steps = [step(0, "ACTIVE_BLUE", { last: first, generation: 3, versions: { blue: up } })];
        assert.deepEqual(play(wanted(2), steps, 60), {
            state: "failed",
            reason: "its spec is no longer what Pulumi applied (generation 3, applied 2): the operator has taken the change back, or something else has changed it; run pulumi refresh and pulumi up",
            atSeconds: 0,
        });
    });

    it("fails if the active version was deleted", () => {
        const { state, reason } = play(wanted(), [step(0, "ACTIVE_BLUE", { last: first })], 90) as {
            state: string;
            reason: string;
        };
        assert.deepEqual(
            [state, reason],
            ["failed", `"checkout-blue", the active version, is gone, and the operator does not make it again`],
        );
    });

    it("shows the status of the version that counts", () => {
        const shown = shownStatus(resource("ACTIVE_GREEN", { versions: { blue: "FAILED FAILED", green: up } }));
        assert.deepEqual([shown?.blueGreenState, shown?.jobStatus?.state], ["ACTIVE_GREEN", "RUNNING"]);
    });
});
