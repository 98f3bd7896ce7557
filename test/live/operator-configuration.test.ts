import assert from "node:assert/strict";
import { eventually, get, kubectl } from "./support/kubectl";
import { clusterBlock, release } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "operator-two";

/** The operator's pod and ConfigMap, as far as a restart or a replacement would show. */
async function identity(): Promise<{ podStarted: string; configMapUid: string }> {
    const pods = await get(
        "pods",
        "--namespace",
        namespace,
        "--selector",
        "app.kubernetes.io/name=flink-kubernetes-operator",
    );
    const staying = pods.filter(({ metadata }: any) => metadata.deletionTimestamp === undefined);
    assert.equal(staying.length, 1);
    const configMap = await get("configmap", "flink-operator-config", "--namespace", namespace);
    return { podStarted: staying[0].status.startTime, configMapUid: configMap.metadata.uid };
}

const log = () => kubectl("logs", "--namespace", namespace, "deployment/flink-kubernetes-operator");

describe("a change of the operator's configuration", () => {
    const stack = new Stack("operator-configuration");
    const up = async (operator: Record<string, unknown>) => {
        stack.configure({
            cluster: clusterBlock(namespace),
            operator: { release, namespace, labelSelector: { "flink-platform/operator": "two" }, ...operator },
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    };
    const interval = (value: string) => ({ "kubernetes.operator.reconcile.interval": value });

    before(() => up({ watchNamespaces: ["watched-a"], configuration: interval("11 s") }));
    after(() => stack.destroy());

    it("takes effect without a restart for a key that the operator reloads", async () => {
        const before = await identity();
        await up({ watchNamespaces: ["watched-a"], configuration: interval("12 s") });
        await eventually("the new interval in the operator's log", 120, async () =>
            /reconcile\.interval.*12 s/.test(await log()) ? true : undefined,
        );
        assert.deepEqual(await identity(), before);
    });

    it("watches another namespace without a restart", async () => {
        const before = await identity();
        await up({ watchNamespaces: ["watched-a", "watched-b"], configuration: interval("12 s") });
        await eventually("the new namespace in the operator's log", 120, async () =>
            /watched-b/.test(await log()) ? true : undefined,
        );
        assert.deepEqual(await identity(), before);
    });

    it("restarts the operator, on the same ConfigMap, for a key that it reads at its start", async () => {
        const before = await identity();
        await up({
            watchNamespaces: ["watched-a", "watched-b"],
            configuration: { ...interval("12 s"), "kubernetes.operator.reconcile.parallelism": 7 },
        });
        const after = await identity();
        assert.notEqual(after.podStarted, before.podStarted);
        assert.equal(after.configMapUid, before.configMapUid);
    });
});
