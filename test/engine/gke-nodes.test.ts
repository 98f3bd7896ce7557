import assert from "node:assert/strict";
import { join } from "node:path";
import { CloudStack } from "./support/cloud-stack";
import { startControlPlane, stopControlPlane } from "./support/control-plane";
import { levelFolder } from "./support/level-folder";
import { assertPermissionsCovered } from "./support/permissions";

const type = "gcp:container/nodePool:NodePool";

/** A cluster whose nodes are of families that come with local disks, some of the types without. */
const program = (taskManager: string) => `
    const { GkeCluster } = require("pulumi-flink-platform/gke");
    exports.uri = new GkeCluster("prod", {
        project: "acme-prod",
        region: "europe-west1",
        deletionProtection: false,
        nodes: {
            system: { architecture: "arm64" },
            jobManager: { instanceType: "c3-standard-8" },
            taskManager: ${taskManager},
        },
    }).stateStore.uri;`;

describe("a GKE cluster with nodes of families that come with local disks", function () {
    this.timeout(300_000);
    // One of its own: the storage class of another test's GKE cluster has the same name.
    const controlPlane = `engine-gke-nodes-${process.pid}`;
    let stack: CloudStack;
    before(async () => {
        const kubeconfig = join(levelFolder(), "gke-nodes-kubeconfig");
        await startControlPlane(controlPlane, kubeconfig);
        const disks = '{ instanceType: "c4-standard-24-lssd", localDisk: true }';
        stack = await CloudStack.create("gke-nodes", {}, { kubeconfig, program: program(disks) });
    });
    after(async () => {
        await stack.remove();
        await stopControlPlane(controlPlane);
    });

    it("keeps its pools when it is run again, also after a look at what Google has", async () => {
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        for (const options of [[], ["--refresh"]]) {
            const again = await stack.up("--expect-no-changes", ...options);
            assert.equal(again.code, 0, again.output);
        }
        assertPermissionsCovered("gke", stack.calls(), "prod");
    });

    it("makes the new pool before the old one goes, where the local disks change", async () => {
        stack.write(program('{ instanceType: "c4-standard-24" }'));
        stack.forget();
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        const changes = stack
            .calls()
            .filter((call) => call.type === type && ["create", "update", "delete"].includes(call.method))
            .filter(({ preview }) => preview !== true)
            .map(({ method, name }) => `${method} ${name}`);
        assert.deepEqual(changes, ["create prod-nodes-task-manager", "delete prod-nodes-task-manager"]);
        const gone = await stack.destroy("--exclude-protected");
        assert.equal(gone.code, 0, gone.output);
    });
});
