import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { aksFacts } from "../../src/clusters/aks/cluster";
import { eksFacts } from "../../src/clusters/eks/cluster";
import { existingFacts } from "../../src/clusters/existing/cluster";
import { gkeFacts } from "../../src/clusters/gke/cluster";
import { localFacts } from "../../src/clusters/local/cluster";
import type { ClusterFacts } from "../../src/contracts/cluster";
import { storeFacts } from "../../src/contracts/facts";
import type { CloudName } from "../../src/stack/clouds";
import { place as aksPlace } from "../support/aks-mocks";
import { clouds } from "../support/clouds";
import { place as gkePlace } from "../support/gke-mocks";
import { record } from "../support/record";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";

const facts: Readonly<Record<CloudName, ClusterFacts>> = {
    eks: eksFacts({ region: "eu-west-1" }),
    gke: gkeFacts(gkePlace),
    aks: aksFacts(aksPlace),
    local: localFacts({}),
    existing: existingFacts({
        kubeconfig: unreachableKubeconfig,
        stateStore: { kind: "s3", bucket: "state", secret: { name: "flink-state" } },
    }),
};
const flinkVersions = ["1.18.1", "1.20.5", "2.2.1"];

describe("names of a state store and its bindings", () => {
    for (const [name, { make, mocks }] of Object.entries(clouds)) {
        it(`are all known of ${name} before anything is made`, async () => {
            await record(() => {
                const cluster = make("one");
                const parent = new pulumi.ComponentResource(
                    "test:index:Caller",
                    "caller",
                    {},
                    { provider: cluster.provider },
                );
                const binding = cluster.bindServiceAccount(
                    "flink",
                    {
                        namespace: "orders",
                        serviceAccount: "flink",
                        access: ["state:readWrite"],
                        statePrefix: "orders",
                    },
                    { parent },
                );
                const told = facts[name as CloudName].store;
                const made = storeFacts(cluster.stateStore);
                for (const version of flinkVersions) {
                    const set = [
                        ...Object.keys(cluster.stateStore.flinkConfiguration(version)),
                        ...Object.keys(binding.flinkConfiguration(version)),
                    ];
                    assert.deepEqual(told.options(version), set);
                    assert.deepEqual(made.options(version), set);
                }
                const variables = binding.env.map((variable) => variable.name);
                assert.deepEqual(
                    variables.filter((variable) => !told.variables.includes(variable)),
                    [],
                );
                assert.deepEqual([told.variables, told.plugins], [made.variables, made.plugins]);
            }, mocks);
        });
    }
});
