import assert from "node:assert/strict";
import { FlinkPlatform, type FlinkPlatformArgs } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { named, only, record } from "../../support/record";

const made = (logging: NonNullable<FlinkPlatformArgs["logging"]>, more: object = {}) =>
    record(() => new FlinkPlatform("p", { cluster: fakeCluster(), logging, ...more }));

const server = { kind: "otlp", url: "http://logs/v1/logs" } as const;

describe("FlinkPlatform with logging", () => {
    it("installs nothing for the cluster's own service, and makes lines JSON", async () => {
        const resources = await made({});
        assert.deepEqual(
            resources.filter(({ name }) => name.startsWith("p-logs")),
            [],
        );
        const { data } = named(resources, "p-operator-configuration").inputs;
        assert.match(data["log4j-operator.properties"], /layout\.pattern = \{"time":/);
        assert.match(data["log4j-console.properties"], /console\.layout\.pattern = \{"time":/);
        assert.match(data["log4j-console.properties"], /file\.layout\.pattern = %d/);
    });

    it("leaves lines as text if its operator's logging says so", async () => {
        const resources = await made({}, { operator: { logging: { format: "text" } } });
        const { data } = named(resources, "p-operator-configuration").inputs;
        assert.match(data["log4j-operator.properties"], /console\.layout\.pattern = %d/);
    });

    it("may see pods, and nothing else of the cluster", async () => {
        const resources = await made({ sink: server });
        assert.deepEqual(named(resources, "p-logs-role").inputs.rules, [
            { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
        ]);
        assert.deepEqual(named(resources, "p-logs-role-binding").inputs.subjects, [
            { kind: "ServiceAccount", name: "flink-logs", namespace: "flink-logging" },
        ]);
        assert.equal(named(resources, "p-logs-role-binding").inputs.metadata.name, "flink-logs-flink-logging");
    });

    it("runs on every node, as root without any capability, and writes to its own folder alone", async () => {
        const resources = await made({ sink: server });
        const { spec } = only(resources, "kubernetes:apps/v1:DaemonSet").inputs.spec.template;
        const [container] = spec.containers;
        assert.deepEqual(spec.tolerations, [{ operator: "Exists" }]);
        assert.deepEqual(container.securityContext, {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
            readOnlyRootFilesystem: true,
        });
        assert.deepEqual(container.volumeMounts, [
            { name: "configuration", mountPath: "/etc/otelcol/configuration", readOnly: true },
            { name: "logs", mountPath: "/var/log/pods", readOnly: true },
            { name: "storage", mountPath: "/var/lib/otelcol" },
        ]);
        assert.deepEqual(spec.volumes.slice(1), [
            { name: "logs", hostPath: { path: "/var/log/pods", type: "Directory" } },
            { name: "storage", hostPath: { path: "/var/lib/otelcol/flink-logging", type: "DirectoryOrCreate" } },
        ]);
        assert.deepEqual(container.resources, {
            requests: { cpu: "50m", memory: "256Mi" },
            limits: { memory: "256Mi" },
        });
        assert.equal(
            container.image,
            "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.158.0",
        );
        assert.deepEqual(named(resources, "p-logs-namespace").inputs.metadata, {
            name: "flink-logging",
            labels: {
                "app.kubernetes.io/name": "flink-logs",
                "app.kubernetes.io/managed-by": "pulumi",
                "pod-security.kubernetes.io/enforce": "privileged",
            },
        });
    });

    it("takes headers and a certificate authority from Secrets, which no input holds", async () => {
        const sink = {
            ...server,
            headers: { Authorization: { secret: "sink", key: "token" } },
            certificateAuthority: { secret: "authority", key: "tls.crt" },
        };
        const resources = await made({ sink, collector: { namespace: "agents", namespaceExists: true } });
        const { spec } = only(resources, "kubernetes:apps/v1:DaemonSet").inputs.spec.template;
        assert.deepEqual(spec.containers[0].env.slice(2), [
            { name: "GOMEMLIMIT", value: "204MiB" },
            { name: "SINK_URL", value: "http://logs/v1/logs" },
            { name: "SINK_HEADER_0", valueFrom: { secretKeyRef: { name: "sink", key: "token" } } },
        ]);
        assert.deepEqual(spec.volumes.at(-1), {
            name: "authority",
            secret: { secretName: "authority", items: [{ key: "tls.crt", path: "ca.crt" }] },
        });
        assert.ok(!resources.some(({ name }) => name === "p-logs-namespace"));
    });

    it("replaces its pods when the configuration changes, and leaves the operator's alone", async () => {
        const podOf = async (queuedLines: number) => {
            const resources = await made({ sink: server, collector: { queuedLines } });
            return {
                collector: only(resources, "kubernetes:apps/v1:DaemonSet").inputs.spec.template.metadata.annotations,
                operator: only(resources, "kubernetes:apps/v1:Deployment").inputs.spec.template,
            };
        };
        const [before, after] = [await podOf(10_000), await podOf(20_000)];
        assert.notDeepEqual(before.collector, after.collector);
        assert.deepEqual(before.operator, after.operator);
    });

    it("is refused where no pod may read its node's logs", async () => {
        const capabilities = { hostPathLogs: false, nodeExporter: false, privileged: false, kubeSystemWritable: false };
        await assert.rejects(
            record(() => {
                const cluster = Object.assign(fakeCluster(), { capabilities });
                return new FlinkPlatform("p", { cluster, logging: { sink: server } });
            }),
            {
                message:
                    `FlinkPlatform "p": logging.sink.kind must be "cluster", as no pod of this cluster may read its ` +
                    `node's logs, got "otlp"`,
            },
        );
    });
});
