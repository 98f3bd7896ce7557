// npm run repeat:gcs -- [MINUTES]: a job of Flink that keeps its state on Cloud Storage and writes files there, with processes
// of 1024 MiB, against fake-gcs-server behind a proxy that refuses what the grants of a binding on GKE do not permit. It is
// not part of `make test`, as what it needs are hundreds of megabytes:
// - FAKE_GCS_SERVER, the program of the Go module github.com/fsouza/fake-gcs-server;
// - FLINK_HOME, a folder with `lib` and `bin` of Flink 2.0.0, flink-connector-datagen in `lib` and flink-gs-fs-hadoop in
//   `plugins/gs-fs-hadoop`. The first two are in PyPI's apache-flink-libraries, the others in Maven Central.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import { eventually } from "../live/support/kubectl";
import { google, place } from "../support/gke-mocks";
import { gcsJudge } from "../support/policies/gcs-judge";
import type { Judge } from "../support/policies/judge";
import { judgingProxy, type Judged } from "../support/policies/judging-proxy";
import { madeGrants } from "../support/policies/made-grants";
import { record, valueOf } from "../support/record";
import { FlinkProcesses } from "./flink-processes";

const flinkVersion = "2.0.0";
const namespace = "orders";
const bucket = "acme-prod-prod-state";
const ports = { store: 14443, rest: 18081 } as const;

/** What the cluster module makes for a namespace: grants, and Flink's options. */
async function bindingOfNamespace() {
    let options: Readonly<Record<string, string>> = {};
    const resources = await record(async () => {
        const cluster = new GkeCluster("prod", place);
        const access = ["state:readWrite"] as const;
        const subject = { namespace, serviceAccount: "flink", access, statePrefix: namespace };
        const binding = cluster.bindServiceAccount("jobs", subject, {});
        const all = {
            ...cluster.stateStore.flinkConfiguration(flinkVersion),
            ...binding.flinkConfiguration(flinkVersion),
        };
        options = await valueOf(pulumi.output(all));
    }, google);
    const member = `/subject/ns/${namespace}/sa/flink`;
    const grants = madeGrants(resources).filter((grant) => grant.member.endsWith(member));
    return { grants, member: grants[0]?.member ?? assert.fail("no grant"), options };
}

/**
 * Answers a client that asks how much of an interrupted upload has arrived: nothing has, so that it sends all again.
 * fake-gcs-server takes the question for the upload's end, and makes an empty object.
 */
function knowingUploads(judge: Judge): Judge {
    return {
        ...judge,
        judge: (request) =>
            request.method === "PUT" && request.headers["content-range"] === "bytes */*"
                ? { operation: "question about an upload", refused: [], answer: { status: 308, headers: {}, body: "" } }
                : judge.judge(request),
    };
}

/** A job whose state grows, and that writes files. */
const job = `
CREATE TABLE numbers (id INT, amount INT, text STRING) WITH (
    'connector' = 'datagen', 'rows-per-second' = '500', 'fields.id.min' = '1', 'fields.id.max' = '1000000',
    'fields.text.length' = '100')

CREATE TABLE files (id INT, amount INT, text STRING) WITH (
    'connector' = 'filesystem', 'path' = 'gs://${bucket}/${namespace}/output', 'format' = 'csv',
    'sink.rolling-policy.rollover-interval' = '10 s', 'sink.rolling-policy.check-interval' = '2 s')

CREATE TABLE nowhere (id INT, total BIGINT, text STRING) WITH ('connector' = 'blackhole')

EXECUTE STATEMENT SET BEGIN
INSERT INTO files SELECT id, amount, text FROM numbers;
INSERT INTO nowhere SELECT id, SUM(amount), MAX(text) FROM numbers GROUP BY id;
END
`;

/** Options of two processes of 1024 MiB that reach the store without an identity, which the proxy knows. */
const optionsOfProcesses = (store: string) => ({
    "fs.gs.storage.root.url": store,
    "gs.storage.root.url": store,
    "fs.gs.auth.type": "UNAUTHENTICATED",
    "fs.gs.auth.null.enable": "true",
    "fs.gs.auth.service.account.enable": "false",
    "jobmanager.rpc.address": "127.0.0.1",
    "rest.address": "127.0.0.1",
    "rest.port": String(ports.rest),
    "jobmanager.memory.process.size": "1024m",
    "taskmanager.memory.process.size": "1024m",
    "taskmanager.numberOfTaskSlots": "2",
    "parallelism.default": "2",
    "state.backend.type": "rocksdb",
    "execution.checkpointing.incremental": "true",
    "execution.checkpointing.dir": `gs://${bucket}/${namespace}/files/checkpoints`,
    "execution.checkpointing.interval": "5 s",
    "restart-strategy.type": "disable", // a failure is the end, and not one of many
});

