import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LocalCluster, type LocalObjectStoreArgs } from "../../../src/clusters/local/cluster";
import { FlinkOperator } from "../../../src/platform/operator/operator";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { namesOf, record } from "../../support/record";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

/** Lines of the error that a program ends with; none if it ends well. */
async function findingsOf(program: () => unknown): Promise<string[]> {
    return record(program).then(
        () => [],
        (error: Error) => error.message.split("\n"),
    );
}

describe("two operators in one cluster", () => {
    it("by two platforms with the defaults are refused before anything of the second is made", async () => {
        assert.deepEqual(
            await findingsOf(() => {
                const cluster = fakeCluster();
                new FlinkPlatform("a", { cluster });
                new FlinkPlatform("b", { cluster });
            }),
            [
                'FlinkPlatform "b": operator.namespace is that of FlinkPlatform "a" too, got "flink-operator"; let one platform serve all jobs of the cluster, or choose another',
                'FlinkPlatform "b": operator.crds must be those that FlinkPlatform "a" installs, got nothing; take its operator\'s crds',
                'FlinkPlatform "b": operator.watchNamespaces has all namespaces in common with FlinkPlatform "a", so that two operators would run one job; divide the namespaces, or give both a labelSelector with another value for one label',
            ],
        );
    });

    it("must not look after one job", async () => {
        const beside = (watchNamespaces: string[]) =>
            findingsOf(() => {
                const { crds } = new FlinkOperator("a", { watchNamespaces: ["orders", "shop"] });
                new FlinkOperator("b", { namespace: "second", watchNamespaces, ...(crds && { crds }) });
            });
        const finding = (namespaces: string) => [
            `FlinkOperator "b": watchNamespaces has ${namespaces} in common with FlinkOperator "a", so that two operators would run one job; divide the namespaces, or give both a labelSelector with another value for one label`,
        ];
        assert.deepEqual(await beside([]), finding("orders, shop"));
        assert.deepEqual(await beside(["shop", "fraud"]), finding("shop"));
        assert.deepEqual(await beside(["fraud"]), []);
    });

    it("may divide the jobs of a namespace by a label", async () => {
        const beside = (labelSelector: Record<string, string>) =>
            findingsOf(() => {
                const { crds } = new FlinkOperator("a", { labelSelector: { team: "a" } });
                new FlinkOperator("b", { namespace: "second", labelSelector, ...(crds && { crds }) });
            });
        assert.deepEqual(await beside({ team: "b" }), []);
        assert.equal((await beside({ team: "a" })).length, 1);
        assert.equal((await beside({ stage: "b" })).length, 1);
    });

    it("are in one cluster by two modules of one context, too", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "other-operators-"));
        const kubeconfig = path.join(folder, "config");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
        const platformOn = (name: string, objectStore: LocalObjectStoreArgs) =>
            new FlinkPlatform(name, { cluster: new LocalCluster(name, { kubeconfig, objectStore }) });
        const withStores = (a: LocalObjectStoreArgs, b: LocalObjectStoreArgs) =>
            findingsOf(() => {
                platformOn("a", a);
                platformOn("b", b);
            });
        assert.deepEqual(await withStores({}, {}), [
            'LocalCluster "b": Namespace "flink-object-store" is made by LocalCluster "a" too; choose another for one of the two',
        ]);
        assert.equal((await withStores({}, { namespace: "other-store" })).length, 3);
        fs.rmSync(folder, { recursive: true });
    });

    it("may be handles of one that exists, and may be in two clusters", async () => {
        const resources = await record(() => {
            const cluster = fakeCluster();
            new FlinkPlatform("a", { cluster, operator: { install: "existing" }, namespaces: ["orders"] });
            new FlinkPlatform("b", { cluster, operator: { install: "existing" }, namespaces: ["shop"] });
            new FlinkPlatform("c", { cluster: fakeCluster() });
            new FlinkPlatform("d", { cluster });
        });
        assert.deepEqual(namesOf(resources, "kubernetes:apps/v1:Deployment").sort(), [
            "c-operator-deployment",
            "d-operator-deployment",
        ]);
    });
});
