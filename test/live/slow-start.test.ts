import assert from "node:assert/strict";
import type { Server } from "node:http";
import * as path from "node:path";
import type { Ended } from "../support/command";
import { playUntilStopped } from "../support/play-until-stopped";
import { listenOnNode, removeFromNode } from "./support/cluster-node";
import { readImage } from "./support/image-archive";
import { get, jobState } from "./support/kubectl";
import { clusterBlock, patientLeader, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";
import { throttledRegistry } from "./support/throttled-registry";
import { unknownImage } from "./support/unknown-image";
import { root } from "./support/workspace";

const namespace = "slow-start";
/** A container runtime speaks to a registry of this host name without TLS. */
const registryPort = 5055;
const repository = `localhost:${registryPort}/flink`;
const pullSeconds = 80;
const readiness = { timeoutSeconds: 600 };
/** What no start may take less than, or it has not been slow. */
const slowSeconds = 60;

/** The only JobManager pod of a job, once there is one. */
async function jobManagerPod(job: string): Promise<any> {
    const selector = `app=${job},component=jobmanager`;
    const [pod] = await get("pods", "--namespace", namespace, "--selector", selector);
    return pod;
}

const isJobManagerOf = (job: string, labels: Record<string, string>) =>
    labels["app"] === job && labels["component"] === "jobmanager";

/** When a pod's container began to run, in milliseconds since 1970. */
function startOf(pod: any): number | undefined {
    const startedAt = pod?.status.containerStatuses?.[0]?.state.running?.startedAt;
    return startedAt === undefined ? undefined : Date.parse(startedAt);
}

/** So little that the JVM needs over a minute until it answers, also on a fast machine: there a fifth of a core took 45 s. */
const slowJobManager = {
    jobManager: { memoryMiB: 1024, cpu: 0.05, cpuLimit: 0.12 },
    checkpointIntervalSeconds: 30, // each takes it a part of that little
    flinkConfiguration: patientLeader(120, 100),
};

/** Watches for how long a JobManager's container runs while the operator does not call it ready. */
class UnreadyTime {
    /** A lower bound: that of the last look that found it so. */
    seconds = 0;
    readonly stop: () => Promise<void>;

    constructor(job: string) {
        this.stop = playUntilStopped(1000, async () => {
            const lookMs = Date.now();
            // In one call: on a busy machine each takes seconds, in which the JobManager may come up.
            const found: any[] = await get("flinkdeployments,pods", "--namespace", namespace);
            const deployment = found.find(({ kind, metadata }) => kind === "FlinkDeployment" && metadata.name === job);
            const startMs = startOf(
                found.find(({ kind, metadata }) => kind === "Pod" && isJobManagerOf(job, metadata.labels)),
            );
            if (startMs !== undefined && deployment?.status?.jobManagerDeploymentStatus !== "READY") {
                this.seconds = (lookMs - startMs) / 1000;
            }
        });
    }
}

describe("pulumi up of jobs that start well but slowly", () => {
    const stack = new Stack(namespace);
    let registry: Server;
    let removeImage: () => Promise<void>;
    let ended: Ended;
    let unreadySeconds: number;

    before(async function () {
        this.timeout(15 * 60 * 1000);
        const image = await unknownImage(await readImage(path.join(root, ".tools", "images", "flink.tar")));
        // The node keeps its images from one cluster to the next, this one under three names.
        removeImage = () =>
            removeFromNode(`${repository}:slow`, `${repository}@${image.manifest.digest}`, image.config.digest);
        await removeImage();
        registry = throttledRegistry(image, pullSeconds);
        await listenOnNode(registry, registryPort);
        stack.configure({
            cluster: clusterBlock(namespace),
            operator: sharedOperator,
            applications: {
                "slow-image": { ...stateMachine(namespace), image: `${repository}:slow`, readiness },
                "slow-jobmanager": { ...stateMachine(namespace), ...slowJobManager, readiness },
            },
        });
        const unready = new UnreadyTime("slow-jobmanager");
        ended = await stack.up();
        await unready.stop();
        unreadySeconds = unready.seconds;
    });
    after(async () => {
        await stack.destroy();
        registry.close().closeAllConnections();
        await removeImage();
    });

    it("is green", async () => {
        assert.equal(ended.code, 0, ended.output);
        assert.equal(await jobState(namespace, "slow-image"), "RUNNING/STABLE");
        assert.equal(await jobState(namespace, "slow-jobmanager"), "RUNNING/STABLE");
    });

    it("waits for an image that takes over a minute to pull", async () => {
        const pod = await jobManagerPod("slow-image");
        const seconds = ((startOf(pod) ?? 0) - Date.parse(pod.metadata.creationTimestamp)) / 1000;
        assert.ok(seconds > slowSeconds, `the container ran after ${seconds} s`);
    });

    it("waits for a JobManager that takes over a minute to answer", () => {
        assert.ok(unreadySeconds > slowSeconds, `it was last seen unready after ${unreadySeconds} s`);
    });
});
