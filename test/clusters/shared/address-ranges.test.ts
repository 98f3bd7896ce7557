import assert from "node:assert/strict";
import {
    formatAddressRange,
    parseAddressRange,
    rangesOverlap,
    subrange,
} from "../../../src/clusters/shared/address-ranges";

const range = (text: string) => parseAddressRange(text) ?? assert.fail(text);

describe("address ranges", () => {
    it("reads a range", () =>
        assert.deepEqual(range("10.0.16.0/20"), { first: 10 * 2 ** 24 + 16 * 2 ** 8, size: 4096, prefix: 20 }));

    for (const text of ["10.0.0.1/16", "10.0.0.0", "10.0.0.0/33", "256.0.0.0/8", "10.0.0.0/16 "]) {
        it(`rejects ${JSON.stringify(text)}`, () => assert.equal(parseAddressRange(text), undefined));
    }

    it("cuts a range into parts", () => {
        const parts = [0, 1, 15].map((index) => formatAddressRange(subrange(range("10.0.0.0/16"), 20, index)));
        assert.deepEqual(parts, ["10.0.0.0/20", "10.0.16.0/20", "10.0.240.0/20"]);
    });

    const pairs = [
        ["10.0.0.0/16", "10.0.255.0/24", true],
        ["10.0.0.0/16", "10.1.0.0/16", false],
        ["0.0.0.0/0", "192.168.0.0/16", true],
    ] as const;
    for (const [left, right, overlap] of pairs) {
        it(`finds that ${left} and ${right} ${overlap ? "overlap" : "do not overlap"}`, () => {
            assert.equal(rangesOverlap(range(left), range(right)), overlap);
            assert.equal(rangesOverlap(range(right), range(left)), overlap);
        });
    }
});
