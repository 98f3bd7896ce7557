import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { schemaProblems } from "../../../src/flink/schemas/problems";
import type { Schema } from "../../../src/flink/schemas/schema";

const schema: Schema = {
    type: "object",
    properties: {
        text: { type: "string" },
        count: { type: "integer" },
        small: { type: "integer", format: "int32" },
        share: { type: "number" },
        isOn: { type: "boolean" },
        word: { type: "string", enum: ["running", "suspended"] },
        names: { type: "array", items: { type: "string" } },
        gaps: { type: "array", items: { type: "string", nullable: true } },
        labels: { type: "object", additionalProperties: { type: "string" } },
        amounts: {
            type: "object",
            additionalProperties: {
                anyOf: [{ type: "integer" }, { type: "string" }],
                "x-kubernetes-int-or-string": true,
            } as Schema,
        },
        open: { "x-kubernetes-preserve-unknown-fields": true },
        openWithKnown: {
            type: "object",
            properties: { inside: { type: "object", properties: { a: { type: "string" } } } },
            "x-kubernetes-preserve-unknown-fields": true,
        },
        inner: { type: "object", properties: { resource: { type: "string" }, replicas: { type: "integer" } } },
        "a/b~c d": { type: "object", properties: { e: { type: "string" } } },
    },
};

const linesOf = (value: unknown) =>
    schemaProblems("spec", value, schema, "1.15.0").map(({ path, problem }) => `${path} ${problem}`);

const rows: [title: string, value: unknown, ...lines: string[]][] = [
    [
        "nothing wrong",
        { text: "a", count: 1, share: 0.5, isOn: true, word: "running", names: ["a"], labels: { a: "b" } },
    ],
    ["an amount of either form", { amounts: { cpu: "500m", memory: 1 } }],
    ["an empty field, which the API server takes away", { text: null, inner: null, labels: { a: null } }],
    ["nothing in a list that may hold it", { gaps: ["a", null] }],
    ["a field that is left out", { text: undefined, unknown: undefined }],
    ["a number for text", { text: 9249 }, "spec.text must be text, got 9249; put it in quotes"],
    [
        "a switch for text",
        { labels: { "a.b/c": true } },
        'spec.labels["a.b/c"] must be text, got true; put it in quotes',
    ],
    ["text for a number", { share: "500m" }, 'spec.share must be a number, got "500m"'],
    ["a number in quotes", { share: "0.5" }, 'spec.share must be a number, got "0.5"; remove the quotes'],
    ["a whole number in quotes", { count: "2" }, 'spec.count must be a whole number, got "2"; remove the quotes'],
    ["half a whole number", { count: 1.5 }, "spec.count must be a whole number, got 1.5"],
    ["a switch in quotes", { isOn: "true" }, 'spec.isOn must be true or false, got "true"; remove the quotes'],
    ["a word that is none", { word: "stopped" }, 'spec.word must be one of "running", "suspended", got "stopped"'],
    [
        "half an amount",
        { amounts: { cpu: 0.5 } },
        'spec.amounts["cpu"] must be a whole number or text, got 0.5; put it in quotes',
    ],
    [
        "an object for an amount",
        { amounts: { cpu: { a: 1 } } },
        'spec.amounts["cpu"] must be a whole number or text, got {"a":1}',
    ],
    ["nothing in a list", { names: ["a", null] }, "spec.names[1] must be text, got null"],
    ["text for a list", { names: "a" }, 'spec.names must be a list, got "a"'],
    ["a list for an object", { inner: ["a"] }, 'spec.inner must be an object, got ["a"]'],
    ["an object for text", { text: { a: 1 } }, 'spec.text must be text, got {"a":1}'],
    ["a large object for text", { text: { a: "b".repeat(60) } }, "spec.text must be text, got an object"],
    ["text for everything", "all", 'spec must be an object, got "all"'],
    [
        "a misspelt field",
        { inner: { resources: {} } },
        "spec.inner.resources is not known to operator 1.15.0, which would drop it; use resource",
    ],
    [
        "a field that is like no other",
        { inner: { slots: 1 } },
        "spec.inner.slots is not known to operator 1.15.0, which would drop it; known: resource, replicas",
    ],
    ["anything where everything is kept", { open: { a: { b: [1, { c: null }] } } }],
    [
        "a field inside a known one of what is kept",
        { openWithKnown: { any: 1, inside: { b: 1 } } },
        "spec.openWithKnown.inside.b is not known to operator 1.15.0, which would drop it; known: a",
    ],
    ["a name that a pointer escapes", { "a/b~c d": { e: 1 } }, "spec.a/b~c d.e must be text, got 1; put it in quotes"],
    [
        "a whole number without its last digits",
        { count: 2 ** 53 },
        "spec.count must be a whole number from -9007199254740991 to 9007199254740991, got 9007199254740992",
    ],
    [
        "a whole number from a file",
        { count: 1723459183123456789n, text: 12345678901234567890n, open: { a: 12345678901234567890n } },
        "spec.count must be a whole number from -9007199254740991 to 9007199254740991, got 1723459183123456789",
        "spec.text must be text, got 12345678901234567890; put it in quotes",
        'spec.open["a"] must be text, got 12345678901234567890; put it in quotes',
    ],
    [
        "a whole number of more than 32 bits",
        { small: 2 ** 31 },
        "spec.small must be a whole number from -2147483648 to 2147483647, got 2147483648",
    ],
    [
        "several things at once",
        { text: 1, count: "a", unknown: 1 },
        "spec.unknown is not known to operator 1.15.0, which would drop it; known: text, count, small, share, isOn, " +
            "word, names, gaps, labels, amounts, open, openWithKnown, inner, a/b~c d",
        "spec.text must be text, got 1; put it in quotes",
        'spec.count must be a whole number, got "a"',
    ],
];

describe("schemaProblems", () => {
    for (const [title, value, ...lines] of rows) {
        it(`${lines.length > 0 ? "rejects" : "takes"} ${title}`, () => assert.deepEqual(linesOf(value), lines));
    }

    it("passes over what is not known yet, at every level", () => {
        const later = pulumi.output("later");
        const value = {
            text: later,
            names: ["a", later],
            inner: later,
            labels: { a: later, b: 1 },
            amounts: { c: later },
        };
        assert.deepEqual(linesOf(value), ['spec.labels["b"] must be text, got 1; put it in quotes']);
        assert.deepEqual(linesOf(Promise.resolve({ text: 1 })), []);
        assert.deepEqual(linesOf({ text: { a: later } }), ["spec.text must be text, got an object"]);
    });

    it("looks at numbers alone where there is no definition", () =>
        assert.deepEqual(
            schemaProblems("spec", { any: 1, count: 2n ** 60n }, undefined, "1.8.0").map(({ path }) => path),
            ['spec["count"]'],
        ));

    it("says what a definition asks beyond types, in the words of the library", () => {
        const bounded = { type: "object", properties: { count: { type: "integer", minimum: 1 } } } as Schema;
        assert.deepEqual(
            schemaProblems("spec", { count: 0 }, bounded, "2.0.0").map(({ problem }) => problem),
            ["is refused by the definition of operator 2.0.0: 0 is less than 1"],
        );
    });
});
