import assert from "node:assert/strict";
import { join } from "node:path";
import type { Call } from "../doubles/calls";
import { apiOf } from "./support/api";
import { cloudCases } from "./support/cloud-cases";
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

    describe("the log group of an EKS cluster that is gone", function () {
        this.timeout(300_000);

        it("is taken over by the next one, and outlives it too", async () => {
            const program = `
            const { EksCluster } = require("pulumi-flink-platform/eks");
            exports.uri = new EksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true }, deletionProtection: false }).stateStore.uri;`;
            await defineNodes();
            const stack = await CloudStack.create("log-group", {}, { kubeconfig, program });
            const group = "/aws/eks/prod/cluster";
            stack.place({ type: "aws:cloudwatch/logGroup:LogGroup", id: group, inputs: { name: group } });
            const up = await stack.up();
            assert.equal(up.code, 0, up.output);
            const changes = () =>
                stack
                    .calls()
                    .filter(({ name, method, preview }) => name === logs && isChange(method) && preview !== true);
            assert.deepEqual(
                changes().map(({ method, inputs }) => [method, inputs?.["retentionInDays"]]),
                [["update", 90]],
            );
            const unchanged = await stack.up("--expect-no-changes");
            assert.equal(unchanged.code, 0, unchanged.output);
            stack.forget();
            const gone = await stack.destroy("--exclude-protected");
            assert.equal(gone.code, 0, gone.output);
            assert.deepEqual(changes(), []);
            assert.ok(stack.account().includes(`aws:cloudwatch/logGroup:LogGroup ${group}`));
            stack.remove();
        });
    });

    describe("an EKS cluster whose API is late", function () {
        this.timeout(300_000);

        it("is waited for in its first run, and not asked in later ones", async () => {
            const program = `
            const { EksCluster } = require("pulumi-flink-platform/eks");
            const administrators = ["arn:aws:iam::123456789012:role/platform"];
            const args = { region: "eu-west-1", endpoint: { reachable: true }, administrators, deletionProtection: false };
            exports.uri = new EksCluster("prod", args).stateStore.uri;`;
            await defineNodes();
            const stack = await CloudStack.create("late-api", {}, { kubeconfig, program });
            stack.profile({ silentSeconds: 6, strangerSeconds: 8 });
            const first = await stack.up();
            assert.equal(first.code, 0, first.output);
            assert.match(first.output, /waiting for the Kubernetes API: /);
            stack.forget();
            const later = await stack.up("--expect-no-changes");
            assert.equal(later.code, 0, later.output);
            assert.doesNotMatch(later.output, /waiting for the Kubernetes API/);
            const gone = await stack.destroy("--exclude-protected");
            assert.equal(gone.code, 0, gone.output);
            stack.remove();
        });
    });
});

/** Makes what Auto Mode defines in a cluster, where an earlier test has not. */
async function defineNodes(): Promise<void> {
    const api = await apiOf(kubeconfig);
    for (const definition of cloudCases.find(({ cloud }) => cloud === "eks")?.definitions ?? []) {
        await api.installCloudDefinition(...definition).catch((error: { code?: unknown }) => {
            if (error.code !== 409) {
                throw error;
            }
        });
    }
}

const logs = "prod-control-plane-logs";
const isChange = (method: Call["method"]) => ["create", "update", "delete"].includes(method);

const ofGroup = ({ type, preview }: Call) => type === "aws:eks/nodeGroup:NodeGroup" && preview !== true;
