import * as fs from "node:fs/promises";

/** Where a file's bytes lie in an archive. */
interface Place {
    readonly offsetBytes: number;
    readonly lengthBytes: number;
}

/** A layer that stays in its archive. */
export interface ArchivedLayer extends Place {
    readonly archive: string;
    readonly mediaType: string;
}

/** An image in an OCI archive, as https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md has it. */
export interface ArchivedImage {
    /** Architecture, command, environment and so on. */
    readonly config: any;
    /** The lowest first. */
    readonly layers: readonly ArchivedLayer[];
}

/** Reads the first image of an archive; of its layers no more than where they are. */
export async function readImage(archive: string): Promise<ArchivedImage> {
    const file = await fs.open(archive);
    try {
        const places = await placesIn(file);
        const placeOf = (name: string) => {
            const place = places.get(name);
            if (place === undefined) {
                throw new Error(`${archive} is not an OCI image archive: it has no ${name}`);
            }
            return place;
        };
        const json = async (name: string) => JSON.parse((await read(file, placeOf(name))).toString());
        const index = await json("index.json");
        const manifest = await json(blobName(index.manifests[0]));
        const layers: any[] = manifest.layers;
        return {
            config: await json(blobName(manifest.config)),
            layers: layers.map((layer) => ({ archive, mediaType: layer.mediaType, ...placeOf(blobName(layer)) })),
        };
    } finally {
        await file.close();
    }
}

const blobName = ({ digest }: { readonly digest: string }) => `blobs/${digest.replace(":", "/")}`;

// The format is that of https://www.gnu.org/software/tar/manual/html_node/Standard.html: a header of one block, then the
// content in whole blocks. A blob's name fits the header's first field, so that no extension is needed.
const blockBytes = 512;

async function placesIn(file: fs.FileHandle): Promise<Map<string, Place>> {
    const places = new Map<string, Place>();
    let offsetBytes = 0;
    for (;;) {
        const header = await read(file, { offsetBytes, lengthBytes: blockBytes });
        const field = (from: number, to: number) => header.toString("latin1", from, to).replace(/\0.*$/s, "");
        const name = field(0, 100);
        if (name === "") {
            return places;
        }
        const place = { offsetBytes: offsetBytes + blockBytes, lengthBytes: parseInt(field(124, 136), 8) };
        places.set(name, place);
        offsetBytes = place.offsetBytes + Math.ceil(place.lengthBytes / blockBytes) * blockBytes;
    }
}

async function read(file: fs.FileHandle, { offsetBytes, lengthBytes }: Place): Promise<Buffer> {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lengthBytes), 0, lengthBytes, offsetBytes);
    return buffer.subarray(0, bytesRead);
}
