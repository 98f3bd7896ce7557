import assert from "node:assert/strict";
import { reconciledGeneration, wasReconciled } from "../../src/readiness/status";
import { oneLine, readError } from "../../src/readiness/status-error";

const spec = (generation: unknown) =>
    JSON.stringify({
        spec: { job: {} },
        resource_metadata: { apiVersion: "flink.apache.org/v1beta1", metadata: { generation } },
    });

describe("reconciledGeneration", () => {
    it("is the observed generation where there is one", () => {
        assert.equal(
            reconciledGeneration({ observedGeneration: 3, reconciliationStatus: { lastReconciledSpec: spec(2) } }),
            3,
        );
    });

    it("is that of the last reconciled spec in older releases", () => {
        assert.equal(reconciledGeneration({ reconciliationStatus: { lastReconciledSpec: spec(2) } }), 2);
    });

    for (const [what, lastReconciledSpec] of [
        ["no spec", undefined],
        ["an empty spec", ""],
        ["a spec that is no JSON", "{"],
        ["a spec without metadata", "{}"],
        ["a spec whose generation is no number", spec("2")],
    ] as const) {
        it(`is undefined with ${what}`, () => {
            assert.equal(reconciledGeneration({ reconciliationStatus: { lastReconciledSpec } }), undefined);
        });
    }
});

describe("wasReconciled", () => {
    it("is true once a spec is recorded", () => {
        assert.equal(wasReconciled({ reconciliationStatus: { lastReconciledSpec: spec(1) } }), true);
        assert.equal(wasReconciled({ reconciliationStatus: { lastReconciledSpec: "" } }), false);
        assert.equal(wasReconciled({}), false);
    });
});

describe("readError", () => {
    const json = (value: object) => JSON.stringify(value);

    for (const [what, error, expected] of [
        ["nothing", undefined, undefined],
        ["an empty text", "  ", undefined],
        ["plain text", "Could not\n  connect", { text: "Could not connect" }],
        ["JSON that is no object", "42", { text: "42" }],
        [
            "a type and a message",
            json({ type: "a.b.ValidationException", message: "bad" }),
            { type: "ValidationException", text: "bad" },
        ],
        ["a type without a message", json({ type: "a.b.Exception" }), { type: "Exception", text: "Exception" }],
        [
            "causes, of which the last is the root",
            json({
                message: "top",
                throwableList: [
                    { type: "a.Middle", message: "mid" },
                    { type: "a.Root", message: "deep" },
                ],
            }),
            { text: "top; root cause: Root: deep" },
        ],
        [
            "a cause that Flink wrapped, whose message has its class",
            json({
                message: "top",
                throwableList: [{ type: "a.SerializedThrowable", message: "java.lang.Error: deep" }],
            }),
            { text: "top; root cause: java.lang.Error: deep" },
        ],
        [
            "a cause that the message repeats",
            json({ message: "top: deep", throwableList: [{ message: "deep" }] }),
            { text: "top: deep" },
        ],
        ["a cause without words", json({ message: "top", throwableList: [{ message: "" }] }), { text: "top" }],
        [
            "a container's reason",
            json({ message: "back-off", additionalMetadata: { reason: "CrashLoopBackOff" } }),
            { text: "CrashLoopBackOff: back-off" },
        ],
        [
            "a reason that the message repeats",
            json({ message: "OOMKilled now", additionalMetadata: { reason: "OOMKilled" } }),
            { text: "OOMKilled now" },
        ],
        ["a reason alone", json({ additionalMetadata: { reason: "OOMKilled" } }), { text: "OOMKilled" }],
    ] as const) {
        it(`reads ${what}`, () => {
            assert.deepEqual(readError(error), expected);
        });
    }
});

describe("oneLine", () => {
    it("cuts what is too long to read", () => {
        const line = oneLine("x".repeat(500));
        assert.equal(line, `${"x".repeat(399)}…`);
    });
});
