import assert from "node:assert/strict";
import { stage } from "./support/cast";

/** A job that leaves out all that the operator has a value for, but for what is given. */
const program = (job: object, jobManager: object = {}) => `
    const { spec, ...args } = job(platform(), { readiness: { enabled: false } });
    const { upgradeMode, ...bare } = spec.job;
    new FlinkDeployment("orders", {
        ...args,
        spec: {
            ...spec,
            flinkConfiguration: {
                "high-availability.type": "kubernetes",
                "high-availability.storageDir": "s3://a/high-availability",
                "state.checkpoints.dir": "s3://a/checkpoints",
                "state.savepoints.dir": "s3://a/savepoints",
            },
            job: { ...bare, ...${JSON.stringify(job)} },
            jobManager: { ...spec.jobManager, ...${JSON.stringify(jobManager)} },
        },
    });`;

describe("fields that the operator fills in", () => {
    it("stay the program's: a later version sets them", async () => {
        const { stack } = await stage("filled", program({}));
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        const unchanged = await stack.preview("--expect-no-changes");
        assert.equal(unchanged.code, 0, unchanged.output);

        const later = { args: ["--fast"], state: "suspended", upgradeMode: "last-state" };
        stack.write(program(later, { replicas: 2 }));
        const second = await stack.up();
        assert.equal(second.code, 0, second.output);
        const [{ spec }] = await stack.api.listDeployments(stack.namespace);
        const { args, state, upgradeMode } = spec.job;
        assert.deepEqual({ args, state, upgradeMode, replicas: spec.jobManager.replicas }, { ...later, replicas: 2 });
    });
});
