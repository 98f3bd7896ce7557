import assert from "node:assert/strict";
import {
    observe,
    type Details,
    type EventObject,
    type FlinkDeploymentObject,
    type PodObject,
} from "../../src/application/readiness-objects";

const resource: FlinkDeploymentObject = {
    metadata: {
        name: "orders",
        uid: "uid-1",
        generation: 2,
        creationTimestamp: "2026-01-01T10:00:00Z",
        managedFields: [
            { time: "2026-01-01T10:30:00Z", fieldsV1: { "f:spec": {} } },
            { time: "2026-01-01T10:50:00Z", fieldsV1: { "f:metadata": {} } },
            { time: "2026-01-01T10:55:00Z", subresource: "status", fieldsV1: { "f:spec": {} } },
        ],
    },
    status: { lifecycleState: "DEPLOYED" },
};

const none: Details = { events: [], pods: [] };

function warning(changes: Partial<EventObject> & { readonly uid?: string } = {}): EventObject {
    const { uid, ...rest } = changes;
    return {
        involvedObject: { uid: uid ?? "uid-1" },
        type: "Warning",
        reason: "Missing",
        message: "gone",
        firstTimestamp: "2026-01-01T10:31:00Z",
        lastTimestamp: "2026-01-01T10:32:00Z",
        ...rest,
    };
}

describe("observe", () => {
    it("takes generation, status and deletion from the resource", () => {
        assert.deepEqual(observe(resource, none), {
            generation: 2,
            deleting: false,
            status: { lifecycleState: "DEPLOYED" },
            warnings: [],
            pods: [],
        });
        const deleting = {
            ...resource,
            status: null,
            metadata: { ...resource.metadata, deletionTimestamp: "2026-01-01T11:00:00Z" },
        };
        assert.deepEqual(observe(deleting, none), { generation: 2, deleting: true, warnings: [], pods: [] });
    });

    it("keeps the resource's own warnings since its spec last changed, oldest first", () => {
        const events = [
            warning({ reason: "Newer", lastTimestamp: new Date("2026-01-01T10:40:00Z") }),
            warning(),
            warning({ reason: "OfAnother", uid: "uid-2" }),
            warning({ reason: "Ordinary", type: "Normal" }),
            warning({ reason: "OfTheSpecBefore", lastTimestamp: "2026-01-01T10:29:57Z" }),
        ];
        assert.deepEqual(observe(resource, { events, pods: [] }).warnings, [
            { reason: "Missing", message: "gone", spanSeconds: 60 },
            { reason: "Newer", message: "gone", spanSeconds: 540 },
        ]);
    });

    it("allows for clocks that differ by two seconds, and counts no time before the change", () => {
        const events = [warning({ firstTimestamp: "2026-01-01T09:00:00Z", lastTimestamp: "2026-01-01T10:29:58Z" })];
        assert.deepEqual(observe(resource, { events, pods: [] }).warnings, [
            { reason: "Missing", message: "gone", spanSeconds: 0 },
        ]);
    });

    it("reads events that carry one time only", () => {
        const events = [warning({ firstTimestamp: null, lastTimestamp: null, eventTime: "2026-01-01T10:31:00Z" })];
        assert.deepEqual(observe(resource, { events, pods: [] }).warnings, [
            { reason: "Missing", message: "gone", spanSeconds: 0 },
        ]);
    });

    const pod = (status: PodObject["status"], component = "jobmanager", app = "orders"): PodObject => ({
        metadata: { name: `${app}-${component}`, labels: { app, component } },
        status,
    });
    const container = (state: object, lastState: object = {}) => ({
        containerStatuses: [{ name: "flink-main-container", state, lastState }],
    });

    for (const [what, status, expected] of [
        [
            "a pod that no node takes",
            { conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/1 nodes" }] },
            { kind: "unschedulable", text: "Unschedulable: 0/1 nodes" },
        ],
        [
            "an image that cannot be pulled",
            container({ waiting: { reason: "ErrImagePull", message: "not found" } }),
            { kind: "container", text: "container flink-main-container ErrImagePull: not found" },
        ],
        [
            "a container that crashes, with its last words",
            container(
                { waiting: { reason: "CrashLoopBackOff" } },
                { terminated: { exitCode: 1, reason: "Error", message: "boom\n" } },
            ),
            {
                kind: "container",
                text: "container flink-main-container CrashLoopBackOff; it ended with Error (exit code 1): boom",
            },
        ],
        [
            "a container that crashes, with the exception in the end of its log",
            container(
                { waiting: { reason: "CrashLoopBackOff" } },
                {
                    terminated: {
                        exitCode: 1,
                        reason: "Error",
                        message:
                            "Starting\nCaused by: java.lang.ClassNotFoundException: a.Main\n\tat a.Error.b\nStopped\n",
                    },
                },
            ),
            {
                kind: "container",
                text: "container flink-main-container CrashLoopBackOff; it ended with Error (exit code 1): Caused by: java.lang.ClassNotFoundException: a.Main",
            },
        ],
        [
            "a container that was killed",
            container(
                { waiting: { reason: "CrashLoopBackOff" } },
                { terminated: { exitCode: 137, reason: "OOMKilled" } },
            ),
            {
                kind: "container",
                text: "container flink-main-container CrashLoopBackOff; it ended with OOMKilled (exit code 137)",
            },
        ],
        [
            "an init container",
            {
                initContainerStatuses: [
                    { name: "fetch", state: { waiting: { reason: "CreateContainerConfigError", message: "secret" } } },
                ],
            },
            { kind: "container", text: "container fetch CreateContainerConfigError: secret" },
        ],
    ] as const) {
        it(`names ${what}`, () => {
            assert.deepEqual(observe(resource, { events: [], pods: [pod(status)] }).pods, [
                { pod: "orders-jobmanager", process: "JobManager", ...expected },
            ]);
        });
    }

    it("tells TaskManagers from JobManagers, and leaves other clusters' pods alone", () => {
        const broken = container({ waiting: { reason: "ErrImagePull" } });
        const pods = [pod(broken, "taskmanager"), pod(broken, "jobmanager", "payments")];
        assert.deepEqual(observe(resource, { events: [], pods }).pods, [
            {
                pod: "orders-taskmanager",
                process: "TaskManager",
                kind: "container",
                text: "container flink-main-container ErrImagePull",
            },
        ]);
    });

    it("finds nothing wrong with pods that run or are on their way", () => {
        const pods = [
            pod(container({ waiting: { reason: "ContainerCreating" } })),
            pod(container({ waiting: { reason: "PodInitializing" } })),
            pod(container({ running: {} })),
            pod({ conditions: [{ type: "PodScheduled", status: "True" }] }),
            pod({}),
        ];
        assert.deepEqual(observe(resource, { events: [], pods }).pods, []);
    });
});
