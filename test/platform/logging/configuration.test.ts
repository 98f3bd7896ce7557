import assert from "node:assert/strict";
import type { LogSinkArgs } from "../../../src/platform/logging/args";
import { collectorConfiguration } from "../../../src/platform/logging/configuration";
import { lineOperators } from "../../../src/platform/logging/lines";
import { isForServer, loggingSettings } from "../../../src/platform/logging/settings";

function configurationOf(sink: LogSinkArgs, jobNamespaces: readonly string[] = []) {
    const settings = loggingSettings({ sink });
    assert.ok(isForServer(settings));
    return collectorConfiguration(settings, { operatorNamespace: "flink-operator", jobNamespaces });
}

const queued = {
    retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
    sending_queue: {
        enabled: true,
        storage: "file_storage",
        sizer: "items",
        queue_size: 100_000,
        block_on_overflow: true,
        batch: { flush_timeout: "1s", sizer: "items", min_size: 1000, max_size: 5000 },
    },
};

const secretKey = { secret: "sink", key: "token" };

describe("collectorConfiguration", () => {
    it("keeps how far it has read and what it has not sent on disk, and nothing in memory", () => {
        const exporter = { logs_endpoint: "${env:SINK_URL}", ...queued };
        assert.deepEqual(configurationOf({ kind: "otlp", url: "http://logs:4318/v1/logs" }), {
            extensions: {
                file_storage: { directory: "/var/lib/otelcol", create_directory: true },
                health_check: { endpoint: "${env:POD_IP}:13133" },
            },
            receivers: {
                filelog: {
                    include: [
                        "/var/log/pods/flink-operator_*/flink-kubernetes-operator/*.log",
                        "/var/log/pods/*_*/flink-main-container/*.log",
                    ],
                    include_file_path: true,
                    start_at: "beginning",
                    storage: "file_storage",
                    retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
                    operators: lineOperators,
                },
            },
            processors: {
                k8sattributes: {
                    auth_type: "serviceAccount",
                    filter: { node_from_env_var: "NODE_NAME" },
                    wait_for_metadata: true,
                    pod_association: [{ sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] }],
                    extract: {
                        metadata: ["k8s.node.name"],
                        labels: [
                            { from: "pod", key: "app", tag_name: "flink.resource.name" },
                            { from: "pod", key: "component", tag_name: "flink.component" },
                        ],
                    },
                },
            },
            exporters: { otlphttp: exporter },
            service: {
                extensions: ["file_storage", "health_check"],
                pipelines: {
                    logs: { receivers: ["filelog"], processors: ["k8sattributes"], exporters: ["otlphttp"] },
                },
            },
        });
    });

    it("reads the watched namespaces alone, in any order", () => {
        const { receivers } = configurationOf({ kind: "otlp", url: "http://logs/v1/logs" }, ["b", "a"]);
        assert.deepEqual(receivers.filelog.include.slice(1), [
            "/var/log/pods/a_*/flink-main-container/*.log",
            "/var/log/pods/b_*/flink-main-container/*.log",
        ]);
    });

    it("sends to Loki's own path, with the tenant, headers from Secrets and a certificate authority", () => {
        const sink: LogSinkArgs = {
            kind: "loki",
            url: "https://loki",
            tenant: "payments",
            headers: { Authorization: secretKey },
            certificateAuthority: secretKey,
        };
        assert.deepEqual(configurationOf(sink).exporters, {
            "otlphttp/loki": {
                endpoint: "${env:SINK_URL}/otlp",
                headers: { "X-Scope-OrgID": "payments", Authorization: "${env:SINK_HEADER_0}" },
                tls: { ca_file: "/etc/otelcol/authority/ca.crt" },
                ...queued,
            },
        });
    });
});
