import assert from "node:assert/strict";
import { withOperatorDefaults } from "../../src/flink/operator-defaults";

describe("a spec with the operator's defaults", () => {
    it("has those of a job and of a JobManager that are there", () => {
        const spec = { image: "flink:2.2.1", job: {}, jobManager: {}, taskManager: {} };
        assert.deepEqual(withOperatorDefaults(spec), {
            image: "flink:2.2.1",
            job: { parallelism: 0, args: [], state: "running", upgradeMode: "stateless" },
            jobManager: { replicas: 1 },
            taskManager: {},
        });
        assert.deepEqual(withOperatorDefaults({ image: "flink:2.2.1" }), { image: "flink:2.2.1" });
    });

    it("keeps what is given, and takes null for nothing", () => {
        const job = { parallelism: 4, args: ["--fast"], state: "suspended", upgradeMode: null };
        assert.deepEqual(withOperatorDefaults({ job, jobManager: { replicas: 2, resource: { cpu: 1 } } }), {
            job: { parallelism: 4, args: ["--fast"], state: "suspended", upgradeMode: "stateless" },
            jobManager: { replicas: 2, resource: { cpu: 1 } },
        });
        assert.deepEqual(withOperatorDefaults({ job: null }), { job: null });
    });
});
