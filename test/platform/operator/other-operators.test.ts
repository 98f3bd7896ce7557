import assert from "node:assert/strict";
import { FlinkOperator } from "../../../src/platform/operator/operator";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { namesOf, record } from "../../support/record";

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
