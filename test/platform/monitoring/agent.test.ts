import assert from "node:assert/strict";
import { FlinkPlatform } from "../../../src/platform/platform";
import type { PlatformArgs } from "../../../src/platform/settings";
import { fakeCluster, type FakeCluster } from "../../support/fake-cluster";
import { modes, named, record, type Recorded } from "../../support/record";

const sinks = {
    amazon: {
        kind: "remoteWrite",
        url: "https://aps.example.com/api/v1/remote_write",
        authentication: { kind: "sigv4", region: "eu-west-1" },
    },
    azure: {
        kind: "remoteWrite",
        url: "https://dce.example.com/api/v1/write",
        authentication: { kind: "azureAd", cloud: "AzurePublic", tenantId: "tenant" },
    },
} as const;

async function made(sink: keyof typeof sinks, operator: PlatformArgs["operator"] = {}, preview = false) {
    let cluster: FakeCluster | undefined;
    const resources = await record(
        () => {
            cluster = fakeCluster();
            const withSink = { ...cluster, metricsSink: sinks[sink] };
            new FlinkPlatform("p", { cluster: withSink, operator, monitoring: { mode: "managed" } });
        },
        { preview },
    );
    return { resources, bindings: cluster?.bindings ?? [] };
}

const configurationOf = (resources: readonly Recorded[]) =>
    JSON.parse(named(resources, "p-monitoring-agent-configuration").inputs.data["prometheus.yml"]);

for (const { title, preview } of modes) {
    describe(`the writer of metrics ${title}`, () => {
        it("has an identity that may write metrics and nothing else", async () => {
            const { resources, bindings } = await made("amazon", {}, preview);
            assert.deepEqual(
                bindings.filter(({ name }) => name.startsWith("p-monitoring")),
                [
                    {
                        name: "p-monitoring-agent-identity",
                        namespace: "flink-operator",
                        serviceAccount: "flink-metrics-agent",
                        access: ["metrics:write"],
                        statePrefix: "",
                    },
                ],
            );
            const { spec } = named(resources, "p-monitoring-agent-deployment").inputs.spec.template;
            assert.equal(spec.serviceAccountName, "flink-metrics-agent");
            assert.deepEqual(spec.nodeSelector, { role: "system" });
            assert.deepEqual(spec.containers[0].args, [
                "--agent",
                "--config.file=/etc/prometheus/prometheus.yml",
                "--storage.agent.path=/data",
                "--storage.agent.retention.max-time=2h",
            ]);
        });
    });
}

describe("the writer of metrics", () => {
    it("writes to each service in the way that it takes", async () => {
        assert.deepEqual(configurationOf((await made("amazon")).resources).remote_write, [
            { url: "https://aps.example.com/api/v1/remote_write", sigv4: { region: "eu-west-1" } },
        ]);
        assert.deepEqual(configurationOf((await made("azure")).resources).remote_write, [
            {
                url: "https://dce.example.com/api/v1/write",
                azuread: { cloud: "AzurePublic", sdk: { tenant_id: "tenant" } },
            },
        ]);
    });

    it("collects what PodMonitors would, under the same labels", async () => {
        const { global, scrape_configs: jobs } = configurationOf((await made("amazon")).resources);
        assert.deepEqual(global, {
            scrape_interval: "30s",
            external_labels: { cloud: "fake", region: "here", cluster: "fake" },
        });
        assert.deepEqual(
            jobs.map(({ job_name, kubernetes_sd_configs }: any) => [job_name, kubernetes_sd_configs]),
            [
                ["flink-operator/flink-jobs", [{ role: "pod" }]],
                ["flink-operator/flink-operator", [{ role: "pod", namespaces: { names: ["flink-operator"] } }]],
            ],
        );
        const targets = jobs[0].relabel_configs.map(({ target_label }: any) => target_label).filter(Boolean);
        assert.deepEqual(targets, ["__address__", "__address__", "app", "component", "namespace", "pod", "container"]);
    });

    it("may list pods of all namespaces, or of those that are watched", async () => {
        const roles = async (operator?: PlatformArgs["operator"]) =>
            (await made("amazon", operator)).resources
                .filter(({ name, type }) => name.startsWith("p-monitoring") && /Role$/.test(type))
                .map(({ inputs: { metadata, rules } }) => [metadata.namespace, metadata.name, rules]);
        const rules = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }];
        assert.deepEqual(await roles(), [[undefined, "flink-metrics-agent-flink-operator", rules]]);
        assert.deepEqual(await roles({ watchNamespaces: ["b", "a"] }), [
            ["a", "flink-metrics-agent-flink-operator", rules],
            ["b", "flink-metrics-agent-flink-operator", rules],
            ["flink-operator", "flink-metrics-agent-flink-operator", rules],
        ]);
    });
});
