import assert from "node:assert/strict";
import { changeWord } from "../../src/impact/change-word";
import { canonical, notKnown } from "../../src/impact/field-change";
import { impactOfGiven, versionOf, type Given } from "./change-case";

const dropping = (image: unknown): Given => ({ after: { spec: { image }, job: { upgradeMode: "stateless" } } });
const wordOf = (given: Given, name = "orders") => changeWord(versionOf({ name }), impactOfGiven(given));

describe("changeWord", () => {
    it("is the same for the same change, whatever else the job has", () => {
        assert.equal(wordOf(dropping("orders:2")), "c72d-8c48");
        const other = { ...dropping("orders:2"), both: { labels: { team: "a" }, options: { "a.b": "1" } } };
        assert.equal(wordOf(other), wordOf(dropping("orders:2")));
    });

    it("is another for another value, field or job", () => {
        const field: Given = { after: { job: { upgradeMode: "stateless", parallelism: 4 } } };
        const words = [wordOf(dropping("orders:2")), wordOf(dropping("orders:3")), wordOf(field)];
        assert.equal(new Set([...words, wordOf(dropping("orders:2"), "payments")]).size, 4);
    });

    it("waits for values that are not known yet", () => assert.equal(wordOf(dropping(notKnown)), undefined));
});

describe("canonical", () => {
    it("does not depend on the order of keys, and leaves out what is undefined", () => {
        assert.equal(canonical({ b: [1, { d: "x", c: undefined }], a: null }), '{"a":null,"b":[1,{"d":"x"}]}');
    });

    it("is undefined if a part is not known", () => assert.equal(canonical({ a: [{ b: notKnown }] }), undefined));
});
