import assert from "node:assert/strict";
import type { FlinkOperatorArgs } from "../../../src/platform/operator/args";
import { operatorDeployment } from "../../../src/platform/operator/deployment";
import { releaseFacts } from "../../../src/flink/definitions/release";
import { ownNamespaceRules } from "../../../src/platform/operator/rights";
import { named, namesOf, only } from "../../support/record";
import { containerOf, deploymentOf, made, types, versionedLabels } from "./objects";
import { operatorSettings } from "../../../src/platform/operator/settings";

describe("FlinkOperator", () => {
    it("has one replica that is replaced, and resources, by default", async () => {
        const resources = await made();
        const { spec } = deploymentOf(resources);
        assert.equal(spec.replicas, 1);
        assert.deepEqual(spec.strategy, { type: "Recreate" });
        assert.deepEqual(spec.selector, { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } });
        assert.deepEqual(spec.template.metadata.labels, versionedLabels("1.15.0"));
        assert.deepEqual(containerOf(resources).resources, {
            requests: { cpu: "250m", memory: "1Gi" },
            limits: { memory: "1Gi" },
        });
        assert.deepEqual(namesOf(resources, types.disruptionBudget), []);
    });

    it("rolls several replicas, elects a leader among them and keeps one through drains", async () => {
        const resources = await made({ release: "1.7.0", replicas: 2 });
        assert.equal(deploymentOf(resources).spec.replicas, 2);
        assert.deepEqual(deploymentOf(resources).spec.strategy, { type: "RollingUpdate" });
        assert.deepEqual(
            named(resources, "x-own-namespace-role").inputs.rules,
            ownNamespaceRules(releaseFacts("1.7.0").kinds, 2),
        );
        assert.deepEqual(only(resources, types.disruptionBudget).inputs.spec, {
            minAvailable: 1,
            selector: { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } },
        });
        const text: string = only(resources, types.configMap).inputs.data["flink-conf.yaml"];
        assert.match(text, /^kubernetes\.operator\.leader-election\.enabled: true$/m);
    });

    it("spreads several replicas over nodes and zones where it can, and one not at all", async () => {
        const spread = async (replicas: number) =>
            deploymentOf(await made({ replicas })).spec.template.spec.topologySpreadConstraints;
        const over = (topologyKey: string) => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } },
            matchLabelKeys: ["pod-template-hash"],
        });
        assert.deepEqual(await spread(1), []);
        assert.deepEqual(await spread(2), [over("kubernetes.io/hostname"), over("topology.kubernetes.io/zone")]);
    });

    it("restarts for static options and for nothing else", () => {
        const hash = (args: FlinkOperatorArgs): unknown => {
            const { spec }: any = operatorDeployment(operatorSettings({ watchNamespaces: ["a"], ...args }));
            return spec.template.metadata.annotations["flink-platform/static-configuration"];
        };
        const before = hash({});
        assert.match(String(before), /^[0-9a-f]{16}$/);
        assert.equal(hash({ configuration: { "kubernetes.operator.reconcile.interval": "1 min" } }), before);
        assert.equal(hash({ watchNamespaces: ["a", "b"] }), before);
        assert.equal(hash({ logging: { level: "DEBUG" } }), before);
        assert.notEqual(hash({ configuration: { "kubernetes.operator.reconcile.parallelism": 5 } }), before);
        assert.notEqual(hash({ labelSelector: { team: "a" } }), before);
        assert.notEqual(hash({ watchNamespaces: [] }), before);
        assert.notEqual(hash({ replicas: 2 }), before);
    });

    it("changes nothing in the pod when a dynamic option or a watched namespace changes", async () => {
        const before = await made({ watchNamespaces: ["a"] });
        const after = await made({
            watchNamespaces: ["a", "b"],
            configuration: { "kubernetes.operator.reconcile.interval": "1 min" },
        });
        assert.deepEqual(deploymentOf(after), deploymentOf(before));
    });
});
