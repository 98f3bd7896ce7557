// Reads a namespace's part of the local cluster's object store from outside, through a port that kubectl forwards.
import { execFileSync, spawn } from "node:child_process";
import { AwsClient } from "aws4fetch";

/** Runs kubectl and returns what it prints. */
export function kubectl(...args) {
    return execFileSync("kubectl", args, { encoding: "utf8", maxBuffer: 64 * 2 ** 20 });
}

/** A client with the keys that a namespace's jobs have. */
export function clientOf(jobs) {
    const secret = JSON.parse(kubectl("-n", jobs, "get", "secret", "flink-object-store", "-o", "json")).data;
    const plain = (key) => Buffer.from(secret[key], "base64").toString();
    return new AwsClient({
        accessKeyId: plain("accessKeyId"),
        secretAccessKey: plain("secretAccessKey"),
        service: "s3",
        region: "us-east-1",
    });
}

/**
 * Calls `use` with the part of the store that a namespace's jobs reach; the forwarded port is closed again whatever happens.
 *
 * @param namespace the store's own namespace.
 */
export async function withObjectStore(jobs, use, namespace = "flink-object-store") {
    const service = kubectl("-n", namespace, "get", "service", "-l", `flink-platform/namespace=${jobs}`, "-o", "name");
    const { url, close } = await forward(namespace, service.trim(), 7070);
    const client = clientOf(jobs);
    try {
        return await use({
            url,
            client,
            list: (bucket, prefix) => list(client, `${url}/${bucket}`, prefix),
            read: async (bucket, key) => (await call(client, `${url}/${bucket}/${key}`)).text(),
        });
    } finally {
        close();
    }
}

async function call(client, address) {
    const answer = await client.fetch(address);
    if (!answer.ok) {
        throw new Error(`object store: ${answer.status} for ${address}: ${await answer.text()}`);
    }
    return answer;
}

/** Every object below a prefix, page by page: `{ key, bytes, modified }`. */
async function list(client, bucketUrl, prefix) {
    const objects = [];
    let token = "";
    do {
        const continuation = token === "" ? "" : `&continuation-token=${encodeURIComponent(token)}`;
        const query = `list-type=2&prefix=${encodeURIComponent(prefix)}${continuation}`;
        const page = await (await call(client, `${bucketUrl}?${query}`)).text();
        for (const [, entry] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
            objects.push({
                key: tag(entry, "Key"),
                bytes: Number(tag(entry, "Size")),
                modified: tag(entry, "LastModified"),
            });
        }
        token = tag(page, "NextContinuationToken");
    } while (token !== "");
    return objects;
}

const tag = (xml, name) => new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(xml)?.[1] ?? "";

/** Forwards a free local port to a Service of the store. */
function forward(namespace, service, port) {
    const child = spawn("kubectl", ["-n", namespace, "port-forward", service, `:${port}`], {
        stdio: ["ignore", "pipe", "pipe"],
    });
    return new Promise((resolve, reject) => {
        let problem = "";
        child.stderr.on("data", (text) => (problem += text));
        child.on("exit", () => reject(new Error(`kubectl port-forward ended: ${problem}`)));
        child.stdout.on("data", (text) => {
            const local = /127\.0\.0\.1:(\d+)/.exec(String(text))?.[1];
            if (local !== undefined) {
                resolve({ url: `http://127.0.0.1:${local}`, close: () => child.kill() });
            }
        });
    });
}
