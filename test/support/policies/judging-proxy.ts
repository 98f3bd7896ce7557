import * as http from "node:http";
import { pipeline } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import { buffer } from "node:stream/consumers";
import type { HttpAnswer, HttpRequest } from "./http-request";
import type { Judge, Verdict } from "./judge";

/** One request and what came of it. */
export interface Judged extends Pick<HttpRequest, "method" | "target">, Pick<Verdict, "operation" | "refused"> {
    /** Of the answer that the client got. */
    readonly status: number;
}

/**
 * A proxy before a server of a cloud's kind that lets pass what the judge allows, byte for byte: the client's signature stays
 * valid, since the host's name is signed too and stays the client's. What the judge does not understand is answered with 501,
 * so that no test passes by it. It does not listen yet.
 *
 * @param upstream address of the server, such as `http://10.0.0.1:7070`
 * @param seen told of each request
 */
export function judgingProxy(upstream: string, judge: Judge, seen: (judged: Judged) => void): http.Server {
    return http.createServer((incoming, outgoing) => {
        handle(new URL(upstream), judge, incoming, outgoing)
            .then(seen)
            // A client or server that goes away early ends the exchange and nothing else.
            .catch(() => outgoing.destroy());
    });
}

async function handle(
    upstream: URL,
    judge: Judge,
    incoming: http.IncomingMessage,
    outgoing: http.ServerResponse,
): Promise<Judged> {
    const { method = "", url: target = "", headers } = incoming;
    const request = { method, target, headers };
    const body = judge.readsBody(request) ? await buffer(incoming) : undefined;
    const verdict = verdictOf(judge, body === undefined ? request : { ...request, body: textOf(body, headers) });
    const { operation, refused, answer, whenMissing } = verdict;
    const judged = (status: number): Judged => ({ method, target, operation, refused, status });
    if (answer !== undefined) {
        incoming.resume(); // a client that is still sending would not hear the answer
        return judged(await send(outgoing, answer));
    }
    const { rawHeaders } = incoming;
    const passed = http.request(upstream, { method, path: target, headers: rawHeaders, agent: false });
    const received = new Promise<http.IncomingMessage>((done, fail) =>
        passed.once("response", done).once("error", fail),
    );
    await Promise.all([received, body === undefined ? pipeline(incoming, passed) : passed.end(body)]);
    const response = await received;
    if (response.statusCode === 404 && whenMissing !== undefined) {
        response.resume();
        return judged(await send(outgoing, whenMissing));
    }
    const status = response.statusCode ?? 502;
    outgoing.writeHead(status, response.rawHeaders);
    await pipeline(response, outgoing);
    return judged(status);
}

/** Google's clients send even short texts packed. */
function textOf(body: Buffer, headers: http.IncomingHttpHeaders): string {
    return (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
}

function verdictOf(judge: Judge, request: HttpRequest): Verdict {
    try {
        return judge.judge(request);
    } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        const answer = { status: 501, headers: { "Content-Type": "text/plain" }, body: problem };
        return { operation: "unknown", refused: [problem], answer };
    }
}

async function send(outgoing: http.ServerResponse, { status, headers, body }: HttpAnswer): Promise<number> {
    outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
    await new Promise<void>((done) => outgoing.end(body, done));
    return status;
}
