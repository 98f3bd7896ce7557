import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiOf, type Api } from "./support/api";
import { CloudStack } from "./support/cloud-stack";
import { PlayedJobs } from "./support/kubelet";
import { startControlPlane, stopControlPlane } from "./support/control-plane";
import { levelFolder } from "./support/level-folder";

const guid = "11111111-1111-4111-8111-111111111111";
const namespace = "flink-samples";

describe("the samples of an AKS cluster", function () {
    this.timeout(300_000);
    let stack: CloudStack;
    let api: Api;
    let jobs: PlayedJobs;
    let file: string;
    // On the level's own control plane the stack of `clouds.test.ts` has samples too.
    const controlPlane = `engine-samples-${process.pid}`;

    before(async () => {
        file = join(levelFolder(), "sample.txt");
        writeFileSync(file, "to be");
        const program = `
            const { AksCluster } = require("pulumi-flink-platform/aks");
            const cluster = new AksCluster("prod", {
                subscriptionId: "${guid}",
                tenantId: "${guid}",
                location: "westeurope",
                administrators: ["${guid}"],
                endpoint: { reachable: true },
                deletionProtection: false,
                stateStore: { samples: { "jobs/input/text.txt": ${JSON.stringify(file)} } },
            });
            exports.uri = cluster.stateStore.uri;`;
        const kubeconfig = join(levelFolder(), "samples-kubeconfig");
        await startControlPlane(controlPlane, kubeconfig);
        api = await apiOf(kubeconfig);
        jobs = new PlayedJobs(api, namespace);
        stack = await CloudStack.create("samples", {}, { kubeconfig, program });
    });
    after(async () => {
        await jobs.stop();
        stack.remove();
        await stopControlPlane(controlPlane);
    });

    /** Files that the pods of the present Job put into the store, by the text that each is to hold. */
    const texts = async () =>
        Object.values((await api.core.readNamespacedConfigMap({ namespace, name: "samples" })).data ?? {});
    const jobUid = async () => (await api.batch.readNamespacedJob({ namespace, name: "samples" })).metadata?.uid;

    it("fail the run with the last words of their pod, and are tried anew by the next one", async () => {
        jobs.failure = "putting jobs/input/text.txt: AuthorizationPermissionMismatch 403; given up after 900 s";
        const failed = await stack.up();
        assert.equal(failed.code, 1, failed.output);
        assert.ok(failed.output.includes(jobs.failure), failed.output);
        jobs.failure = undefined;
        const mended = await stack.up();
        assert.equal(mended.code, 0, mended.output);
        const { items } = await api.core.listNamespacedPod({ namespace });
        assert.deepEqual(
            items.map(({ status }) => status?.phase),
            ["Succeeded"],
        );
    });

    it("are left alone by a run that changes nothing", async () => {
        const { code, output } = await stack.up("--expect-no-changes");
        assert.equal(code, 0, output);
    });

    it("are put into the store anew when one changes", async () => {
        const before = await jobUid();
        writeFileSync(file, "not to be");
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.notEqual(await jobUid(), before);
        assert.deepEqual(await texts(), ["not to be"]);
    });

    it("hold up no destroy, and leave no right behind", async () => {
        const { code, output } = await stack.destroy("--exclude-protected");
        assert.equal(code, 0, output);
        const left = stack.account().filter((thing) => /roleassignment|roledefinition|federated/i.test(thing));
        // The account's own right to its key, which stays with it.
        assert.equal(left.length, 1, left.join("\n"));
        await assert.rejects(api.core.readNamespace({ name: namespace }), { code: 404 });
    });
});
