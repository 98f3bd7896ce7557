import assert from "node:assert/strict";
import { FlinkOperator } from "../../../src/platform/operator/operator";
import { configurationText } from "../../../src/platform/operator/configuration";
import { modes, named, namesOf, only, record } from "../../support/record";
import { labels, made, types, versionedLabels } from "./objects";
import { operatorSettings } from "../../../src/platform/operator/settings";

for (const { title, preview } of modes) {
    describe(`FlinkOperator ${title}`, () => {
        it("registers these objects, under upstream's names", async () => {
            const resources = await made({ release: "1.15.0" }, preview);
            const objects = resources.filter(({ type }) => type.startsWith("kubernetes:") && type !== types.definition);
            assert.deepEqual(
                objects
                    .map(({ name, inputs }) => [name, inputs.metadata.namespace ?? "", inputs.metadata.name].join(" "))
                    .sort(),
                [
                    "x-cluster-role  flink-operator",
                    "x-cluster-role-binding  flink-operator-role-binding",
                    "x-configuration flink-operator flink-operator-config",
                    "x-deployment flink-operator flink-kubernetes-operator",
                    "x-namespace  flink-operator",
                    "x-own-namespace-role flink-operator flink-operator-own-namespace",
                    "x-own-namespace-role-binding flink-operator flink-operator-own-namespace-role-binding",
                    "x-service-account flink-operator flink-operator",
                ],
            );
            for (const { type, inputs } of objects.filter(({ name }) => name !== "x-namespace")) {
                assert.deepEqual(
                    inputs.metadata.labels,
                    type === types.deployment ? versionedLabels("1.15.0") : labels,
                );
            }
            assert.deepEqual(only(resources, types.namespace).inputs.metadata.labels, {
                "pod-security.kubernetes.io/enforce": "restricted",
            });
        });

        it("is made after its rights and configuration, which come after the namespace", async () => {
            const resources = await made({ release: "1.7.0", replicas: 2 }, preview);
            const after = (name: string) => named(resources, name).dependsOn;
            const own = ["x-own-namespace-role", "x-own-namespace-role-binding"];
            assert.deepEqual(after("x-service-account"), ["x-namespace"]);
            assert.deepEqual(after("x-own-namespace-role"), ["x-namespace"]);
            assert.deepEqual(after("x-own-namespace-role-binding"), ["x-own-namespace-role"]);
            assert.deepEqual(after("x-configuration"), [
                "x-cluster-role",
                "x-cluster-role-binding",
                "x-namespace",
                ...own,
            ]);
            assert.deepEqual(after("x-deployment"), [
                "x-cluster-role",
                "x-cluster-role-binding",
                "x-configuration",
                "x-crds-flink-deployment",
                "x-crds-flink-session-job",
                ...own,
                "x-service-account",
            ]);
            assert.deepEqual(after("x-disruption-budget"), ["x-deployment"]);
        });
    });
}

describe("FlinkOperator", () => {
    it("keeps its configuration under one name, with both logging files", async () => {
        const resources = await made({ release: "1.7.0" });
        const { data } = only(resources, types.configMap).inputs;
        assert.deepEqual(Object.keys(data).sort(), [
            "flink-conf.yaml",
            "log4j-console.properties",
            "log4j-operator.properties",
        ]);
        assert.equal(data["flink-conf.yaml"], configurationText(operatorSettings({ release: "1.7.0" }).configuration));
    });

    it("does not make a namespace that is there already", async () => {
        assert.deepEqual(namesOf(await made({ namespaceExists: true }), types.namespace), []);
        assert.deepEqual(namesOf(await made({ namespace: "default" }), types.namespace), []);
        assert.equal(only(await made({ namespace: "default" }), types.deployment).inputs.metadata.namespace, "default");
    });

    it("can be in a cluster twice", async () => {
        const resources = await record(() => {
            const first = new FlinkOperator("x", { labelSelector: { team: "a" }, watchNamespaces: ["jobs"] });
            new FlinkOperator("y", {
                namespace: "second",
                labelSelector: { team: "b" },
                watchNamespaces: ["jobs"],
                crds: first.crds,
            });
            new FlinkOperator("z", { namespace: "third", labelSelector: { team: "c" }, crds: first.crds });
        });
        const objects = resources
            .filter(({ type }) => type.startsWith("kubernetes:"))
            .map(({ type, inputs }) => [type, inputs.metadata.namespace ?? "", inputs.metadata.name].join(" "));
        assert.deepEqual(objects.length, new Set(objects).size);
        assert.equal(named(resources, "y-watched-jobs-role").inputs.metadata.name, "flink-operator-second");
        assert.equal(named(resources, "z-cluster-role").inputs.metadata.name, "flink-operator-third");
        assert.equal(
            named(resources, "z-cluster-role-binding").inputs.metadata.name,
            "flink-operator-third-role-binding",
        );
    });

    it("rejects everything that is wrong at once", async () => {
        await assert.rejects(made({ replicas: 0, namespace: "A" }), {
            name: "Error",
            message:
                'FlinkOperator "x": replicas must be a whole number of at least 1, got 0\n' +
                'FlinkOperator "x": namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got "A"',
        });
    });
});
