import assert from "node:assert/strict";
import * as http from "node:http";
import { listenOnNode } from "./support/cluster-node";
import { eventually, flinkRest, get, kubectl } from "./support/kubectl";
import { clusterBlock, flinkVersion, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "session";
const cluster = "shared";
/** The operator fetches the jobs' jar from here; release 1.7 takes plain HTTP. */
const jarPort = 5056;
const jarInImage = "/opt/flink/examples/streaming/StateMachineExample.jar";

const { readiness, checkpointIntervalSeconds, jobManager, taskManager } = stateMachine(namespace);
const sessionClusters = {
    [cluster]: {
        namespace,
        flinkVersion,
        checkpointIntervalSeconds,
        jobManager,
        taskManager: { ...taskManager, taskSlots: 4 },
        readiness,
    },
};

/** Id of a session job in Flink, and its state in the words of an acceptance test: `RUNNING/STABLE`. */
async function statusOf(job: string): Promise<{ readonly id: string; readonly state: string }> {
    const { status } = await get("flinksessionjob", job, "--namespace", namespace);
    return { id: status.jobStatus.jobId, state: `${status.jobStatus.state}/${status.lifecycleState}` };
}

/** State of each job that the cluster knows, by its id. */
async function statesInFlink(): Promise<Readonly<Record<string, string>>> {
    const { jobs } = await flinkRest(namespace, cluster, "/jobs/overview");
    return Object.fromEntries(jobs.map(({ jid, state }: { jid: string; state: string }) => [jid, state]));
}

async function aCheckpoint(id: string): Promise<void> {
    await eventually("a checkpoint", 60, async () => {
        const { counts } = await flinkRest(namespace, cluster, `/jobs/${id}/checkpoints`);
        return counts.completed > 0 ? counts : undefined;
    });
}

describe("a session cluster with two jobs", () => {
    const stack = new Stack(namespace);
    let jar: Buffer;
    const server = http.createServer((_, response) => response.end(jar));
    let host = "";
    const up = async (sessionJobs: Record<string, Record<string, unknown>>) => {
        const jobs = Object.entries(sessionJobs).map(([name, args]) => {
            const url = `http://${host}:${jarPort}/StateMachineExample.jar`;
            return [name, { sessionCluster: cluster, jar: url, readiness, ...args }];
        });
        stack.configure({
            cluster: clusterBlock(namespace),
            operator: sharedOperator,
            sessionClusters,
            sessionJobs: Object.fromEntries(jobs),
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    };

    before(async () => {
        await up({});
        const exec = ["exec", `deployment/${cluster}`, "--namespace", namespace, "--"];
        jar = Buffer.from(await kubectl(...exec, "base64", jarInImage), "base64");
        const [node] = await get("nodes");
        const { addresses } = node.status;
        host = addresses.find(({ type }: { type: string }) => type === "InternalIP").address;
        await listenOnNode(server, jarPort, "0.0.0.0");
    });
    after(async () => {
        await stack.destroy();
        server.close();
    });

    it("runs both on one JobManager", async () => {
        await up({ orders: {}, invoices: {} });
        const [orders, invoices] = [await statusOf("orders"), await statusOf("invoices")];
        assert.deepEqual([orders.state, invoices.state], ["RUNNING/STABLE", "RUNNING/STABLE"]);
        assert.deepEqual(await statesInFlink(), { [orders.id]: "RUNNING", [invoices.id]: "RUNNING" });
    });

    it("changes one through a savepoint, and leaves the other alone", async () => {
        const [orders, invoices] = [await statusOf("orders"), await statusOf("invoices")];
        await aCheckpoint(orders.id);
        await up({ orders: { parallelism: 2, upgradeMode: "savepoint" }, invoices: {} });
        const changed = await statusOf("orders");
        assert.equal(changed.state, "RUNNING/STABLE");
        assert.notEqual(changed.id, orders.id);
        assert.deepEqual(await statusOf("invoices"), invoices);
        const restored = await eventually("a restored state", 60, async () => {
            const { latest } = await flinkRest(namespace, cluster, `/jobs/${changed.id}/checkpoints`);
            return latest.restored ?? undefined;
        });
        assert.equal(restored.is_savepoint, true);
        const folder = `s3p://flink/${namespace}/${cluster}/savepoints/savepoint-`;
        assert.ok(restored.external_path.startsWith(folder), restored.external_path);
    });

    it("cancels one that is taken out", async () => {
        const [orders, invoices] = [await statusOf("orders"), await statusOf("invoices")];
        await up({ orders: { parallelism: 2, upgradeMode: "savepoint" } });
        await assert.rejects(get("flinksessionjob", "invoices", "--namespace", namespace), /not found/);
        const states = await statesInFlink();
        assert.deepEqual([states[orders.id], states[invoices.id]], ["RUNNING", "CANCELED"]);
    });

    it("is destroyed in order while a job runs, and leaves nothing", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        const jobGone = output.search(/FlinkSessionJob orders deleted/);
        const clusterGoes = output.search(/FlinkDeployment shared deleting/);
        assert.ok(jobGone >= 0 && jobGone < clusterGoes, output);
        await assert.rejects(get("namespace", namespace), /not found/);
    });
});
