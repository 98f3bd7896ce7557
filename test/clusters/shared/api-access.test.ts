import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { longestWaitMs, waitForAccess } from "../../../src/clusters/shared/api-access";
import { apiClient } from "../../../src/clusters/shared/api-client";
import { NoAnswer } from "../../../src/kubernetes/client";

/** An answer of the API: whether the caller may, or an error. */
type Answer = boolean | Error;

const failed = (code: number) => Object.assign(new Error(`HTTP-Code: ${code}`), { code });
const refused = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:443"), { type: "system" });

/** Waits for an API with these answers, of which the last goes on; tells what was seen and how long it took. */
async function wait(...answers: readonly Answer[]) {
    let nowMs = 0;
    let asked = 0;
    const reasons: string[] = [];
    const ask = () => {
        const answer = answers[Math.min(asked, answers.length - 1)];
        asked += 1;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer === true);
    };
    const clock = {
        nowMs: () => nowMs,
        sleep: (ms: number) => {
            nowMs += ms;
            return Promise.resolve();
        },
    };
    let error: string | undefined;
    try {
        await waitForAccess(ask, clock, (reason) => reasons.push(reason));
    } catch (thrown) {
        error = (thrown as Error).message;
    }
    return { asked, reasons, seconds: nowMs / 1000, error };
}

describe("waitForAccess", () => {
    it("asks a cluster that lets its caller in once", async () =>
        assert.deepEqual(await wait(true), { asked: 1, reasons: [], seconds: 0, error: undefined }));

    it("asks again while the API does not answer, does not know the caller and gives no rights", async () =>
        assert.deepEqual(
            await wait(refused, new NoAnswer("no answer within 20 s"), failed(401), failed(503), false, true),
            {
                asked: 6,
                reasons: ["connect ECONNREFUSED 10.0.0.1:443"],
                seconds: 10,
                error: undefined,
            },
        ));

    for (const [title, answer, error] of [
        ["an endpoint that stays silent", refused, "connect ECONNREFUSED 10.0.0.1:443"],
        ["a caller who stays unknown", failed(401), "the API does not know the caller"],
        ["an API that stays broken", failed(500), "the API answers 500"],
        ["a caller without rights", false, "the caller may not create namespaces"],
    ] as const) {
        it(`gives up after five minutes on ${title}`, async () => {
            const seen = await wait(answer);
            assert.deepEqual([seen.error, seen.seconds], [error, longestWaitMs / 1000]);
        });
    }

    it("does not wait where the command that signs in fails", async () => {
        const missing = Object.assign(new Error("spawn aws ENOENT"), { code: "ENOENT" });
        assert.deepEqual(await wait(missing), { asked: 1, reasons: [], seconds: 0, error: "spawn aws ENOENT" });
    });
});

describe("apiClient", () => {
    let server: Server;
    const serve = async (listener: RequestListener): Promise<string> => {
        server = createServer(listener);
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        return JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            "current-context": "one",
            clusters: [{ name: "one", cluster: { server: url, "insecure-skip-tls-verify": true } }],
            contexts: [{ name: "one", context: { cluster: "one", user: "one" } }],
            users: [{ name: "one", user: { token: "t" } }],
        });
    };
    afterEach(() => server.close());

    it("asks in one call whether the caller may create namespaces", async () => {
        const seen: unknown[] = [];
        const kubeconfig = await serve((request, response) => {
            let body = "";
            request.on("data", (part) => (body += part));
            request.on("end", () => {
                seen.push([request.method, request.url, request.headers.authorization, JSON.parse(body).spec]);
                response.setHeader("content-type", "application/json");
                response.statusCode = 201;
                response.end(JSON.stringify({ status: { allowed: true } }));
            });
        });
        assert.equal(await apiClient.ask(kubeconfig)(), true);
        assert.deepEqual(seen, [
            [
                "POST",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "Bearer t",
                { resourceAttributes: { verb: "create", resource: "namespaces" } },
            ],
        ]);
    });

    it("fails with the answer's code, or with that of a connection that is not made", async () => {
        const kubeconfig = await serve((_, response) => {
            response.statusCode = 401;
            response.end("{}");
        });
        await assert.rejects(apiClient.ask(kubeconfig)(), { code: 401 });
        server.close();
        server.closeAllConnections();
        await assert.rejects(apiClient.ask(kubeconfig)(), { type: "system", code: "ECONNREFUSED" });
    });

    it("fails as the command does that signs in", async () => {
        const kubeconfig = JSON.parse(await serve((_, response) => response.end("{}")));
        const command = { apiVersion: "client.authentication.k8s.io/v1beta1", command: "no-such-command", args: [] };
        kubeconfig.users = [{ name: "one", user: { exec: { ...command, interactiveMode: "Never" } } }];
        await assert.rejects(apiClient.ask(JSON.stringify(kubeconfig))(), { code: "ENOENT" });
    });
});
