import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { stateCondition } from "../../../src/clusters/aks/state-condition";
import type { Access, Binding } from "../../../src/contracts/cluster";
import { modes, named, record, valueOf, type RecordOptions } from "../../support/record";
import { azure, guidOf, place } from "../../support/aks-mocks";

/** What one binding registers beside its cluster, and what it gives. */
async function bind(access: readonly Access[], args: Partial<AksClusterArgs> = {}, options: RecordOptions = azure) {
    let binding: Binding | undefined;
    let flink: object = {};
    const resources = await record(async () => {
        const cluster = new AksCluster("prod", { ...place, stateStore: { name: "acmestate" }, ...args });
        const asked = { namespace: "jobs", serviceAccount: "flink", access, statePrefix: "jobs" };
        binding = cluster.bindServiceAccount("jobs-state", asked, { provider: cluster.provider });
        flink = options.preview === true ? {} : await valueOf(pulumi.output(binding.flinkConfiguration("2.2.1")));
    }, options);
    assert.ok(binding !== undefined);
    const own = resources.filter(({ name }) => name.startsWith("jobs-state"));
    return { binding, resources, own: own.map(({ name }) => name).sort(), flink };
}

describe("AksCluster.bindServiceAccount", () => {
    for (const { title, preview } of modes) {
        it(`trusts exactly one service account, by Azure's provider, ${title}`, async () => {
            const options = preview ? { functions: azure.functions, preview } : azure;
            const { own, resources } = await bind(["state:readWrite"], {}, options);
            assert.deepEqual(own, ["jobs-state-identity", "jobs-state-state", "jobs-state-trust"]);
            const trust = named(resources, "jobs-state-trust");
            assert.equal(trust.inputs.subject, "system:serviceaccount:jobs:flink");
            assert.deepEqual(trust.inputs.audiences, ["api://AzureADTokenExchange"]);
            assert.equal(trust.inputs.federatedIdentityCredentialResourceName, "kubernetes");
            for (const name of own) {
                assert.match(named(resources, name).provider, /azure-native::prod-azure::/);
            }
        });
    }

    it("gives a right to one folder, and says what pods carry", async () => {
        const { binding, resources, flink } = await bind(["state:readWrite"]);
        const right = named(resources, "jobs-state-state");
        assert.equal(right.inputs.scope, `/subscriptions/${guidOf("1")}/resourceGroups/prod`);
        assert.equal(right.inputs.principalId, "object id of prod-jobs-state");
        assert.equal(
            right.inputs.roleDefinitionId.split("/").at(-1),
            named(resources, "prod-state-writer").inputs.roleDefinitionId,
        );
        assert.equal(
            right.inputs.condition,
            stateCondition({ account: "acmestate", container: "flink" }, "readWrite", "jobs"),
        );
        assert.equal(right.inputs.conditionVersion, "2.0");
        assert.equal(named(resources, "jobs-state-trust").inputs.issuer, "https://issuer.example.com/");
        assert.deepEqual(binding.podLabels, { "azure.workload.identity/use": "true" });
        assert.deepEqual(binding.podAnnotations, { "azure.workload.identity/inject-proxy-sidecar": "true" });
        assert.deepEqual(Object.keys(binding.serviceAccountAnnotations), ["azure.workload.identity/client-id"]);
        assert.deepEqual(flink, {
            "fs.azure.account.oauth2.msi.tenant": guidOf("2"),
            "fs.azure.account.oauth2.client.id": "client id of prod-jobs-state",
        });
        assert.equal(binding.dependsOn.length, 3);
    });

    it("gives a reader the role without writing", async () => {
        const { resources } = await bind(["state:read"]);
        const { roleDefinitionId, condition } = named(resources, "jobs-state-state").inputs;
        assert.equal(roleDefinitionId.split("/").at(-1), named(resources, "prod-state-reader").inputs.roleDefinitionId);
        assert.doesNotMatch(condition, /write|delete|move|add/);
    });

    it("needs no sidecar where images have a newer Hadoop", async () => {
        const { binding, flink } = await bind(["state:readWrite"], {
            identity: "workloadIdentity",
            hadoopInImage: "3.4.1",
        });
        assert.deepEqual(binding.podAnnotations, {});
        assert.deepEqual(binding.podLabels, { "azure.workload.identity/use": "true" });
        assert.ok("fs.azure.account.oauth2.token.file" in flink);
    });

    it("gives every pod the nodes' identity where asked for, with one right for all", async () => {
        const { binding, own, resources, flink } = await bind(["state:readWrite"], { identity: "nodeIdentity" });
        assert.deepEqual(own, []);
        assert.deepEqual([binding.podLabels, binding.serviceAccountAnnotations], [{}, {}]);
        const right = named(resources, "prod-identity-nodes-state").inputs;
        assert.equal(right.principalId, "object id of prod-nodes");
        assert.doesNotMatch(right.condition, /blobs:path/);
        assert.deepEqual(flink, {
            "fs.azure.account.oauth2.msi.tenant": guidOf("2"),
            "fs.azure.account.oauth2.client.id": "client id of prod-nodes",
        });
    });

    it("makes nothing for logs, which Azure's own agent writes, nor for no right at all", async () => {
        for (const access of [["logs:write"], []] as const) {
            const { binding, own, flink } = await bind(access);
            assert.deepEqual([own, binding.dependsOn, flink], [[], [], {}]);
        }
    });

    it("gives a writer of metrics the right on their rule alone", async () => {
        const { binding, own, resources } = await bind(["metrics:write"], { metrics: "cloud" });
        assert.deepEqual(own, ["jobs-state-identity", "jobs-state-metrics", "jobs-state-trust"]);
        const right = named(resources, "jobs-state-metrics").inputs;
        assert.equal(right.scope, "prod-sinks-metrics-rule-id");
        assert.match(right.roleDefinitionId, /\/3913510d-42f4-4e42-8a64-420c390055eb$/);
        assert.deepEqual(binding.podAnnotations, {});
        assert.deepEqual((await bind(["metrics:write"])).own, []);
    });
});
