import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { formatFinding } from "../../src/checks/findings";
import { checkLocalCluster } from "../../src/clusters/local/checks";
import { localFacts } from "../../src/clusters/local/cluster";
import { checkFlinkApplication } from "../../src/jobs/application/checks";
import { checkFlinkDeploymentArgs } from "../../src/jobs/deployment/checks";
import { checkFlinkPlatform } from "../../src/platform/checks";
import { JobNamespace } from "../../src/platform/namespaces";
import { checkFlinkOperator, operatorFacts } from "../../src/platform/operator/checks";
import { operatorSettings } from "../../src/platform/operator/settings";
import { FlinkPlatform } from "../../src/platform/platform";
import { fakeCluster } from "../support/fake-cluster";
import { namesOf, record } from "../support/record";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";

const operator = operatorFacts(operatorSettings());
const cluster = {
    architectures: { system: "any", jobManager: "any", taskManager: "any" },
    store: localFacts({}).store,
    flinkVersionProblem: () => undefined,
    refusedOptions: {},
} as const;
const spec = {
    image: "flink:2.2.1-java17",
    flinkVersion: "v2_2",
    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
    taskManager: { resource: { memory: "2048m", cpu: 1 } },
} as const;
const why = (namespace: string) =>
    `cannot be one of Kubernetes' own, where a job could take over the cluster, got "${namespace}"`;

describe("Kubernetes' own namespaces", () => {
    for (const namespace of ["kube-system", "kube-public", "kube-node-lease"]) {
        it(`have no place for jobs: ${namespace}`, async () => {
            const findings = [
                ...checkFlinkApplication("orders", { namespace, jar: "local:///a.jar" }, { operator, cluster })
                    .findings,
                ...checkFlinkDeploymentArgs("orders", {
                    platform: { operator },
                    metadata: { namespace },
                    spec,
                }).findings,
                ...checkFlinkPlatform("flink", { namespaces: [namespace], existingNamespaces: [namespace] }).findings,
                ...checkFlinkOperator("flink", { watchNamespaces: [namespace] }).findings,
            ];
            assert.deepEqual(findings.map(formatFinding), [
                `FlinkApplication "orders": namespace ${why(namespace)}`,
                `FlinkDeployment "orders": metadata.namespace ${why(namespace)}`,
                `FlinkPlatform "flink": namespaces[0] ${why(namespace)}`,
                `FlinkOperator "flink": watchNamespaces[0] ${why(namespace)}`,
            ]);
            await assert.rejects(
                record(() => new JobNamespace("jobs", { cluster: fakeCluster(), namespace })),
                { message: `JobNamespace "jobs": namespace ${why(namespace)}` },
            );
        });
    }

    it("may hold the operator if it is kube-system, which is not made", async () => {
        const args = { operator: { namespace: "kube-system" } };
        const resources = await record(() => new FlinkPlatform("p", { cluster: fakeCluster(), ...args }));
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:Namespace"), []);
        assert.deepEqual(checkFlinkOperator("flink", { namespace: "kube-public" }).findings.map(formatFinding), [
            `FlinkOperator "flink": namespace ${why("kube-public")}`,
        ]);
    });

    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "initial-namespaces-"));
    const file = path.join(folder, "config");
    before(() => fs.writeFileSync(file, unreachableKubeconfig));
    after(() => fs.rmSync(folder, { recursive: true }));

    for (const namespace of ["default", "kube-system"]) {
        it(`are not the local object store's, which makes its namespace: ${namespace}`, () =>
            assert.deepEqual(
                checkLocalCluster("local", {
                    kubeconfig: file,
                    objectStore: { namespace },
                }).map(formatFinding),
                [
                    `LocalCluster "local": objectStore.namespace must be one that the cluster does not have from its start, got "${namespace}"`,
                ],
            ));
    }
});
