import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { ArchivedImage, ArchivedLayer } from "./image-archive";

/** What a registry serves under a digest. */
export interface Blob {
    readonly mediaType: string;
    readonly digest: string;
    readonly lengthBytes: number;
    content(): AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** An image as a registry serves it. */
export interface ServedImage {
    readonly manifest: Blob;
    readonly config: Blob;
    readonly layers: readonly Blob[];
}

const mediaType = (kind: string) => `application/vnd.oci.image.${kind}`;

/** A reader of tar files stops at the end mark, so that a further block of zeros changes the digest and no file. */
const padding = Buffer.alloc(512);

/**
 * The same image under other digests. A node that has the image knows none of its parts and pulls them all.
 *
 * @throws Error for a compressed layer: what is appended to that is no part of its tar file
 */
export async function unknownImage(image: ArchivedImage): Promise<ServedImage> {
    const layers: Blob[] = [];
    for (const layer of image.layers) {
        layers.push(await padded(layer));
    }
    const diffIds = layers.map(({ digest }) => digest);
    const config = document("config.v1+json", { ...image.config, rootfs: { type: "layers", diff_ids: diffIds } });
    const manifest = document("manifest.v1+json", {
        schemaVersion: 2,
        mediaType: mediaType("manifest.v1+json"),
        config: descriptor(config),
        layers: layers.map(descriptor),
    });
    return { manifest, config, layers };
}

const descriptor = ({ mediaType, digest, lengthBytes }: Blob) => ({ mediaType, digest, size: lengthBytes });

function document(kind: string, value: object): Blob {
    const text = Buffer.from(JSON.stringify(value));
    const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    return { mediaType: mediaType(kind), digest, lengthBytes: text.length, content: () => [text] };
}

async function padded(layer: ArchivedLayer): Promise<Blob> {
    if (layer.mediaType !== mediaType("layer.v1.tar")) {
        throw new Error(`${layer.archive} has a layer of the type ${layer.mediaType}; only tar files are padded`);
    }
    const { archive, offsetBytes, lengthBytes } = layer;
    const content = async function* () {
        yield* createReadStream(archive, { start: offsetBytes, end: offsetBytes + lengthBytes - 1 });
        yield padding;
    };
    const hash = createHash("sha256");
    for await (const chunk of content()) {
        hash.update(chunk);
    }
    const digest = `sha256:${hash.digest("hex")}`;
    return { mediaType: layer.mediaType, digest, lengthBytes: lengthBytes + padding.length, content };
}
