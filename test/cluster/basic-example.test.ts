import assert from "node:assert/strict";
import * as path from "node:path";
import { get, jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator } from "./support/shared";
import { Stack } from "./support/stack";

describe("the operator's basic example, from its manifest", () => {
    const stack = new Stack("basic-example", path.join(__dirname, "programs", "basic-example.js"));
    after(() => stack.destroy());

    it("runs with only image and Flink version changed", async () => {
        stack.configure({ cluster: clusterBlock("basic-example"), operator: sharedOperator });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.equal(await jobState("default", "basic-example"), "RUNNING/STABLE");
        const { spec } = await get("flinkdeployment", "basic-example", "--namespace", "default");
        assert.deepEqual(spec, {
            image: "flink:1.18",
            flinkVersion: "v1_18",
            flinkConfiguration: { "taskmanager.numberOfTaskSlots": "2" },
            serviceAccount: "flink",
            jobManager: { resource: { memory: "2048m", cpu: 1 }, replicas: 1 },
            taskManager: { resource: { memory: "2048m", cpu: 1 } },
            job: {
                jarURI: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
                parallelism: 2,
                upgradeMode: "stateless",
            },
        });
    });
});
