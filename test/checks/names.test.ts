import assert from "node:assert/strict";
import { dnsLabelProblems, jobNameProblems } from "../../src/checks/names";

describe("jobNameProblems", () => {
    for (const name of ["a", "orders-2", "a".repeat(45)]) {
        it(`accepts ${name}`, () => assert.deepEqual(jobNameProblems("name", name), []));
    }

    it("rejects a name over 45 characters", () =>
        assert.deepEqual(jobNameProblems("name", "a".repeat(46)), [
            { path: "name", problem: `must be at most 45 characters, got 46 in "${"a".repeat(46)}"` },
        ]));

    for (const name of ["2-orders", "Orders", "orders-", "or_ders", ""]) {
        it(`rejects "${name}"`, () =>
            assert.deepEqual(jobNameProblems("name", name), [
                {
                    path: "name",
                    problem: `must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "${name}"`,
                },
            ]));
    }
});

describe("dnsLabelProblems", () => {
    for (const name of ["2-jobs", "flink", "a".repeat(63)]) {
        it(`accepts ${name}`, () => assert.deepEqual(dnsLabelProblems("namespace", name), []));
    }
    it("rejects 64 characters", () =>
        assert.deepEqual(dnsLabelProblems("namespace", "a".repeat(64)), [
            { path: "namespace", problem: `must be at most 63 characters, got 64 in "${"a".repeat(64)}"` },
        ]));
    it("rejects capitals", () =>
        assert.deepEqual(dnsLabelProblems("namespace", "Jobs"), [
            {
                path: "namespace",
                problem: 'must be lower-case letters, digits and "-", with a letter or digit at each end, got "Jobs"',
            },
        ]));
});
