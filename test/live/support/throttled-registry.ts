import * as http from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Blob, ServedImage } from "./unknown-image";

/** A late timer is made up for, but no more than this much time. */
const burstMs = 1000;

/** Spreads what all connections send over time. */
export class Throttle {
    private sentAtMs = 0;

    constructor(private readonly bytesPerSecond: number) {}

    /** How long so many bytes have to wait, in milliseconds. Bytes that are asked for later wait behind them. */
    waitMs(bytes: number, nowMs: number): number {
        this.sentAtMs = Math.max(this.sentAtMs, nowMs - burstMs) + (bytes * 1000) / this.bytesPerSecond;
        return Math.max(0, this.sentAtMs - nowMs);
    }
}

/** What a path of the registry's API names. One image has every repository name and every tag. */
export function blobAt(image: ServedImage, path: string): Blob | undefined {
    const [, kind, reference = ""] = /^\/v2\/.+\/(manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
    if (kind === "manifests") {
        const isTag = !reference.includes(":");
        return isTag || reference === image.manifest.digest ? image.manifest : undefined;
    }
    return [image.config, ...image.layers].find(({ digest }) => digest === reference);
}

/**
 * A registry of one image, as https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md has it, without
 * TLS. It does not listen yet.
 *
 * @param pullSeconds how long it takes to send the whole image once
 */
export function throttledRegistry(image: ServedImage, pullSeconds: number): http.Server {
    const imageBytes = image.layers.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
    const throttle = new Throttle(imageBytes / pullSeconds);
    return http.createServer(({ method, url = "" }, response) => {
        const blob = blobAt(image, url);
        if (blob === undefined) {
            response.writeHead(url === "/v2/" ? 200 : 404).end();
            return;
        }
        response.writeHead(200, {
            "Content-Type": blob.mediaType,
            "Content-Length": blob.lengthBytes,
            "Docker-Content-Digest": blob.digest,
        });
        const content = method === "HEAD" ? [] : throttled(blob.content(), throttle);
        // A client that goes away early ends the answer and nothing else.
        pipeline(Readable.from(content), response).catch(() => response.destroy());
    });
}

async function* throttled(content: ReturnType<Blob["content"]>, throttle: Throttle): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
        await sleep(throttle.waitMs(chunk.length, Date.now()));
        yield chunk;
    }
}
