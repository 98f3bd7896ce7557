import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { serverName } from "../../src/clusters/local/object-server";
import { eventually, flinkRest, get, jobState, kubectl } from "./support/kubectl";
import { sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";
import { workspace } from "./support/workspace";

type ObjectStore = typeof import("../../tools/object-store.mjs", { with: { "resolution-mode": "import" } });
/** What a namespace's jobs reach of the store. */
interface Part {
    readonly url: string;
    readonly client: {
        fetch(address: string, options?: { method: string; body: string }): Promise<{ status: number }>;
    };
    list(bucket: string, prefix: string): Promise<readonly unknown[]>;
    read(bucket: string, key: string): Promise<string>;
}
let tools: ObjectStore;
before(async () => (tools = await import("../../tools/object-store.mjs")));

const store = "store-kept";
const [namespace, neighbour, outside] = ["kept", "kept-too", "kept-outside"];
const job = "orders";
const input = "kept/input/sample.txt";

const apply = async (...items: object[]) => {
    const file = path.join(workspace, "local-store-objects.json");
    fs.writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
    await kubectl("apply", "--filename", file);
};
const checkpoints = async (where: string) => {
    const { jobs } = await flinkRest(where, job, "/jobs/overview");
    return { id: jobs[0].jid, ...(await flinkRest(where, job, `/jobs/${jobs[0].jid}/checkpoints`)) };
};
const completed = (where: string, count: number) =>
    eventually(`checkpoint ${count}`, 60, async () => {
        const found = await checkpoints(where);
        return found.counts.completed >= count ? found : undefined;
    });
const uidOf = async (...object: string[]) => (await get(...object)).metadata.uid;
const pods = async () => (await get("pods", "--namespace", store)).map(({ metadata }: any) => metadata.name);
/** Uses a namespace's part of the store with its keys. */
const part = <T>(jobs: string, use: (part: Part) => Promise<T>) => tools.withObjectStore(jobs, use, store);

describe("the store of a local cluster, kept when the stack is destroyed", () => {
    const stack = new Stack("local-store");
    const existing = new Stack("local-store-existing");
    const sample = path.join(workspace, "local-store-sample.txt");
    const orders = (change: object = {}) => ({
        [job]: { ...stateMachine(namespace), savepointOnDelete: true, ...change },
    });
    const up = async (applications: object = orders()) => {
        const samples = { [input]: sample };
        stack.configure({
            cluster: { cloud: "local", objectStore: { namespace: store, keepOnDestroy: true, samples } },
            operator: { ...sharedOperator, watchNamespaces: [namespace, neighbour] },
            applications,
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    };
    let volume: string;

    before(async () => {
        // The newest default class wins; the cluster's own is called "standard".
        const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
        const named = { metadata: { name: "another", annotations }, provisioner: "kubernetes.io/host-path" };
        await apply({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", ...named });
        fs.writeFileSync(sample, "one");
        await up();
        volume = await uidOf("pvc", "s3-data", "--namespace", store);
    });
    after(async () => {
        await existing.destroy();
        await stack.destroy();
        await kubectl("delete", "namespace", store, outside, "--ignore-not-found", "--wait=false");
    });

    it("lies on a volume of the cluster's default class", async () => {
        const { spec, status } = await get("pvc", "s3-data", "--namespace", store);
        assert.deepEqual([spec.storageClassName, status.phase], ["another", "Bound"]);
    });

    it("lets a namespace's keys reach its own part and no other", async () => {
        await completed(namespace, 1);
        await part(namespace, async ({ url, client, list }) => {
            assert.ok((await list("flink", `${namespace}/${job}/checkpoints/`)).length > 0);
            const stranger = tools.clientOf(neighbour);
            assert.equal((await stranger.fetch(`${url}/flink?list-type=2`)).status, 403);
            assert.equal(
                (await client.fetch(`${url}/flink/kept/input/next.txt`, { method: "PUT", body: "b" })).status,
                200,
            );
        });
        await part(neighbour, async ({ list }) => assert.deepEqual(await list("flink", ""), []));
    });

    it("takes a new sample without a failed checkpoint", async () => {
        const [before, oldPods] = [await checkpoints(namespace), await pods()];
        fs.writeFileSync(sample, "two");
        await up();
        assert.equal(await part(namespace, ({ read }) => read("flink", input)), "two");
        const after = await completed(namespace, before.counts.completed + 5);
        // Before all its tasks run a job counts checkpoints as failed.
        const { failed } = before.counts;
        assert.deepEqual([after.id, after.counts.failed, after.latest.restored], [before.id, failed, null]);
        const kept = (await pods()).filter((name: string) => oldPods.includes(name));
        assert.equal(kept.length, 1, "only the server with the sample is replaced");
    });

    it("is there after a destroy, and the next stack's job starts from a savepoint in it", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        await assert.rejects(get("namespace", namespace), /not found/);
        assert.deepEqual(await pods(), []);
        await up({});
        const kept = await part(namespace, ({ list }) => list("flink", `${namespace}/${job}/savepoints/`));
        const metadata = kept.find(({ key }: { key: string }) => key.endsWith("/_metadata"));
        assert.ok(metadata !== undefined, "no savepoint");
        const savepoint = `s3p://flink/${path.posix.dirname(metadata.key)}`;
        await up(orders({ initialSavepointPath: savepoint }));
        assert.equal(await uidOf("pvc", "s3-data", "--namespace", store), volume);
        assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
        const { restored } = (await checkpoints(namespace)).latest;
        assert.deepEqual([restored.is_savepoint, restored.external_path], [true, savepoint]);
    });

    it("serves, as any S3 service, another stack that names it as an existing one", async () => {
        const { accessKeyId, secretAccessKey } = (await get("secret", "flink-object-store", "--namespace", neighbour))
            .data;
        const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
        const secret = { metadata: { name: "keys", namespace: outside }, data: keys };
        await apply(
            { apiVersion: "v1", kind: "Namespace", metadata: { name: outside } },
            { apiVersion: "v1", kind: "Secret", ...secret },
        );
        const endpoint = `http://${serverName(neighbour, "flink")}.${store}.svc:7070`;
        existing.configure({
            cluster: { cloud: "local", objectStore: { existing: { endpoint, bucket: "flink", secretName: "keys" } } },
            operator: sharedOperator,
            existingNamespaces: [outside],
            applications: { [job]: stateMachine(outside) },
        });
        const { code, output } = await existing.up();
        assert.equal(code, 0, output);
        const { latest } = await completed(outside, 1);
        assert.ok(latest.completed.external_path.startsWith(`s3p://flink/${outside}/${job}/checkpoints/`));
    });
});
