import assert from "node:assert/strict";
import { stage } from "./support/cast";
import type { Play } from "./support/operator";

const runs: Play = [[[0, "STABLE RUNNING READY", { jobId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9" }]]];

const program = `
    const orders = new FlinkDeployment("orders", job(platform()));
    exports.checkpoint = orders.lastCheckpointPath.apply((path) => path ?? "not known");`;

describe("the last checkpoint of a job", () => {
    it("is not known where the API server does not reach its JobManager, and the run goes well", async () => {
        const { stack } = await stage("no-checkpoint", program, { orders: runs });
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assert.match(up.output, /checkpoint: "not known"/);
    });
});
