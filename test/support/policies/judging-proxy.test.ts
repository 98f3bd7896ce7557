import assert from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import type { AwsPolicy } from "./aws-policies";
import { judgingProxy, type Judged } from "./judging-proxy";
import { s3Judge } from "./s3-judge";

/** What the server behind the proxy was sent. */
interface Received {
    readonly method: string;
    readonly target: string;
    readonly host: string;
    readonly body: string;
}

async function listen(server: http.Server): Promise<string> {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const bucket = "arn:aws:s3:::state";
const policy: AwsPolicy = {
    Version: "2012-10-17",
    Statement: [
        { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Resource: `${bucket}/a/*` },
        { Effect: "Allow", Action: "s3:GetObject", Resource: `${bucket}/unlisted/*` },
        { Effect: "Allow", Action: "s3:PutObjectAcl", Resource: `${bucket}/a/*` },
        {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: bucket,
            Condition: { StringLike: { "s3:prefix": "a/*" } },
        },
    ],
};

describe("judgingProxy before S3", () => {
    let received: Received[];
    let judged: Judged[];
    let policies: readonly AwsPolicy[];
    let withoutAcls: boolean;
    let servers: http.Server[];
    let address: string;

    /** Has what is in its folders but "missing", and answers with what it was asked. */
    const play: http.RequestListener = async (request, response) => {
        const { method = "", url: target = "", headers } = request;
        const body = await text(request);
        received.push({ method, target, host: headers.host ?? "", body });
        const status = target.includes("missing") ? 404 : 200;
        response
            .writeHead(status, { ETag: '"1"', "X-Many": ["1", "2"] })
            .end(method === "HEAD" ? "" : `${method} ${target}`);
    };

    beforeEach(async () => {
        [received, judged, policies, withoutAcls] = [[], [], [policy], false];
        const server = http.createServer((request, response) => void play(request, response));
        const upstream = await listen(server);
        const proxy = judgingProxy(
            upstream,
            s3Judge(() => ({ policies, withoutAcls })),
            (one) => judged.push(one),
        );
        servers = [server, proxy];
        address = await listen(proxy);
    });
    afterEach(() => servers.forEach((server) => server.close().closeAllConnections()));

    const ask = (method: string, target: string, init: RequestInit = {}) =>
        fetch(`${address}${target}`, { method, ...init });

    it("passes on what is allowed as it was sent, and the answer as it came", async () => {
        const answer = await ask("PUT", "/state/a/b%20c?x-id=PutObject", { body: "text" });
        assert.deepEqual(received, [
            {
                method: "PUT",
                target: "/state/a/b%20c?x-id=PutObject",
                host: address.slice("http://".length),
                body: "text",
            },
        ]);
        assert.equal(await answer.text(), "PUT /state/a/b%20c?x-id=PutObject");
        assert.deepEqual(
            [answer.status, answer.headers.get("etag"), answer.headers.get("x-many")],
            [200, '"1"', "1, 2"],
        );
        const { method, operation, refused, status } = judged[0] ?? assert.fail();
        assert.deepEqual([method, operation, refused, status], ["PUT", "PutObject", [], 200]);
    });

    it("answers in the server's place to what is not allowed", async () => {
        const answer = await ask("PUT", "/state/ab/c", { body: "x".repeat(1_000_000) });
        assert.equal(answer.status, 403);
        assert.match(await answer.text(), /<Error><Code>AccessDenied<\/Code>/);
        assert.equal((await ask("HEAD", "/state/ab/c")).status, 403);
        assert.deepEqual(received, []);
        assert.deepEqual(
            judged.map(({ operation, refused, status }) => [operation, refused, status]),
            [
                ["PutObject", [`s3:PutObject on ${bucket}/ab/c`], 403],
                ["HeadObject", [`s3:GetObject on ${bucket}/ab/c`], 403],
            ],
        );
    });

    it("hides what is missing from who may not list it", async () => {
        const statuses = async (target: string) => [
            (await ask("HEAD", target)).status,
            (await ask("GET", target)).status,
        ];
        assert.deepEqual(await statuses("/state/a/missing"), [404, 404]);
        assert.deepEqual(await statuses("/state/unlisted/missing"), [403, 403]);
        assert.deepEqual(await statuses("/state/unlisted/there"), [200, 200]);
    });

    it("reads a deletion of several objects, and passes it on whole", async () => {
        const body = "<Delete><Object><Key>a/1</Key></Object><Object><Key>a/2</Key></Object></Delete>";
        assert.equal((await ask("POST", "/state/?delete", { body })).status, 200);
        assert.deepEqual(
            received.map((request) => request.body),
            [body],
        );
    });

    it("reads a body that is packed", async () => {
        const packed = gzipSync("<Delete><Object><Key>b</Key></Object></Delete>");
        const answer = await ask("POST", "/state/?delete", { body: packed, headers: { "Content-Encoding": "gzip" } });
        assert.match(await answer.text(), /<Key>b<\/Key><Code>AccessDenied/);
        assert.deepEqual(received, []);
    });

    it("names the objects that it does not delete", async () => {
        const body = "<Delete><Object><Key>b&amp;c</Key></Object></Delete>";
        const answer = await ask("POST", "/state/?delete", { body });
        assert.match(
            await answer.text(),
            /<DeleteResult><Error><Key>b&amp;c<\/Key><Code>AccessDenied<\/Code><\/Error>/,
        );
        assert.deepEqual([answer.status, received], [200, []]);
    });

    for (const [title, method, target, body] of [
        ["a request whose rights are not known", "GET", "/state?versions", undefined],
        [
            "a deletion of which a part is allowed",
            "POST",
            "/state?delete",
            "<Delete><Object><Key>a/1</Key></Object><Object><Key>b</Key></Object></Delete>",
        ],
    ] as const) {
        it(`answers 501 to ${title}`, async () => {
            const answer = await ask(method, target, body === undefined ? {} : { body });
            assert.equal(answer.status, 501);
            assert.equal(judged[0]?.operation, "unknown");
            assert.deepEqual(judged[0]?.refused, [await answer.text()]);
            assert.deepEqual(received, []);
        });
    }

    it("answers 501 by a policy that is not understood", async () => {
        policies = [{ ...policy, Version: "2008-10-17" }];
        assert.equal((await ask("GET", "/state/a/b")).status, 501);
    });

    it("takes access lists where the bucket has some, and else that of the bucket's owner alone", async () => {
        const put = (acl: string) => ask("PUT", "/state/a/b", { headers: { "x-amz-acl": acl } });
        assert.equal((await put("private")).status, 200);
        withoutAcls = true;
        const answer = await put("private");
        assert.equal(answer.status, 400);
        assert.match(await answer.text(), /<Code>AccessControlListNotSupported<\/Code>/);
        assert.equal((await put("bucket-owner-full-control")).status, 200);
    });

    it("follows policies that change", async () => {
        policies = [];
        assert.equal((await ask("GET", "/state/a/b")).status, 403);
        policies = [policy];
        assert.equal((await ask("GET", "/state/a/b")).status, 200);
    });

    it("ends the exchange when the server goes away", async () => {
        servers[0]?.close().closeAllConnections();
        await assert.rejects(ask("GET", "/state/a/b"));
    });
});
