import assert from "node:assert/strict";
import { FlinkOperator } from "../../../src/platform/operator/operator";
import { record } from "../../support/record";

describe("FlinkOperator", () => {
    it("hands to applications what they need", async () => {
        let handle: FlinkOperator | undefined;
        await record(() => {
            handle = new FlinkOperator("x", {
                release: "1.7.0",
                watchNamespaces: ["a"],
                labelSelector: { team: "a" },
            });
        });
        assert.equal(handle?.release, "1.7.0");
        assert.deepEqual(handle?.watchNamespaces, ["a"]);
        assert.deepEqual(handle?.resourceLabels, { team: "a" });
        assert.equal(handle?.mayReadNodes, false);
        assert.equal(handle?.configuration["kubernetes.operator.reconcile.interval"], "15 s");
        assert.equal(handle?.dependsOn.length, 1); // the Deployment, which comes after all else
    });

    it("registers nothing for an operator that is there already, and describes it", async () => {
        let handle: FlinkOperator | undefined;
        const resources = await record(() => {
            handle = new FlinkOperator("x", {
                install: "existing",
                release: "1.10.0",
                namespace: "there",
                watchNamespaces: ["a"],
                configuration: { "kubernetes.operator.job.restart.failed": true },
            });
        });
        assert.deepEqual(
            resources.map(({ type, name }) => `${type} ${name}`),
            ["flink-platform:index:FlinkOperator x"],
        );
        assert.equal(handle?.release, "1.10.0");
        assert.equal(handle?.namespace, "there");
        assert.deepEqual(handle?.dependsOn, []);
        assert.equal(handle?.mayReadNodes, true);
        assert.deepEqual(handle?.configuration, {
            "kubernetes.operator.job.restart.failed": "true",
            "kubernetes.operator.watched.namespaces": "a",
        });
    });
});
