import assert from "node:assert/strict";
import { scaledFields } from "../../../src/jobs/deployment/scaled-fields";
import type { FlinkDeploymentSpec } from "../../../src/flink/types/deployment";

describe("scaledFields", () => {
    const rows: [string, Partial<FlinkDeploymentSpec>, string[]][] = [
        [
            "both numbers of a job",
            { taskManager: { replicas: 1 }, job: { parallelism: 2 } },
            ["spec.taskManager.replicas", "spec.job.parallelism"],
        ],
        ["those that the spec gives", { taskManager: {}, job: { parallelism: 2 } }, ["spec.job.parallelism"]],
        ["the TaskManagers of a session cluster", { taskManager: { replicas: 1 } }, ["spec.taskManager.replicas"]],
        ["nothing of a spec without numbers", {}, []],
    ];
    for (const [title, spec, fields] of rows) {
        it(`names ${title}`, () => assert.deepEqual(scaledFields({ flinkVersion: "v2_2", ...spec }), fields));
    }
});
