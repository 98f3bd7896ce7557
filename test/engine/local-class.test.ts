import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startControlPlane, stopControlPlane } from "./support/control-plane";
import { levelFolder } from "./support/level-folder";
import { assertPlain, failed, ScratchStack } from "./support/stack";

// The store's server would never be ready without a node: only a program that must not come so far has a binding.
const program = (bind: boolean) => `
    const { LocalCluster } = require("pulumi-flink-platform/local");
    const cluster = new LocalCluster("laptop", {
        kubeconfig: given.file,
        storageClassName: given.storageClassName,
        objectStore: { namespace: given.store },
    });
    if (${bind}) {
        const args = { namespace: given.namespace, serviceAccount: "flink", access: ["state:readWrite"], statePrefix: "jobs" };
        cluster.bindServiceAccount("jobs", args, { provider: cluster.provider });
    }`;

describe("the volume of the local store, where the cluster has no default class", () => {
    const store = "store-without-class";
    let stack: ScratchStack;
    // The level's own control plane gets default classes by the clouds' stacks.
    const controlPlane = `engine-classless-${process.pid}`;
    let file: string;
    const give = (storageClassName?: string) => stack.give({ file, store, storageClassName });
    const claim = async () => {
        const command = ["--kubeconfig", file, "--namespace", store, "get", "pvc", "s3-data", "-o", "json"];
        const { metadata, spec } = JSON.parse((await promisify(execFile)("kubectl", command)).stdout);
        return { uid: metadata.uid, storageClassName: spec.storageClassName };
    };
    let uid: string;

    before(async function () {
        this.timeout(120_000);
        file = join(levelFolder(), "classless");
        await startControlPlane(controlPlane, file);
        stack = await ScratchStack.create("local-class", program(true), file);
        give();
    });
    after(() => stopControlPlane(controlPlane));

    it("ends the run with words", async () => {
        const run = await stack.up();
        assert.equal(run.code, failed, run.output);
        assert.match(
            run.output,
            /LocalCluster "laptop": storageClassName is required, as the cluster has no default class; name one that "kubectl get storageclass" lists/,
        );
        const made = await claim();
        assert.equal(made.storageClassName, undefined);
        uid = made.uid;
    });

    it("gets the class that is then named", async () => {
        stack.write(program(false));
        give("fast");
        const run = await stack.up();
        assert.equal(run.code, 0, run.output);
        assertPlain(run);
        assert.deepEqual(await claim(), { uid, storageClassName: "fast" });
    });

    it("is never replaced: another class is an error", async () => {
        give("slow");
        const run = await stack.up();
        assert.equal(run.code, failed, run.output);
        assert.match(run.output, /PersistentVolumeClaim .*s3-data.* is invalid: spec: Forbidden: spec is immutable/s);
        assert.deepEqual(await claim(), { uid, storageClassName: "fast" });
    });

    it("stays as it is where the class is no longer named", async () => {
        give();
        const run = await stack.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await claim(), { uid, storageClassName: "fast" });
    });
});
