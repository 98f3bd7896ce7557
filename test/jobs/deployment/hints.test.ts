import assert from "node:assert/strict";
import { checkFlinkDeploymentArgs } from "../../../src/jobs/deployment/checks";
import type { FlinkDeploymentSpec } from "../../../src/flink/types/deployment";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";

const spec: FlinkDeploymentSpec = {
    image: "flink:1.20.5-java17",
    flinkVersion: "v2_2",
    flinkConfiguration: { "execution.checkpointing.dir": "s3p://flink/checkpoints" },
    jobManager: { resource: { memory: "1024m" } },
    taskManager: { resource: { memory: "2048m" } },
    job: { jarURI: "local:///opt/orders.jar", parallelism: 1, upgradeMode: "last-state" },
};

describe("hints of checkFlinkDeploymentArgs", () => {
    it("tells of a job that cannot recover and of an image of another version", () => {
        const { hints } = checkFlinkDeploymentArgs("orders", {
            platform: { operator: operatorFacts(operatorSettings()) },
            metadata: { namespace: "jobs" },
            spec,
        });
        assert.deepEqual(
            hints.map(({ component, name, path }) => [component, name, path]),
            [
                ["FlinkDeployment", "orders", "spec.job.upgradeMode"],
                ["FlinkDeployment", "orders", "spec.image"],
            ],
        );
    });
});
