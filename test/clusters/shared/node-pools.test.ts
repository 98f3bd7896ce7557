import assert from "node:assert/strict";
import { smallestInstanceType, type InstanceType } from "../../../src/clusters/shared/instance-types";
import { nodePoolProblems } from "../../../src/clusters/shared/node-pool-checks";
import { nodePools, type NodesArgs } from "../../../src/clusters/shared/node-pools";

const type = (name: string, vcpus: number, memoryGiB: number, more: Partial<InstanceType> = {}): InstanceType => ({
    name,
    vcpus,
    memoryGiB,
    architecture: "amd64",
    localDisk: false,
    ...more,
});
const catalogue = [
    type("large", 8, 64),
    type("general", 8, 32),
    type("small", 2, 8),
    type("middle", 4, 16),
    type("general-arm", 8, 32, { architecture: "arm64" }),
];

describe("nodePools", () => {
    it("has a pool for each role, on demand and for amd64", () => {
        const shared = { instanceType: undefined, architecture: "amd64", diskGiB: 100, localDisk: false, spot: false };
        assert.deepEqual(nodePools(), [
            { ...shared, role: "system", vcpus: 2, memoryGiB: 8, minNodes: 2, maxNodes: 4 },
            { ...shared, role: "jobManager", vcpus: 4, memoryGiB: 16, minNodes: 0, maxNodes: 10 },
            { ...shared, role: "taskManager", vcpus: 8, memoryGiB: 32, minNodes: 0, maxNodes: 20 },
        ]);
    });

    it("lets a larger minimum raise the default maximum", () =>
        assert.equal(nodePools({ taskManager: { minNodes: 50 } })[2]?.maxNodes, 50));

    it("takes the smallest type that holds what is asked for", () =>
        assert.deepEqual(
            nodePools({ taskManager: { architecture: "arm64" }, jobManager: { memoryGiB: 33 } }).map(
                (pool) => smallestInstanceType(pool, catalogue)?.name,
            ),
            ["small", "large", "general-arm"],
        ));
});

describe("nodePoolProblems", () => {
    const rows: [string, NodesArgs, string[]][] = [
        ["the defaults", {}, []],
        ["a named type", { taskManager: { instanceType: "anything" } }, []],
        [
            "no processors and a tiny disk",
            { jobManager: { vcpus: 0, diskGiB: 10 } },
            [
                "nodes.jobManager.vcpus must be a whole number of at least 1, got 0",
                "nodes.jobManager.diskGiB must be a whole number of at least 30, got 10",
            ],
        ],
        [
            "a minimum above the maximum",
            { taskManager: { minNodes: 3, maxNodes: 2 } },
            ["nodes.taskManager.maxNodes must be at least minNodes (3), got 2"],
        ],
        [
            "more than any type has",
            { taskManager: { vcpus: 1000, localDisk: true } },
            [
                "nodes.taskManager needs 1000 vcpus and 32 GiB on amd64 with a local disk, which no known type has; name one with instanceType",
            ],
        ],
        [
            "a size beside a type",
            { system: { instanceType: "small", memoryGiB: 8 } },
            ["nodes.system.memoryGiB cannot be combined with instanceType, got 8; remove one of them"],
        ],
        [
            "interruptible JobManagers",
            { jobManager: { spot: true } as object },
            ["nodes.jobManager.spot must be false, got true; only TaskManagers can be interrupted"],
        ],
    ];
    for (const [title, args, expected] of rows) {
        it(`${expected.length > 0 ? "rejects" : "takes"} ${title}`, () =>
            assert.deepEqual(
                nodePoolProblems(args, catalogue).map(({ path, problem }) => `${path} ${problem}`),
                expected,
            ));
    }
});
