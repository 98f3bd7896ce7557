import assert from "node:assert/strict";
import { specForRelease } from "../../../src/jobs/deployment/spec-for-release";
import type { FlinkDeploymentSpec } from "../../../src/flink/types/deployment";

const spec: FlinkDeploymentSpec = {
    flinkVersion: "v1_18",
    flinkConfiguration: { "a.b": 2, c: { d: true, e: ["x", "y"] }, f: "text" },
};

describe("specForRelease", () => {
    it("gives releases before 1.13 flat keys with texts", () =>
        assert.deepEqual(specForRelease(spec, "1.12.1").flinkConfiguration, {
            "a.b": "2",
            "c.d": "true",
            "c.e": "x;y",
            f: "text",
        }));

    it("leaves the options of newer releases as they are", () => assert.equal(specForRelease(spec, "1.13.0"), spec));

    it("adds nothing to a spec without options", () =>
        assert.deepEqual(specForRelease({ flinkVersion: "v1_18" }, "1.7.0"), { flinkVersion: "v1_18" }));
});
