import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { get, jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator } from "./support/shared";
import { Stack } from "./support/stack";

const manifest = path.join(__dirname, "manifests", "basic-example.yaml");

describe("the operator's basic example, from its manifest", () => {
    const stack = new Stack("basic-example", path.join(__dirname, "programs", "basic-example.js"));
    after(() => stack.destroy());

    it("runs with only image and Flink version changed", async () => {
        stack.configure({ cluster: clusterBlock("basic-example"), operator: sharedOperator });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.equal(await jobState("default", "basic-example"), "RUNNING/STABLE");
        const { spec } = await get("flinkdeployment", "basic-example", "--namespace", "default");
        const { image, flinkVersion, ...rest } = parse(readFileSync(manifest, "utf8")).spec;
        assert.deepEqual([image, flinkVersion], ["flink:1.17", "v1_17"]);
        assert.deepEqual([spec.image, spec.flinkVersion], ["flink:1.18", "v1_18"]);
        // The operator of this release fills in what a manifest leaves out.
        const filledIn = {
            ...rest,
            jobManager: { ...rest.jobManager, replicas: 1 },
            job: { ...rest.job, args: [], state: "running" },
        };
        assert.deepEqual({ ...spec, image, flinkVersion }, { ...filledIn, image, flinkVersion });
    });
});
