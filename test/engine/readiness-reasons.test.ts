import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { stage } from "./support/cast";
import type { Play } from "./support/operator";
import { errorsOf, failed, type ScratchStack } from "./support/stack";

const one = (timeoutSeconds: number) => `
    new FlinkDeployment("orders", job(platform(), { readiness: { timeoutSeconds: ${timeoutSeconds} } }));`;

/** The resource, as soon as it is there. */
async function appeared(stack: ScratchStack): Promise<any> {
    for (;;) {
        const [resource] = await stack.api.listDeployments(stack.namespace);
        if (resource !== undefined) {
            return resource;
        }
        await sleep(100);
    }
}

/** A pod of a job's JobManager, as the kubelet reports it. */
function jobManagerPod(stack: ScratchStack, name: string, status: Parameters<ScratchStack["api"]["createPod"]>[3]) {
    return stack.api.createPod(stack.namespace, `${name}-1`, { app: name, component: "jobmanager" }, status);
}

const mainContainer = { name: "flink-main-container", image: "flink:none", imageID: "", ready: false, restartCount: 0 };

const closing = (stack: string) => `${stack}-dev: 1 job is not in the state asked for: orders`;

describe("pulumi up with an error of the first second that the operator keeps", () => {
    // As seen of operator 1.15.0: the volume is there a second later, and the error stays until the job runs.
    const error = JSON.stringify({
        type: "org.apache.flink.kubernetes.operator.exception.DeploymentFailedException",
        message: 'MountVolume.SetUp failed for volume "flink-config-volume": configmap "flink-config-orders" not found',
        additionalMetadata: { reason: "FailedMount" },
        throwableList: [],
    });
    const kept: Play = [
        [
            [0, "DEPLOYED RECONCILING ERROR", { error }],
            [16, "DEPLOYED RECONCILING DEPLOYING", { error }],
            [80, "DEPLOYED CREATED READY", { error }],
            [90, "STABLE RUNNING READY"],
        ],
    ];

    it("is green for a JobManager and an image that take more than a minute", async () => {
        const program = `
            const on = platform();
            new FlinkDeployment("slow-start", job(on, { readiness: {} }));
            new FlinkDeployment("slow-image", job(on, { readiness: {} }));`;
        const { stack } = await stage("kept-error", program, { "slow-start": kept, "slow-image": kept });
        const ended = stack.up();
        await appeared(stack);
        await jobManagerPod(stack, "slow-start", {
            phase: "Running",
            containerStatuses: [{ ...mainContainer, state: { running: {} } }],
        });
        await jobManagerPod(stack, "slow-image", {
            phase: "Pending",
            conditions: [{ type: "PodReadyToStartContainers", status: "True" }],
            containerStatuses: [{ ...mainContainer, state: { waiting: { reason: "ContainerCreating" } } }],
        });
        const up = await ended;
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        assert.ok(up.seconds > 90, `${up.seconds} s`);
    });
});

describe("pulumi up names the reason", () => {
    it("of the container, for an image that does not exist", async () => {
        const error = JSON.stringify({
            type: "DeploymentFailedException",
            message: "ImagePullBackOff",
            throwableList: [],
        });
        const plays: Record<string, Play> = { orders: [[[0, "DEPLOYED RECONCILING ERROR", { error }]]] };
        const { stack } = await stage("image", one(120), plays);
        const ended = stack.up();
        await appeared(stack);
        await stack.api.createPod(
            stack.namespace,
            "orders-1",
            { app: "orders", component: "jobmanager" },
            {
                phase: "Pending",
                containerStatuses: [
                    {
                        name: "flink-main-container",
                        image: "flink:none",
                        imageID: "",
                        ready: false,
                        restartCount: 0,
                        state: {
                            waiting: { reason: "ImagePullBackOff", message: 'Back-off pulling image "flink:none"' },
                        },
                    },
                ],
            },
        );
        const up = await ended;
        assert.deepEqual(
            [up.code, errorsOf(up)],
            [
                failed,
                [
                    closing("image"),
                    'orders: FlinkDeployment "orders": the JobManager does not start: ImagePullBackOff; ' +
                        'pod orders-1: container flink-main-container ImagePullBackOff: Back-off pulling image "flink:none"',
                ],
            ],
            up.output,
        );
        assert.ok(up.seconds > 60 && up.seconds < 110, `${up.seconds} s`);
    });

    it("of the scheduler, for memory that no node has, at the timeout", async () => {
        const { stack } = await stage("memory", one(12), { orders: [[[0, "DEPLOYED CREATED READY"]]] });
        const ended = stack.up();
        await appeared(stack);
        const message = "0/1 nodes are available: 1 Insufficient memory.";
        await stack.api.createPod(
            stack.namespace,
            "orders-taskmanager-1-1",
            { app: "orders", component: "taskmanager" },
            {
                phase: "Pending",
                conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }],
            },
        );
        const up = await ended;
        assert.deepEqual(
            [up.code, errorsOf(up)],
            [
                failed,
                [
                    closing("memory"),
                    'orders: FlinkDeployment "orders": not running after 12 s: DEPLOYED, JobManager READY, job CREATED; ' +
                        `pod orders-taskmanager-1-1: Unschedulable: ${message}`,
                ],
            ],
            up.output,
        );
    });

    it("of an event, for a Flink version that the operator leaves without a status", async () => {
        const { stack } = await stage("event", one(60), { orders: [[]] });
        const ended = stack.up();
        const resource = await appeared(stack);
        await stack.api.createWarning(resource, "UnsupportedFlinkVersion", "Flink version v1_14 is not supported");
        const up = await ended;
        const reason =
            'orders: FlinkDeployment "orders": the operator refuses it: Flink version v1_14 is not supported';
        assert.deepEqual([up.code, errorsOf(up)], [failed, [closing("event"), reason]], up.output);
    });

    it("of the job, for a main class that throws, with an operator that writes no observed generation", async () => {
        const error = JSON.stringify({
            type: "org.apache.flink.util.SerializedThrowable",
            message: "The main method caused an error",
            throwableList: [
                {
                    type: "org.apache.flink.util.SerializedThrowable",
                    message: "java.lang.IllegalStateException: no topic",
                },
            ],
        });
        const plays: Record<string, Play> = {
            orders: [
                [
                    [0, "DEPLOYED RECONCILING DEPLOYING", { old: true }],
                    [3, "FAILED FAILED READY", { old: true, error }],
                ],
            ],
        };
        const { stack } = await stage("main", one(60), plays);
        const up = await stack.up();
        const reason =
            'orders: FlinkDeployment "orders": the job failed: The main method caused an error; ' +
            "root cause: java.lang.IllegalStateException: no topic";
        assert.deepEqual([up.code, errorsOf(up)], [failed, [closing("main"), reason]], up.output);
    });
});
