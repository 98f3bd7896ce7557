import assert from "node:assert/strict";
import type { ExistingClusterArgs } from "../../../src/clusters/existing/args";
import { ExistingCluster, checkExistingCluster, existingFacts } from "../../../src/clusters/existing/cluster";
import { formatFinding } from "../../../src/checks/findings";
import { named, record } from "../../support/record";
import { unreachableKubeconfig as kubeconfig } from "../../support/unreachable-kubeconfig";

// What a program in JavaScript can pass, and the compiler would refuse.
const argsWith = (more: object) =>
    ({ kubeconfig, stateStore: { kind: "s3", bucket: "acme-state" }, ...more }) as ExistingClusterArgs;
const findings = (more: object) =>
    checkExistingCluster("prod", argsWith(more))
        .map(formatFinding)
        .map((text) => text.replace('ExistingCluster "prod": ', ""));

describe("an existing cluster's arguments that no type has", () => {
    it("are refused where a toleration is no object, or lacks what it needs", () => {
        assert.deepEqual(
            findings({
                placement: {
                    tolerations: [null, undefined, "dedicated", {}, { key: 5, effect: "NoExecute", valeu: "x" }],
                },
                nodes: { taskManager: { tolerations: [null, { key: "a", value: null, effect: "NoExecute" }] } },
            }),
            [
                "placement.tolerations[0] must be an object, got null",
                "placement.tolerations[1] must be an object, got nothing",
                'placement.tolerations[2] must be an object, got "dedicated"',
                "placement.tolerations[3].key is required; name the key of a taint",
                'placement.tolerations[3].effect is required; it is one of "NoSchedule", "PreferNoSchedule", "NoExecute"',
                "placement.tolerations[4].valeu is not known; known: key, operator, value, effect",
                "placement.tolerations[4].key must be text, got 5; put it in quotes",
                "nodes.taskManager.tolerations[0] must be an object, got null",
                "nodes.taskManager.tolerations[1].value must be text, got null",
            ],
        );
    });

    it("are refused where a name is no text", () => {
        assert.deepEqual(
            findings({
                context: 1,
                clusterName: 5,
                region: ["eu"],
                kubernetesVersion: 1.35,
                storageClassName: true,
                imagePullSecrets: [null, undefined, 7],
            }),
            [
                "context must be text, got 1; put it in quotes",
                "clusterName must be text, got 5; put it in quotes",
                "region must be text, got a list",
                "kubernetesVersion must be text, got 1.35; put it in quotes",
                "storageClassName must be text, got true; put it in quotes",
                "imagePullSecrets[0] must be text, got null",
                "imagePullSecrets[1] must be text, got nothing",
                "imagePullSecrets[2] must be text, got 7; put it in quotes",
            ],
        );
        assert.deepEqual(
            findings({
                stateStore: { kind: "s3", bucket: 5, prefix: 1, endpoint: {}, secret: { accessKeyIdKey: 2 } },
            }),
            [
                "stateStore.bucket must be text, got 5; put it in quotes",
                "stateStore.prefix must be text, got 1; put it in quotes",
                "stateStore.endpoint must be text, got an object",
                "stateStore.secret.accessKeyIdKey must be text, got 2; put it in quotes",
                "stateStore.secret.name must be text, got nothing",
            ],
        );
    });

    it("count as left out where they are null", async () => {
        const empty = argsWith({
            context: null,
            clusterName: null,
            region: null,
            kubernetesVersion: null,
            placement: null,
            nodes: { system: null },
            imagePullSecrets: null,
            storageClassName: null,
            namespaceLabels: null,
            stateStore: { kind: "s3", bucket: "acme-state", prefix: null, endpoint: null, secret: null },
        });
        const of = async (args: ExistingClusterArgs) => {
            const resources = await record(() => {
                const to = { namespace: "shop", serviceAccount: "flink", access: ["state:readWrite"] } as const;
                new ExistingCluster("prod", args).bindServiceAccount("shop", { ...to, statePrefix: "shop" }, {});
            });
            return named(resources, "prod").inputs;
        };
        assert.deepEqual(await of(empty), await of(argsWith({})));
        assert.deepEqual(existingFacts(empty).architectures, existingFacts(argsWith({})).architectures);
    });
});
