import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterwards } from "./support/cast";
import { PlayedKubelet } from "./support/kubelet";
import { levelKubeconfig } from "./support/level-folder";
import { PlayedOperator } from "./support/operator";
import { PlayedSnapshots } from "./support/snapshots";
import { ScratchStack } from "./support/stack";

/** A platform whose operator is in the test's namespace, and a job in another one that the platform makes. */
const program = (parallelism: number, options: object = {}) => `
    const { FlinkPlatform, noBinding } = require("pulumi-flink-platform");
    const anywhere = { nodeSelector: {}, tolerations: [], architecture: "any" };
    const cluster = {
        ...platform().cluster,
        nodes: { system: anywhere, jobManager: anywhere, taskManager: anywhere },
        namespaceLabels: {},
        bindServiceAccount: () => noBinding,
    };
    const jobs = given.namespace + "-jobs";
    const operator = {
        namespace: given.namespace,
        namespaceExists: true,
        crds: { definitions: [] }, // the level has installed them
        watchNamespaces: given.watched ? [jobs] : [],
        configuration: ${JSON.stringify(options)},
    };
    const on = new FlinkPlatform("flink", { cluster, operator });
    const args = job(on, { namespace: jobs, upgradeMode: "savepoint", parallelism: ${parallelism} });
    const flinkConfiguration = { "state.checkpoints.dir": "s3p://state/c", "state.savepoints.dir": "s3p://state/s" };
    new FlinkDeployment("orders", { ...args, spec: { ...args.spec, flinkConfiguration } });`;

const asResources = { "kubernetes.operator.snapshot.resource.enabled": true };

/** The stack, up, with the parts of kubelet and operator played. */
async function deployed(name: string, watched: boolean, options: object = {}) {
    const stack = await ScratchStack.create(name, program(1, options));
    stack.give({ watched });
    await stack.api.installDefinition("1.15.0", "FlinkStateSnapshot");
    const jobs = `${stack.namespace}-jobs`;
    const snapshots = new PlayedSnapshots(stack.api, stack.namespace, jobs);
    const parts = [new PlayedKubelet(stack.api, stack.namespace), new PlayedOperator(stack.api, jobs), snapshots];
    parts.forEach((part) => afterwards(() => part.stop()));
    const up = await stack.up();
    assert.equal(up.code, 0, up.output);
    return { stack, jobs, snapshots };
}

async function upgrade(stack: ScratchStack, options: object = {}) {
    stack.write(program(2, options));
    const up = await stack.up();
    assert.equal(up.code, 0, up.output);
}

async function assertDestroyed(stack: ScratchStack, jobs: string) {
    const { code, output, seconds } = await stack.destroy();
    assert.equal(code, 0, output);
    assert.ok(seconds < 120, `${seconds} s`);
    await assert.rejects(stack.api.core.readNamespace({ name: jobs }), { code: 404 });
}

describe("pulumi destroy of a stack with its own operator, after a savepoint upgrade", () => {
    it("ends although a snapshot without an owner is left, if the operator looks after all namespaces", async () => {
        const { stack, jobs, snapshots } = await deployed("destroy-all", false, asResources);
        await upgrade(stack, asResources);
        assert.deepEqual(await snapshots.names(), ["orders-savepoint-upgrade-2"]);
        await assertDestroyed(stack, jobs);
    });

    it("ends with watched namespaces, as the operator leaves no snapshot", async () => {
        const { stack, jobs, snapshots } = await deployed("destroy-watched", true);
        await upgrade(stack);
        assert.deepEqual(await snapshots.names(), []);
        await assertDestroyed(stack, jobs);
    });
});

// The commands of docs/destroy.md, as they stand there.
const deleteSnapshots = "kubectl delete flinkstatesnapshots --all --namespace shop";
const freeSnapshots = `kubectl get flinkstatesnapshots --namespace shop --output name | xargs -I{} kubectl patch {} --namespace shop --type merge --patch '{"metadata":{"finalizers":null}}'`;

describe("snapshots that hold a namespace", () => {
    const shell = (command: string, namespace: string) =>
        promisify(execFile)("bash", ["-c", command.replaceAll("--namespace shop", `--namespace ${namespace}`)], {
            env: { ...process.env, KUBECONFIG: levelKubeconfig() },
        });

    it("are deleted by one command while the operator lives, and freed by another once it has gone", async () => {
        const { stack, jobs, snapshots } = await deployed("snapshots", false);
        await snapshots.create("mine");
        await shell(deleteSnapshots, jobs);
        assert.deepEqual(await snapshots.names(), []);

        await snapshots.stop();
        await snapshots.create("mine");
        await shell(`${deleteSnapshots} --wait=false`, jobs);
        assert.deepEqual(await snapshots.names(), ["mine"]);
        await shell(freeSnapshots, jobs);
        assert.deepEqual(await snapshots.names(), []);
        await assertDestroyed(stack, jobs);
    });
});
