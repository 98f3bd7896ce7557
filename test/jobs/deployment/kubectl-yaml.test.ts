import assert from "node:assert/strict";
import { kubectlDocuments } from "../../../src/jobs/deployment/kubectl-yaml";

/** Values as the API server got them from kubectl's own reader. */
const rows: [written: string, value: unknown][] = [
    ["0755", 493],
    ["0400", 256],
    ["0o755", 493],
    ["-0755", -493],
    ["00", 0],
    ["0", 0],
    ["08", 8],
    ["012345678912", 12345678912],
    ["0x1F", 31],
    ["0x_0A_74_AE", 685230],
    ["0b1010_0111_0100_1010_1110", 685230],
    ["-0b101010", -42],
    ["0b102", "0b102"],
    ["1_000", 1000],
    ["+685_230", 685230],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", 9007199254740993n],
    ["12345678901234567890", 12345678901234567890n],
    ["1.20", 1.2],
    ["1.", 1],
    [".5", 0.5],
    [".5_0", ".5_0"],
    ["685.230_15e+03", 685230.15],
    ["1e3", 1000],
    ["1e400", "1e400"],
    ["1.2.3", "1.2.3"],
    ["-.", "-."],
    ["-b_c", "-b_c"],
    ["12:30", "12:30"],
    ["190:20:30.15", "190:20:30.15"],
    ["2024-01-01", "2024-01-01"],
    ["2024-01-01T10:00:00Z", "2024-01-01T10:00:00Z"],
    ["2024-01-01 10:00:00", "2024-01-01 10:00:00"],
    ["yes", true],
    ["Yes", true],
    ["yEs", "yEs"],
    ["y", true],
    ["N", false],
    ["on", true],
    ["OFF", false],
    ["no", false],
    ["TRUE", true],
    ["null", null],
    ["~", null],
    ["", null],
    ["nil", "nil"],
    ['"0755"', "0755"],
    ["'yes'", "yes"],
    ["!!str 0755", "0755"],
    ['!!int "12"', 12],
];

describe("kubectlDocuments", () => {
    for (const [written, value] of rows) {
        it(`reads ${written || "nothing"} as kubectl does`, () =>
            assert.deepEqual(kubectlDocuments(`a: ${written}`), [{ a: value }]));
    }

    it("makes text of keys", () =>
        assert.deepEqual(kubectlDocuments("{ 0755: a, yes: b, 1.20: c, 2024-01-01: d }"), [
            { "493": "a", true: "b", "1.2": "c", "2024-01-01": "d" },
        ]));

    it("merges what << names, and reads several documents", () =>
        assert.deepEqual(kubectlDocuments("base: &base { a: 1 }\nover: { <<: *base, b: 2 }\n---\nc: 3\n"), [
            { base: { a: 1 }, over: { a: 1, b: 2 } },
            { c: 3 },
        ]));
});
