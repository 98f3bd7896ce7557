import assert from "node:assert/strict";
import { seen, whole } from "./change-case";
import { lifecycleCases, lightCases, lossCases, unscaledCases } from "./cases-others";
import { refusedCases } from "./cases-refused";
import { restartCases } from "./cases-restarts";

const groups = {
    "leaves a job running": lightCases,
    "restarts a job with its state": restartCases,
    "restarts a job that cannot be scaled in place": unscaledCases,
    "suspends, resumes or redeploys a job": lifecycleCases,
    "loses state": lossCases,
    "is no update that the operator carries out": refusedCases,
};

for (const [group, cases] of Object.entries(groups)) {
    describe(`impactOf of a change that ${group}`, () => {
        for (const { title, impact, expected } of cases) {
            it(title, () => assert.deepEqual(seen(impact), whole(expected)));
        }
    });
}

describe("impactOf", () => {
    it("is held by a table of every verdict", () => {
        const cases = Object.values(groups).flat();
        assert.ok(cases.length >= 40, String(cases.length));
        assert.equal(new Set(cases.map(({ impact }) => impact.verdict)).size, 11);
        assert.equal(new Set(cases.map(({ title }) => title)).size, cases.length);
    });
});
