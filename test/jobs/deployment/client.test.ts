import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mock } from "node:test";
import { flinkDeploymentClient, type FlinkDeploymentClient } from "../../../src/jobs/deployment/client";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

describe("flinkDeploymentClient", () => {
    let server: Server;
    let client: FlinkDeploymentClient;

    before(async () => {
        server = createServer(() => undefined); // takes a request and never answers
        await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
        const { port } = server.address() as AddressInfo;
        client = await flinkDeploymentClient(
            unreachableKubeconfig.replace("https://127.0.0.1:1", `http://127.0.0.1:${port}`),
        );
        mock.timers.enable({ apis: ["setTimeout"] });
    });
    after(() => {
        mock.timers.reset();
        server.closeAllConnections();
        server.close();
    });

    const calls: Record<keyof FlinkDeploymentClient, () => Promise<unknown>> = {
        read: () => client.read("shop", "orders"),
        highAvailability: () => client.highAvailability("shop", "orders"),
        merge: () => client.merge("shop", "orders", {}),
        remove: () => client.remove("shop", "orders"),
        apply: () =>
            client.apply(
                { apiVersion: "v1", kind: "x", metadata: { name: "orders", namespace: "shop" }, spec: {} },
                "pulumi",
            ),
    };
    for (const [name, call] of Object.entries(calls)) {
        it(`gives up ${name} if the API server does not answer`, async () => {
            const asked = assert.rejects(call(), { message: "no answer within 20 s" });
            mock.timers.tick(20_000);
            await asked;
        });
    }
});
