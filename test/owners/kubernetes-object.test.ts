import assert from "node:assert/strict";
import { describeObject, keyOf, kindOf } from "../../src/owners/kubernetes-object";

describe("kindOf", () => {
    const cases: Readonly<Record<string, unknown>> = {
        "kubernetes:core/v1:Namespace": { group: "core", kind: "Namespace", isPatch: false },
        "kubernetes:v1:Namespace": { group: "core", kind: "Namespace", isPatch: false },
        "kubernetes:apps/v1beta2:Deployment": { group: "apps", kind: "Deployment", isPatch: false },
        "kubernetes:flink.apache.org/v1beta1:FlinkDeployment": {
            group: "flink.apache.org",
            kind: "FlinkDeployment",
            isPatch: false,
        },
        "kubernetes:core/v1:ConfigMapPatch": { group: "core", kind: "ConfigMap", isPatch: true },
        "kubernetes:core/v1:NamespaceList": undefined,
        "kubernetes:yaml:ConfigFile": undefined,
        "kubernetes:helm.sh/v3:Release": { group: "helm.sh", kind: "Release", isPatch: false },
        "pulumi:providers:kubernetes": undefined,
        "aws:s3/bucket:Bucket": undefined,
        "flink-platform:index:FlinkPlatform": undefined,
    };
    for (const [type, kind] of Object.entries(cases)) {
        it(`of ${type} is ${kind === undefined ? "nothing" : JSON.stringify(kind)}`, () =>
            assert.deepEqual(kindOf(type), kind));
    }
});

describe("keyOf", () => {
    const orders = { group: "core", kind: "Secret", namespace: "a", name: "orders" };

    it("tells kind, group, namespace and name apart", () => {
        const others = [
            { ...orders, group: "example.com" },
            { ...orders, kind: "ConfigMap" },
            { ...orders, namespace: "b" },
            { ...orders, name: "payments" },
        ];
        assert.equal(new Set([orders, ...others].map(keyOf)).size, 5);
    });
});

describe("describeObject", () => {
    it("names the namespace of what is in one", () => {
        const secret = { group: "core", kind: "Secret", namespace: "a", name: "orders" };
        assert.equal(describeObject(secret), 'Secret "orders" in namespace "a"');
        assert.equal(describeObject({ ...secret, kind: "Namespace", namespace: "" }), 'Namespace "orders"');
    });
});
