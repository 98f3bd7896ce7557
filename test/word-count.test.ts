import assert from "node:assert/strict";

type Counting = typeof import("../tools/word-count.mjs", { with: { "resolution-mode": "import" } });
let countWords: Counting["countWords"];
let parseCounts: Counting["parseCounts"];
before(async () => ({ countWords, parseCounts } = await import("../tools/word-count.mjs")));

describe("countWords", () => {
    it("counts words in any case between whatever is not a letter, digit or underscore", () =>
        assert.deepEqual(
            [...countWords("To be, or not to be: that_is 1 'question'.\n")],
            [
                ["to", 2],
                ["be", 2],
                ["or", 1],
                ["not", 1],
                ["that_is", 1],
                ["1", 1],
                ["question", 1],
            ],
        ));
});

describe("parseCounts", () => {
    it("reads the counts of every file", () =>
        assert.deepEqual(
            [...parseCounts(["(to,2)\n(be,2)\n", "(or,1)\n"])],
            [
                ["to", 2],
                ["be", 2],
                ["or", 1],
            ],
        ));
    it("rejects a line that is no count", () =>
        assert.throws(() => parseCounts(["to 2"]), { message: 'word count: no count in line "to 2"' }));
});
