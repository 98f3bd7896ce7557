import assert from "node:assert/strict";
import { nodePools } from "../../../src/clusters/shared/node-pools";
import { placements, poolTaints, spotPlacement, type NodeMarks } from "../../../src/clusters/shared/placement";

const marks: NodeMarks = {
    spotSelector: { capacity: "spot" },
    spotTaint: { key: "interruptible", value: "yes" },
    archTaint: { arm64: { key: "arch", value: "arm64" } },
};
const role = "flink-platform/role";
const tolerated = (key: string, value: string) => ({ key, value, effect: "NoSchedule", operator: "Equal" });

describe("placements", () => {
    it("lets pods of each role land on its nodes, and those of system nodes need no toleration", () =>
        assert.deepEqual(placements(nodePools(), marks), {
            system: { nodeSelector: { [role]: "system" }, tolerations: [], architecture: "amd64" },
            jobManager: {
                nodeSelector: { [role]: "job-manager" },
                tolerations: [tolerated(role, "job-manager")],
                architecture: "amd64",
            },
            taskManager: {
                nodeSelector: { [role]: "task-manager" },
                tolerations: [tolerated(role, "task-manager")],
                architecture: "amd64",
            },
        }));

    it("tolerates the taints of interruptible nodes and of the architecture", () =>
        assert.deepEqual(
            placements(nodePools({ taskManager: { spot: true, architecture: "arm64" } }), marks).taskManager,
            {
                nodeSelector: { [role]: "task-manager", capacity: "spot" },
                tolerations: [
                    tolerated(role, "task-manager"),
                    tolerated("interruptible", "yes"),
                    tolerated("arch", "arm64"),
                ],
                architecture: "arm64",
            },
        ));
});

describe("poolTaints", () => {
    it("leaves out the taint of the architecture, which the cloud sets", () => {
        const pools = nodePools({ taskManager: { spot: true, architecture: "arm64" } });
        assert.deepEqual(
            pools.map((pool) => poolTaints(pool, marks).map(({ key, value }) => `${key}=${value}`)),
            [[], [`${role}=job-manager`], [`${role}=task-manager`, "interruptible=yes"]],
        );
    });
});

describe("spotPlacement", () => {
    it("is the TaskManagers' nodes with the cloud's notice, if they are interruptible", () => {
        const pools = nodePools({ taskManager: { spot: true } });
        assert.deepEqual(spotPlacement(pools, marks, 30), {
            ...placements(pools, marks).taskManager,
            available: true,
            noticeSeconds: 30,
        });
    });

    it("is nowhere if no nodes are interruptible", () =>
        assert.deepEqual(spotPlacement(nodePools(), marks, 30), {
            nodeSelector: {},
            tolerations: [],
            architecture: "any",
            available: false,
            noticeSeconds: 0,
        }));
});
