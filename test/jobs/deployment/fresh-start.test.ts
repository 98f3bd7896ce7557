import assert from "node:assert/strict";
import type { FlinkDeploymentClient, LiveFlinkDeployment } from "../../../src/jobs/deployment/client";
import { startAfresh } from "../../../src/jobs/deployment/fresh-start";

const live: LiveFlinkDeployment = {
    apiVersion: "flink.apache.org/v1beta1",
    kind: "FlinkDeployment",
    metadata: {
        name: "orders",
        namespace: "shop",
        labels: { team: "a" },
        managedFields: [
            { manager: "flink-kubernetes-operator", operation: "Update" },
            { manager: "pulumi-kubernetes-1234", operation: "Apply" },
        ],
    },
    spec: { job: { state: "running" }, flinkConfiguration: { a: "b" } },
    status: { reconciliationStatus: { lastReconciledSpec: "{}" } },
};

/** A cluster with one resource that goes a while after it is deleted; tells what was done. */
function cluster(resource: LiveFlinkDeployment | undefined, looksUntilGone = 2) {
    const calls: unknown[] = [];
    let looks = Infinity;
    const client: FlinkDeploymentClient = {
        read: () => Promise.resolve(looks-- > 0 ? resource : undefined),
        highAvailability: () => Promise.resolve([]),
        merge: (_namespace, _name, part) => Promise.resolve(void calls.push(["merge", part])),
        remove: (namespace, name) => {
            looks = looksUntilGone;
            return Promise.resolve(void calls.push(["remove", namespace, name]));
        },
        apply: (made, manager) => Promise.resolve(void calls.push(["apply", made, manager])),
    };
    return { client, calls };
}

const orders = { namespace: "shop", name: "orders" };
const noPause = () => Promise.resolve();

describe("startAfresh", () => {
    const { apiVersion, kind } = live;
    const remade = (spec: object) => [
        "apply",
        { apiVersion, kind, metadata: { name: "orders", namespace: "shop", labels: { team: "a" } }, spec },
        "pulumi-kubernetes-1234",
    ];

    it("makes a job that has never run anew, suspended and under the engine's name", async () => {
        const { client, calls } = cluster(live);
        assert.equal(await startAfresh(client, orders, noPause), true);
        assert.deepEqual(calls, [
            ["remove", "shop", "orders"],
            remade({ job: { state: "suspended" }, flinkConfiguration: { a: "b" } }),
        ]);
    });

    it("asks for no savepoint that such a job could not give", async () => {
        const option = "kubernetes.operator.job.savepoint-on-deletion";
        const { client, calls } = cluster({
            ...live,
            spec: { ...live.spec, flinkConfiguration: { [option]: "true" } },
        });
        await startAfresh(client, orders, noPause);
        assert.deepEqual(calls, [
            ["merge", { spec: { flinkConfiguration: { [option]: "false" } } }],
            ["remove", "shop", "orders"],
            remade({ job: { state: "suspended" }, flinkConfiguration: { [option]: "true" } }),
        ]);
    });

    it("leaves alone a job that has run, a session cluster, and one that is gone", async () => {
        const hasRun = {
            ...live,
            status: { reconciliationStatus: { lastReconciledSpec: "{}", lastStableSpec: "{}" } },
        };
        for (const resource of [hasRun, { ...live, spec: {} }, undefined]) {
            const { client, calls } = cluster(resource);
            assert.equal(await startAfresh(client, orders, noPause), false);
            assert.deepEqual(calls, []);
        }
    });

    it("fails with the command to look at a job that does not go", async () => {
        const { client } = cluster(live, Infinity);
        await assert.rejects(startAfresh(client, orders, noPause), {
            message:
                'FlinkDeployment "orders": its old, failed job is not gone after 360 s; see kubectl describe flinkdeployment orders --namespace shop',
        });
    });
});
