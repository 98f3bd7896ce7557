import assert from "node:assert/strict";
import { deletionProblems } from "../../../src/jobs/deployment/deletion";

describe("deletionProblems", () => {
    it("rejects a deletion by which the JobManager is killed first", () => {
        const annotation = "pulumi.com/deletionPropagationPolicy";
        assert.deepEqual(deletionProblems(1200, { [annotation]: "foreground" }), [
            {
                path: `metadata.annotations["${annotation}"]`,
                problem:
                    'must be "background", or the JobManager is killed before the operator can take a savepoint, got "foreground"; remove it',
            },
        ]);
        assert.deepEqual(deletionProblems(1200, { [annotation]: "background" }), []);
    });

    it("rejects a timeout below a second", () =>
        assert.deepEqual(deletionProblems(0), [
            { path: "deleteTimeoutSeconds", problem: "must be a whole number of at least 1, got 0" },
        ]));
});
