import assert from "node:assert/strict";
import { JobNamespace } from "../../src/platform/namespaces";
import { jobRules } from "../../src/platform/operator/rights";
import { fakeCluster, unknownCluster } from "../support/fake-cluster";
import { modes, named, namesOf, record } from "../support/record";

for (const { title, preview } of modes) {
    describe(`JobNamespace ${title}`, () => {
        it("makes the namespace, and in it the identity of its jobs", async () => {
            const resources = await record(
                () => new JobNamespace("x", { cluster: unknownCluster(), namespace: "orders" }),
                { preview },
            );
            const labels = { "app.kubernetes.io/managed-by": "pulumi" };
            assert.deepEqual(named(resources, "x-namespace").inputs.metadata, {
                name: "orders",
                labels: { ...labels, "example.com/jobs": "yes" },
            });
            assert.deepEqual(named(resources, "x-service-account").inputs.metadata, {
                name: "flink",
                namespace: "orders",
                labels,
                annotations: { "example.com/role": "writer" },
            });
            const role = named(resources, "x-role").inputs;
            assert.deepEqual(role.metadata, { name: "flink", namespace: "orders", labels });
            assert.deepEqual(role.rules, jobRules);
            const binding = named(resources, "x-role-binding").inputs;
            assert.deepEqual(binding.metadata, { name: "flink-role-binding", namespace: "orders", labels });
            assert.deepEqual(binding.roleRef, { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "flink" });
            assert.deepEqual(binding.subjects, [{ kind: "ServiceAccount", name: "flink", namespace: "orders" }]);
        });

        it("makes everything after the namespace", async () => {
            const resources = await record(
                () => new JobNamespace("x", { cluster: unknownCluster(), namespace: "orders" }),
                { preview },
            );
            assert.deepEqual(named(resources, "x-state-binding").dependsOn, ["x-namespace"]);
            assert.deepEqual(named(resources, "x-state-binding").parent, "x");
            assert.deepEqual(named(resources, "x-service-account").dependsOn, ["x-namespace"]);
            assert.deepEqual(named(resources, "x-role").dependsOn, ["x-namespace"]);
            assert.deepEqual(named(resources, "x-role-binding").dependsOn, ["x-role", "x-service-account"]);
        });
    });
}

describe("JobNamespace", () => {
    it("binds the jobs' service account to the namespace's own part of the state store", async () => {
        const cluster: { bindings?: unknown } = {};
        let handle: JobNamespace | undefined;
        await record(() => {
            const fake = fakeCluster();
            cluster.bindings = fake.bindings;
            handle = new JobNamespace("x", { cluster: fake, namespace: "orders" });
        });
        assert.deepEqual(cluster.bindings, [
            {
                name: "x-state",
                namespace: "orders",
                serviceAccount: "flink",
                access: ["state:readWrite"],
                statePrefix: "orders",
            },
        ]);
        assert.equal(handle?.name, "orders");
        assert.equal(handle?.serviceAccountName, "flink");
        assert.equal(handle?.statePrefix, "orders");
        assert.deepEqual(handle?.binding.podLabels, { "example.com/identity": "use" });
        assert.equal(handle?.dependsOn.length, 2); // the role's binding, which comes after all else, and the store's
    });

    it("does not make a namespace that is there already", async () => {
        const namespaces = async (args: { namespace: string; namespaceExists?: boolean }) =>
            namesOf(
                await record(() => new JobNamespace("x", { cluster: fakeCluster(), ...args })),
                "kubernetes:core/v1:Namespace",
            );
        assert.deepEqual(await namespaces({ namespace: "orders", namespaceExists: true }), []);
        assert.deepEqual(await namespaces({ namespace: "default" }), []);
        assert.deepEqual(await namespaces({ namespace: "orders" }), ["x-namespace"]);
    });

    it("rejects a name that no namespace can have", async () => {
        await assert.rejects(
            record(() => new JobNamespace("x", { cluster: fakeCluster(), namespace: "Orders" })),
            {
                message:
                    'JobNamespace "x": namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got "Orders"',
            },
        );
    });
});