const rest = async (target: string): Promise<any> => (await fetch(`http://127.0.0.1:${ports.rest}${target}`)).json();
const storeUrl = `http://127.0.0.1:${ports.store}`;

async function main(home: string, server: string, minutes: number): Promise<void> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gcs-"));
    const { grants, member, options } = await bindingOfNamespace();
    const judged: Judged[] = [];
    const proxy = judgingProxy(storeUrl, knowingUploads(gcsJudge(grants, member)), (one) => judged.push(one));
    proxy.keepAliveTimeout = 0; // a connection that is closed as its client sends would be a fault of the harness
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const listening = ["-scheme", "http", "-host", "127.0.0.1", "-port", String(ports.store), "-backend", "memory"];
    const named = ["-external-url", address, "-public-host", new URL(address).host, "-log-level", "warn"];
    const store = spawn(server, [...listening, ...named], { stdio: "inherit" });
    const flink = new FlinkProcesses(
        home,
        folder,
        { ...options, ...optionsOfProcesses(address) },
        { GOOGLE_CLOUD_PROJECT: place.project },
    );
    try {
        await eventually("the store", 60, async () => {
            const body = JSON.stringify({ name: bucket });
            const made = await fetch(`${storeUrl}/storage/v1/b?project=p`, { method: "POST", body });
            return made.status === 200 ? true : undefined;
        });
        flink.start();
        await eventually("a TaskManager", 400, async () =>
            (await rest("/overview")).taskmanagers === 1 ? true : undefined,
        );
        fs.writeFileSync(path.join(folder, "job.sql"), job);
        await flink.sql(path.join(folder, "job.sql"));
        await eventually("the job's tasks", 400, async () => {
            const tasks = (await rest("/jobs/overview")).jobs[0]?.tasks;
            return tasks !== undefined && tasks.running === tasks.total ? true : undefined;
        });
        const before = await checkpoints(); // one that comes before all tasks run is not taken, which Flink counts as failed
        await sleep(minutes * 60_000);
        await report(judged, folder, { running: flink.isRunning(), failedBefore: before.counts.failed });
    } finally {
        flink.stop();
        store.kill();
        proxy.close().closeAllConnections();
    }
}

/** Names of the objects below a folder of the bucket, as the store itself lists them. */
async function objects(prefix: string): Promise<string[]> {
    const listed = await fetch(`${storeUrl}/storage/v1/b/${bucket}/o?prefix=${encodeURIComponent(prefix)}`);
    const { items = [] } = (await listed.json()) as { items?: { name: string }[] };
    return items.map(({ name }) => name);
}

/** What Flink says of the only job's checkpoints. */
async function checkpoints(): Promise<any> {
    const { jobs } = await rest("/jobs/overview");
    return rest(`/jobs/${jobs[0].jid}/checkpoints`);
}

/** Says what was asked for and what came of it; a job that does not write checkpoints and files without refusal is an error. */
async function report(
    judged: readonly Judged[],
    folder: string,
    { running, failedBefore }: { readonly running: boolean; readonly failedBefore: number },
): Promise<void> {
    const { jobs } = await rest("/jobs/overview");
    const [{ state }] = jobs;
    const { counts } = await checkpoints();
    const files = await objects(`${namespace}/output/`);
    const times = new Map<string, number>();
    for (const { operation, status, target } of judged) {
        const key = `${status} ${operation}${target.includes(".inprogress") ? " of an unfinished file" : ""}`;
        times.set(key, (times.get(key) ?? 0) + 1);
    }
    const refused = judged.filter((one) => one.refused.length > 0);
    console.log(`logs: ${folder}`, { state, running, counts, files: files.length }, times, refused.slice(0, 10));
    assert.deepEqual([state, running, refused.length, counts.failed], ["RUNNING", true, 0, failedBefore]);
    assert.ok(counts.completed > 5 && files.length > 5, "too few checkpoints or files");
}

const { FLINK_HOME = "", FAKE_GCS_SERVER = "" } = process.env;
main(FLINK_HOME, FAKE_GCS_SERVER, Number(process.argv[2] ?? 10)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
