import assert from "node:assert/strict";
import { join } from "node:path";
import type { Call } from "../doubles/calls";
import { CloudStack } from "./support/cloud-stack";
import { startControlPlane, stopControlPlane } from "./support/control-plane";
import { levelFolder } from "./support/level-folder";
import { assertPermissionsCovered } from "./support/permissions";

// On the level's own control plane the stack of `clouds.test.ts` has a cluster of the same name.
const controlPlane = `engine-eks-${process.pid}`;
let kubeconfig: string;

describe("EKS clusters", () => {
    before(async () => {
        kubeconfig = join(levelFolder(), "eks-kubeconfig");
        await startControlPlane(controlPlane, kubeconfig);
    });
    after(() => stopControlPlane(controlPlane));

    describe("an EKS cluster with node groups", function () {
        this.timeout(300_000);

        const program = (nodes: object) => `
        const { EksCluster } = require("pulumi-flink-platform/eks");
        const args = { region: "eu-west-1", endpoint: { reachable: true }, compute: "nodeGroups", deletionProtection: false };
        exports.uri = new EksCluster("prod", { ...args, nodes: ${JSON.stringify(nodes)} }).stateStore.uri;`;

        it("finishes after a group that came up half-way, and takes more nodes and fewer", async () => {
            const stack = await CloudStack.create("node-groups", {}, { kubeconfig, program: program({}) });
            const message = "NodeCreationFailure: 1 of 2 instances failed to join the cluster";
            stack.faults({ method: "create", type: "aws:eks/nodeGroup:NodeGroup", times: 1, partial: true, message });
            const half = await stack.up();
            assert.equal(half.code, 1, half.output);
            assert.ok(half.output.includes(message), half.output);
            const whole = await stack.up();
            assert.equal(whole.code, 0, whole.output);
            const unchanged = await stack.up("--expect-no-changes");
            assert.equal(unchanged.code, 0, unchanged.output);
            for (const bounds of [
                { minNodes: 2, maxNodes: 10 },
                { minNodes: 3, maxNodes: 10 },
                { minNodes: 1, maxNodes: 2 },
            ]) {
                stack.write(program({ taskManager: bounds }));
                const resized = await stack.up();
                assert.equal(resized.code, 0, resized.output);
                assert.deepEqual(stack.calls("update").findLast(ofGroup)?.inputs?.["scalingConfig"], {
                    minSize: bounds.minNodes,
                    maxSize: bounds.maxNodes,
                    desiredSize: bounds.minNodes,
                });
            }
            const gone = await stack.destroy("--exclude-protected");
            assert.equal(gone.code, 0, gone.output);
            assertPermissionsCovered("eks", stack.calls(), "prod");
            stack.remove();
        });
    });
});

const ofGroup = ({ type, preview }: Call) => type === "aws:eks/nodeGroup:NodeGroup" && preview !== true;
