import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { checkpointPathIn, lastCheckpoint } from "../../../src/jobs/deployment/last-checkpoint";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

const at = (external_path: string) => ({ id: 7, external_path });
const restored = at("s3p://b/savepoint-1");

const cases: readonly (readonly [title: string, answer: unknown, path: string | undefined])[] = [
    ["has completed some", { latest: { completed: at("s3p://b/chk-7"), savepoint: null, restored } }, "s3p://b/chk-7"],
    ["has been restored, and completed none since", { latest: { completed: null, restored } }, "s3p://b/savepoint-1"],
    ["keeps them in memory", { latest: { completed: at("<checkpoint-not-externally-addressable>") } }, undefined],
    ["has none", { latest: { completed: null, savepoint: null, failed: null, restored: null } }, undefined],
    ["is not known", { errors: ["Job could not be found"] }, undefined],
];

describe("the last checkpoint of a job that", () => {
    for (const [title, answer, path] of cases) {
        it(title, () => {
            assert.equal(checkpointPathIn(answer), path);
            assert.equal(checkpointPathIn(JSON.stringify(answer)), path);
        });
    }

    it("has a JobManager is asked of that, through the API server", async () => {
        const asked: string[] = [];
        const server = createServer(({ method, url = "" }, response) => {
            asked.push(`${method} ${decodeURIComponent(url)}`);
            response.setHeader("content-type", "application/json");
            response.end(JSON.stringify({ latest: { completed: at("s3p://b/chk-7") } }));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        const kubeconfig = JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "c", cluster: { server: `http://127.0.0.1:${port}` } }],
            users: [{ name: "u", user: {} }],
            contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
            "current-context": "x",
        });
        try {
            const service = { namespace: "shop", restService: "orders-rest" };
            assert.equal(await lastCheckpoint(kubeconfig, service, "0a1b"), "s3p://b/chk-7");
            assert.deepEqual(asked, [
                "GET /api/v1/namespaces/shop/services/orders-rest:rest/proxy/jobs/0a1b/checkpoints",
            ]);
        } finally {
            server.close();
        }
    });

    it("cannot be asked", async () =>
        assert.equal(
            await lastCheckpoint(unreachableKubeconfig, { namespace: "shop", restService: "orders-rest" }, "0a1b"),
            undefined,
        ));
});
