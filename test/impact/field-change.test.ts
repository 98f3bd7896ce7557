import assert from "node:assert/strict";
import { differences, notKnown } from "../../src/impact/field-change";

const paths = (list: string, before: unknown, after: unknown) =>
    differences(`spec.${list}`, before, after).map(({ path }) => path);

describe("differences of a pod template's lists", () => {
    it("are those of items of one name", () => {
        const before = [
            { name: "A", value: "a" },
            { name: "B", value: "b" },
            { name: "C", value: "c" },
        ];
        const after = [
            { name: "A", value: "a" },
            { name: "C", value: "d" },
            { name: "E", value: "e" },
        ];
        assert.deepEqual(differences("env", before, after), [
            { path: 'env["B"]', before: { name: "B", value: "b" }, after: undefined },
            { path: 'env["C"].value', before: "c", after: "d" },
            { path: 'env["E"]', before: undefined, after: { name: "E", value: "e" } },
        ]);
        assert.deepEqual(paths("volumeMounts", [{ mountPath: "/a", name: "a" }], [{ mountPath: "/a", name: "b" }]), [
            'spec.volumeMounts["/a"].name',
        ]);
    });

    it("are the whole list where names do not tell items apart, or only their order differs", () => {
        const [a, b] = [{ name: "A" }, { name: "B" }];
        assert.deepEqual(paths("env", [a, b], [b, a]), ["spec.env"]);
        assert.deepEqual(paths("env", [a], [a, a]), ["spec.env"]);
        assert.deepEqual(paths("env", [a], [{ name: notKnown }]), ["spec.env"]);
        assert.deepEqual(paths("env", undefined, [a]), ["spec.env"]);
        assert.deepEqual(paths("args", [a], [b]), ["spec.args"]);
        assert.deepEqual(paths("env", [a, b], [a, b]), []);
    });
});
