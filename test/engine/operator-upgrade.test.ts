import assert from "node:assert/strict";
import { join } from "node:path";
import { afterwards } from "./support/cast";
import { startControlPlane, stopControlPlane } from "./support/control-plane";
import { PlayedKubelet } from "./support/kubelet";
import { levelFolder } from "./support/level-folder";
import { PlayedOperator } from "./support/operator";
import { assertPlain, ScratchStack } from "./support/stack";

/** An operator in the test's namespace, which it watches, and a job. */
const program = `
    const { FlinkOperator } = require("pulumi-flink-platform");
    const provider = makeProvider(given.kubeconfig);
    const operator = new FlinkOperator(
        "flink",
        {
            release: given.release,
            namespace: given.namespace,
            namespaceExists: true,
            watchNamespaces: [given.namespace],
        },
        { provider },
    );
    new FlinkDeployment("orders", job({ ...platform({ provider }), operator }));
`;

/** Name of a resource, and its type's last part. */
const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
const kindOf = (urn: string) => urn.split("::").at(-2)?.split(":").at(-1);

describe("an upgrade of the operator", () => {
    // For a moment after a change of its definition no FlinkDeployment can be read: tests of other jobs would notice.
    const cluster = `engine-upgrade-${process.pid}`;
    const kubeconfig = join(levelFolder(), "upgrade-kubeconfig");
    before(() => startControlPlane(cluster, kubeconfig));
    after(() => stopControlPlane(cluster));

    it("changes the definition that differs, then the operator's Deployment, and no job", async function () {
        this.timeout(600_000); // two sets of definitions cross the SDK four times, which takes the cpu of a minute or two
        const stack = await ScratchStack.create("operator-upgrade", program, kubeconfig);
        const parts = [new PlayedKubelet(stack.api, stack.namespace), new PlayedOperator(stack.api, stack.namespace)];
        parts.forEach((part) => afterwards(() => part.stop()));
        stack.give({ release: "1.14.0" });
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        const [before] = await stack.api.listDeployments(stack.namespace);

        stack.give({ release: "1.15.0" });
        const steps = await stack.steps();
        assert.deepEqual(
            steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${kindOf(urn)} ${nameOf(urn)}`),
            [
                "update FlinkOperator flink",
                "update FlinkCrds flink-crds",
                "update CustomResourceDefinitionPatch flink-crds-flink-deployment",
                "update Deployment flink-deployment",
            ],
        );

        const second = await stack.up();
        assert.equal(second.code, 0, second.output);
        assertPlain(second);
        const progress = [...second.output.matchAll(/ kubernetes:\S*:(\w+) (\S+) (updating|updated)/g)].map(
            ([, kind, name, state]) => `${kind} ${name} ${state}`,
        );
        assert.deepEqual(
            [...new Set(progress)],
            [
                "CustomResourceDefinitionPatch flink-crds-flink-deployment updating",
                "CustomResourceDefinitionPatch flink-crds-flink-deployment updated",
                "Deployment flink-deployment updating",
                "Deployment flink-deployment updated",
            ],
        );
        const [after] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual(
            [after.metadata.uid, after.metadata.generation],
            [before.metadata.uid, before.metadata.generation],
        );
    });
});
