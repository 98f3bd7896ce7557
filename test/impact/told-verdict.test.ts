import assert from "node:assert/strict";
import { impactSentence } from "../../src/impact/sentences";
import { toldVerdict } from "../../src/impact/told-verdict";
import type { Verdict } from "../../src/impact/impact";

const verdicts: readonly Verdict[] = [
    "nothing",
    "operatorOnly",
    "scale",
    "restartFromCheckpoint",
    "restartFromSavepoint",
    "suspend",
    "resume",
    "redeploy",
    "restartWithoutState",
    "replace",
    "refuse",
];

describe("toldVerdict", () => {
    it("knows every verdict by its sentence, of jobs and session clusters, and no other text", () => {
        for (const verdict of verdicts) {
            for (const state of ["checkpoint", "savepoint", "lost"] as const) {
                for (const isSessionCluster of [false, true]) {
                    const impact = { verdict, state, isSessionCluster, causes: [], movedFolders: [] };
                    const sentence = impactSentence({ ...impact, otherwise: "same", stateLoss: "none" });
                    assert.equal(toldVerdict(sentence), verdict, sentence);
                }
            }
        }
        assert.equal(toldVerdict("parallelism must be at least 1, got 0"), undefined);
    });
});
