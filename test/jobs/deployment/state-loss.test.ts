import assert from "node:assert/strict";
import type { AcceptedStateLoss } from "../../../src/jobs/deployment/state-loss";
import { stateLossProblem, stateLossProblems } from "../../../src/jobs/deployment/state-loss";

const lines = (accepted: unknown) =>
    stateLossProblems(accepted as AcceptedStateLoss | undefined).map(({ path, problem }) => `${path} ${problem}`);

describe("stateLossProblems", () => {
    it("takes a word and a reason, and none at all", () => {
        assert.deepEqual(lines({ change: "5f0c-2a91", reason: "test data" }), []);
        assert.deepEqual(lines(undefined), []);
    });

    it("rejects a leave without a reason or a word", () => {
        assert.deepEqual(lines({ change: "5f0c-2a91", reason: " " }), ['acceptStateLoss.reason must be text, got " "']);
        assert.deepEqual(lines({ reason: "test data" }), ["acceptStateLoss.change must be text, got nothing"]);
        assert.deepEqual(lines({ change: 5, reason: "test data" }), ["acceptStateLoss.change must be text, got 5"]);
    });
});

describe("stateLossProblem", () => {
    const sentence = "the job starts empty and its state is lost, because image and upgradeMode change";

    it("prints what is to be written where there is no leave", () =>
        assert.deepEqual(stateLossProblem(undefined, "5f0c-2a91", sentence), {
            path: "acceptStateLoss",
            problem: `is required, as ${sentence}; keep the state, or let it go with acceptStateLoss: { change: "5f0c-2a91", reason: "…" }`,
        }));

    it("rejects the leave for another change", () =>
        assert.deepEqual(stateLossProblem({ change: "0000-0000", reason: "test data" }, "5f0c-2a91", sentence), {
            path: "acceptStateLoss.change",
            problem: `must be "5f0c-2a91" for this change, in which ${sentence}, got "0000-0000"; keep the state, or change the word`,
        }));

    it("takes the leave for this change", () =>
        assert.equal(stateLossProblem({ change: "5f0c-2a91", reason: "test data" }, "5f0c-2a91", sentence), undefined));
});
