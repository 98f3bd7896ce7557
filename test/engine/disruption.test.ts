import assert from "node:assert/strict";
import { afterwards, stage } from "./support/cast";
import { Evictions } from "./support/evictions";
import { PlayedKubelet } from "./support/kubelet";

const program = (args: string, more = "") => `
    const on = platformWithStore();
    new FlinkApplication("orders", {
        platform: on,
        namespace: given.namespace,
        jar: "local:///orders.jar",
        readiness: { timeoutSeconds: 60 },
        ${args}
    });
    ${more}`;

const tooMany = "Cannot evict pod as it would violate the pod's disruption budget.";

async function staged(name: string, source: string) {
    const { stack } = await stage(name, source);
    const up = await stack.up();
    assert.equal(up.code, 0, up.output);
    const kubelet = new PlayedKubelet(stack.api, stack.namespace);
    afterwards(() => kubelet.stop());
    return { stack, evictions: new Evictions(stack.api, stack.namespace) };
}

describe("a drain of nodes with the pods of a job", () => {
    it("evicts two JobManagers one after the other, and ends", async () => {
        const { evictions } = await staged("drain-job-managers", program("jobManager: { replicas: 2 },"));
        await evictions.makeJobManagers("orders", 2);
        const [first = "", second = ""] = await evictions.untilReady("jobmanager", 2);
        assert.deepEqual(await evictions.statusOf("orders-jobmanager", 2), {
            expectedPods: 2,
            desiredHealthy: 1,
            disruptionsAllowed: 1,
        });
        assert.deepEqual(await evictions.evict(first), [201]);
        // Its successor is ready within moments here, and the budget knows of the eviction at once.
        const [code, message] = await evictions.evict(second);
        assert.ok(code === 201 || (code === 429 && message === tooMany), `${code} ${message}`);
        await evictions.untilReady("jobmanager", 2);
        await evictions.statusOf("orders-jobmanager", 2);
        const left = (await evictions.readyPods("jobmanager")).find((pod) => pod !== first) ?? "";
        assert.deepEqual(await evictions.evict(left), [201]);
    });

    it("evicts the only JobManager, and every TaskManager of a job in native mode", async () => {
        const { evictions } = await staged("drain-native", program("parallelism: 2,"));
        const uid = await evictions.makeJobManagers("orders", 1);
        await evictions.makeTaskManager("orders", uid, "orders-taskmanager-1-1");
        await evictions.makeTaskManager("orders", uid, "orders-taskmanager-1-2");
        const [jobManager = ""] = await evictions.untilReady("jobmanager", 1);
        const taskManagers = await evictions.untilReady("taskmanager", 2);
        for (const pod of [jobManager, ...taskManagers]) {
            assert.deepEqual(await evictions.evict(pod), [201]);
        }
    });

    it("leaves as many TaskManagers as must stay until Flink has made others", async () => {
        const { evictions } = await staged(
            "drain-task-managers",
            program("parallelism: 3, disruption: { taskManager: { minAvailable: 2 } },"),
        );
        const uid = await evictions.makeJobManagers("orders", 1);
        for (const number of [1, 2, 3]) {
            await evictions.makeTaskManager("orders", uid, `orders-taskmanager-1-${number}`);
        }
        const [first = "", second = ""] = await evictions.untilReady("taskmanager", 3);
        assert.deepEqual(await evictions.statusOf("orders-taskmanager", 3), {
            expectedPods: 3,
            desiredHealthy: 2,
            disruptionsAllowed: 1,
        });
        assert.deepEqual(await evictions.evict(first), [201]);
        assert.deepEqual(await evictions.evict(second), [429, tooMany]);
        await evictions.makeTaskManager("orders", uid, "orders-taskmanager-1-4");
        await evictions.untilReady("taskmanager", 3);
        await evictions.statusOf("orders-taskmanager", 3);
        assert.deepEqual(await evictions.evict(second), [201]);
    });
});

describe("Kubernetes", () => {
    const budget = (name: string, bound: string) => `
        new k8s.policy.v1.PodDisruptionBudget("${name}", {
            metadata: { name: "${name}", namespace: given.namespace },
            spec: { ${bound}, selector: { matchLabels: { app: "orders", component: "taskmanager" } } },
        }, { provider: on.cluster.provider });`;

    it("takes the JobManagers for the number of TaskManagers in native mode", async () => {
        const { evictions } = await staged("budget-native", program("", budget("own", "maxUnavailable: 1")));
        const uid = await evictions.makeJobManagers("orders", 1);
        for (const number of [1, 2, 3]) {
            await evictions.makeTaskManager("orders", uid, `orders-taskmanager-1-${number}`);
        }
        await evictions.untilReady("taskmanager", 3);
        assert.deepEqual(await evictions.statusOf("own", 3), {
            expectedPods: 1,
            desiredHealthy: 0,
            disruptionsAllowed: 3,
        });
    });

    it("evicts no pod that has two budgets", async () => {
        const source = program(
            "parallelism: 3, disruption: { taskManager: { minAvailable: 1 } },",
            budget("own", "minAvailable: 1"),
        );
        const { stack, evictions } = await staged("budgets-two", source);
        const uid = await evictions.makeJobManagers("orders", 1);
        for (const number of [1, 2, 3]) {
            await evictions.makeTaskManager("orders", uid, `orders-taskmanager-1-${number}`);
        }
        const [first = ""] = await evictions.untilReady("taskmanager", 3);
        await evictions.statusOf("own", 3);
        assert.deepEqual(await evictions.evict(first), [
            500,
            "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
        ]);
        stack.write(
            program(
                "parallelism: 3, disruption: { taskManager: { enabled: false } },",
                budget("own", "minAvailable: 1"),
            ),
        );
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        await evictions.statusOf("own", 3);
        assert.deepEqual(await evictions.evict(first), [201]);
    });
});
