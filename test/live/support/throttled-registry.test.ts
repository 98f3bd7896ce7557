import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { readImage } from "./image-archive";
import { Throttle, throttledRegistry } from "./throttled-registry";
import { unknownImage, type Blob, type ServedImage } from "./unknown-image";

const digestOf = (content: Buffer) => `sha256:${createHash("sha256").update(content).digest("hex")}`;
const zeros = Buffer.alloc(512);
const tarLayer = "application/vnd.oci.image.layer.v1.tar";

/** A tar file with no more in its headers than is read of them. */
function tarFile(files: Readonly<Record<string, Buffer>>): Buffer {
    const entries = Object.entries(files).flatMap(([name, content]) => {
        const header = Buffer.alloc(512);
        header.write(name);
        header.write(content.length.toString(8).padStart(11, "0"), 124);
        return [header, content, Buffer.alloc(-content.length & 511)];
    });
    return Buffer.concat([...entries, zeros, zeros]);
}

/** An OCI archive of one image. */
function imageArchive(layers: readonly Buffer[]): Buffer {
    const files: Record<string, Buffer> = {};
    const blob = (content: Buffer, mediaType?: string) => {
        const digest = digestOf(content);
        files[`blobs/${digest.replace(":", "/")}`] = content;
        return { mediaType, digest, size: content.length };
    };
    const json = (value: object) => Buffer.from(JSON.stringify(value));
    const rootfs = { type: "layers", diff_ids: layers.map(digestOf) };
    const manifest = {
        config: blob(json({ os: "linux", config: { Entrypoint: ["/start"] }, rootfs })),
        layers: layers.map((layer) => blob(layer, tarLayer)),
    };
    const index = { manifests: [blob(json(manifest))] };
    return tarFile({ ...files, "index.json": json(index) });
}

describe("throttledRegistry", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "registry-"));
    const archive = path.join(folder, "image.tar");
    const layers = [tarFile({ base: Buffer.from("of all") }), tarFile({ job: Buffer.alloc(100_000, "own") })];
    let image: ServedImage;
    let server: Server;
    let registry: string;

    const listen = async (pullSeconds: number) => {
        server = throttledRegistry(image, pullSeconds);
        await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
        registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`;
    };

    before(async () => {
        fs.writeFileSync(archive, imageArchive(layers));
        image = await unknownImage(await readImage(archive));
    });
    beforeEach(() => listen(0.01));
    afterEach(() => server.close().closeAllConnections());
    after(() => fs.rmSync(folder, { recursive: true }));

    const pull = async (path: string) => {
        const answer = await fetch(`${registry}${path}`);
        return { status: answer.status, headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) };
    };

    it("serves a manifest by any tag and by its digest, and no other", async () => {
        const { status, headers, content } = await pull("/flink/manifests/slow");
        const digest = digestOf(content);
        assert.equal(status, 200);
        assert.equal(headers.get("content-type"), "application/vnd.oci.image.manifest.v1+json");
        assert.equal(headers.get("docker-content-digest"), digest);
        assert.deepEqual((await pull(`/flink/manifests/${digest}`)).content, content);
        assert.equal((await pull(`/flink/manifests/${digestOf(zeros)}`)).status, 404);
    });

    it("serves each layer under a digest of its own, followed by zeros", async () => {
        const manifest = JSON.parse((await pull("/flink/manifests/slow")).content.toString());
        const served = layers.map((layer) => Buffer.concat([layer, zeros]));
        assert.deepEqual(
            manifest.layers,
            served.map((layer) => ({ mediaType: tarLayer, digest: digestOf(layer), size: layer.length })),
        );
        for (const layer of served) {
            assert.deepEqual((await pull(`/flink/blobs/${digestOf(layer)}`)).content, layer);
        }
        assert.equal((await pull(`/flink/blobs/${digestOf(layers[0] as Buffer)}`)).status, 404);
    });

    it("serves the image's own configuration, with the digests of those layers", async () => {
        const manifest = JSON.parse((await pull("/flink/manifests/slow")).content.toString());
        const { content } = await pull(`/flink/blobs/${manifest.config.digest}`);
        const { config, rootfs, os: system } = JSON.parse(content.toString());
        assert.equal(digestOf(content), manifest.config.digest);
        assert.deepEqual(config, { Entrypoint: ["/start"] });
        assert.equal(system, "linux");
        const diffIds = manifest.layers.map(({ digest }: { digest: string }) => digest);
        assert.deepEqual(rootfs, { type: "layers", diff_ids: diffIds });
    });

    it("answers a HEAD with the length and no content", async () => {
        const [layer] = image.layers as [Blob];
        const answer = await fetch(`${registry}/flink/blobs/${layer.digest}`, { method: "HEAD" });
        assert.equal(answer.headers.get("content-length"), String(layer.lengthBytes));
        assert.equal((await answer.arrayBuffer()).byteLength, 0);
    });

    it("sends no byte of the image too early, on two connections at once", async () => {
        server.close();
        await listen(1.5);
        const begin = performance.now();
        await Promise.all(image.layers.map(({ digest }) => pull(`/flink/blobs/${digest}`)));
        // A second's worth may go at once; a timer may be early by less than a millisecond for each chunk.
        const seconds = (performance.now() - begin) / 1000;
        assert.ok(seconds > 0.48, `took ${seconds} s`);
    });

    it("says that it is a registry", async () => assert.equal((await pull("/")).status, 200));

    it("refuses to pad what is compressed", async () => {
        const { config, layers } = await readImage(archive);
        const gzip = `${tarLayer}+gzip`;
        await assert.rejects(
            unknownImage({ config, layers: layers.map((layer) => ({ ...layer, mediaType: gzip })) }),
            new Error(`${archive} has a layer of the type ${gzip}; only tar files are padded`),
        );
    });
});

describe("Throttle", () => {
    it("spreads what is sent over time, whoever asks, after a second's worth at once", () => {
        const throttle = new Throttle(1000);
        assert.deepEqual(
            [1000, 500, 500].map((bytes) => throttle.waitMs(bytes, 60_000)),
            [0, 500, 1000],
        );
    });

    it("makes up for a timer that is late", () => {
        const throttle = new Throttle(1000);
        throttle.waitMs(1500, 60_000);
        assert.equal(throttle.waitMs(500, 60_800), 200);
    });

    it("makes up for no more than a second of silence", () => {
        const throttle = new Throttle(1000);
        throttle.waitMs(1000, 60_000);
        assert.equal(throttle.waitMs(1500, 90_000), 500);
    });
});
