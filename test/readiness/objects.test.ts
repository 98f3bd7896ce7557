import assert from "node:assert/strict";
import { observe, type Details, type EventObject, type FlinkDeploymentObject } from "../../src/readiness/objects";
import type { PodObject } from "../../src/readiness/pods";

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

const none: Details = { events: [], pulling: [], pods: [] };

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
            jobManagerUnderway: false,
        });
        const deleting = {
            ...resource,
            status: null,
            metadata: { ...resource.metadata, deletionTimestamp: "2026-01-01T11:00:00Z" },
        };
        assert.deepEqual(observe(deleting, none), {
            generation: 2,
            deleting: true,
            warnings: [],
            pods: [],
            jobManagerUnderway: false,
        });
    });

    it("keeps the resource's own warnings since its spec last changed, oldest first", () => {
        const events = [
            warning({ reason: "Newer", lastTimestamp: new Date("2026-01-01T10:40:00Z") }),
            warning(),
            warning({ reason: "OfAnother", uid: "uid-2" }),
            warning({ reason: "Ordinary", type: "Normal" }),
            warning({ reason: "OfTheSpecBefore", lastTimestamp: "2026-01-01T10:29:57Z" }),
        ];
        assert.deepEqual(observe(resource, { events, pulling: [], pods: [] }).warnings, [
            { reason: "Missing", message: "gone", spanSeconds: 60 },
            { reason: "Newer", message: "gone", spanSeconds: 540 },
        ]);
    });

    it("allows for clocks that differ by two seconds, and counts no time before the change", () => {
        const events = [warning({ firstTimestamp: "2026-01-01T09:00:00Z", lastTimestamp: "2026-01-01T10:29:58Z" })];
        assert.deepEqual(observe(resource, { events, pulling: [], pods: [] }).warnings, [
            { reason: "Missing", message: "gone", spanSeconds: 0 },
        ]);
    });

    it("reads events that carry one time only", () => {
        const events = [warning({ firstTimestamp: null, lastTimestamp: null, eventTime: "2026-01-01T10:31:00Z" })];
        assert.deepEqual(observe(resource, { events, pulling: [], pods: [] }).warnings, [
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
    const restarted = (restartCount: number, state: object, lastState: object) => ({
        containerStatuses: [{ name: "flink-main-container", restartCount, state, lastState }],
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
            "a crash loop whose container runs just now",
            restarted(3, { running: {} }, { terminated: { exitCode: 1, reason: "Error", message: "boom\n" } }),
            {
                kind: "container",
                text: "container flink-main-container was restarted 3 times; it ended with Error (exit code 1): boom",
            },
        ],
        [
            "a crash loop whose container has just ended again",
            restarted(
                4,
                { terminated: { exitCode: 1, reason: "Error", message: "boom again\n" } },
                { terminated: { exitCode: 1, reason: "Error", message: "boom\n" } },
            ),
            {
                kind: "container",
                text: "container flink-main-container was restarted 4 times; it ended with Error (exit code 1): boom again",
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
            assert.deepEqual(observe(resource, { events: [], pulling: [], pods: [pod(status)] }).pods, [
                { pod: "orders-jobmanager", process: "JobManager", ...expected },
            ]);
        });
    }

    it("tells TaskManagers from JobManagers, and leaves other clusters' pods alone", () => {
        const broken = container({ waiting: { reason: "ErrImagePull" } });
        const pods = [pod(broken, "taskmanager"), pod(broken, "jobmanager", "payments")];
        assert.deepEqual(observe(resource, { events: [], pulling: [], pods }).pods, [
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
            pod(restarted(2, { running: {} }, { terminated: { exitCode: 1 } })),
            pod(restarted(3, { running: {} }, { terminated: { exitCode: 1 } }), "taskmanager"),
            pod({ conditions: [{ type: "PodScheduled", status: "True" }] }),
            pod({}),
        ];
        assert.deepEqual(observe(resource, { events: [], pulling: [], pods }).pods, []);
    });

    const creating = { waiting: { reason: "ContainerCreating" } };
    const prepared = (status: string) => ({
        ...container(creating),
        conditions: [{ type: "PodReadyToStartContainers", status }],
    });
    const running = (restartCount: number) => ({
        containerStatuses: [{ name: "flink-main-container", restartCount, state: { running: {} } }],
    });
    const cases: readonly { what: string; underway: boolean; its: PodObject; pulling?: readonly string[] }[] = [
        { what: "a container that runs", underway: true, its: pod(running(0)) },
        { what: "a container that runs after two crashes", underway: true, its: pod(running(2)) },
        { what: "a container in a crash loop that runs just now", underway: false, its: pod(running(3)) },
        { what: "volumes that are there", underway: true, its: pod(prepared("True")) },
        { what: "volumes that are missing", underway: false, its: pod(prepared("False")) },
        {
            what: "an image that is pulled, on a cluster without the condition",
            underway: true,
            its: pod(container(creating)),
            pulling: ["orders-jobmanager"],
        },
        {
            what: "another pod's image that is pulled",
            underway: false,
            its: pod(container(creating)),
            pulling: ["orders-taskmanager"],
        },
        {
            what: "an image that cannot be pulled",
            underway: false,
            its: pod(container({ waiting: { reason: "ErrImagePull" } })),
            pulling: ["orders-jobmanager"],
        },
        { what: "a TaskManager alone", underway: false, its: pod(running(0), "taskmanager") },
        { what: "another cluster's JobManager", underway: false, its: pod(running(0), "jobmanager", "payments") },
    ];
    for (const { what, underway, its, pulling = [] } of cases) {
        it(`sees ${underway ? "a" : "no"} JobManager on its way by ${what}`, () =>
            assert.equal(observe(resource, { events: [], pulling, pods: [its] }).jobManagerUnderway, underway));
    }

    it("sees no JobManager on its way in the pod of the spec before, which is being deleted", () => {
        const old = pod(running(0));
        const pods = [{ ...old, metadata: { ...old.metadata, deletionTimestamp: "2026-01-01T11:00:00Z" } }];
        assert.equal(observe(resource, { events: [], pulling: [], pods }).jobManagerUnderway, false);
    });
});
