import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterwards, stage } from "./support/cast";
import type { Play } from "./support/operator";

const jobId = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const checkpoint = "s3p://state/orders/checkpoints/0a1b/chk-7";
const runs: Play = [[[0, "STABLE RUNNING READY", { jobId }]]];

const program = `
    const orders = new FlinkDeployment("orders", job(platform()));
    exports.checkpoint = orders.lastCheckpointPath.apply((path) => path ?? "not known");`;

/** The first address of this machine that is none of its own loop: the API server connects to no such one. */
function ownAddress(): string {
    const addresses = Object.values(networkInterfaces()).flat();
    return addresses.find((one) => one?.family === "IPv4" && !one.internal)?.address ?? "";
}

describe("the last checkpoint of a job", () => {
    it("is asked of its JobManager through the API server", async () => {
        const { stack } = await stage("last-checkpoint", program, { orders: runs });
        const asked: (string | undefined)[] = [];
        const jobManager = createServer(({ url }, response) => {
            asked.push(url);
            response.setHeader("content-type", "application/json");
            response.end(JSON.stringify({ latest: { completed: { id: 7, external_path: checkpoint } } }));
        });
        await new Promise<void>((resolve) => jobManager.listen(0, "0.0.0.0", resolve));
        afterwards(() => void jobManager.close());
        const { namespace } = stack;
        const ports = [{ name: "rest", port: (jobManager.address() as AddressInfo).port }];
        const metadata = { name: "orders-rest" };
        await stack.api.core.createNamespacedService({ namespace, body: { metadata, spec: { ports } } });
        const subsets = [{ addresses: [{ ip: ownAddress() }], ports }];
        await stack.api.core.createNamespacedEndpoints({ namespace, body: { metadata, subsets } });
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assert.ok(up.output.includes(`checkpoint: "${checkpoint}"`), up.output);
        assert.deepEqual(asked, [`/jobs/${jobId}/checkpoints`]);
    });

    it("is not known where the API server does not reach that", async () => {
        const { stack } = await stage("no-checkpoint", program, { orders: runs });
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assert.match(up.output, /checkpoint: "not known"/);
    });
});
