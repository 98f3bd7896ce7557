import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { modes } from "../../support/record";
import { containerOf, deploymentOf, made } from "./objects";

for (const { title, preview } of modes) {
    describe(`FlinkOperator ${title}`, () => {
        it("runs under a context that passes Pod Security restricted, on a read-only file system", async () => {
            const { spec } = deploymentOf(await made({}, preview)).spec.template;
            assert.deepEqual(spec.securityContext, {
                runAsNonRoot: true,
                runAsUser: 9999,
                runAsGroup: 9999,
                fsGroup: 9999,
                seccompProfile: { type: "RuntimeDefault" },
            });
            assert.equal(spec.containers.length, 1);
            assert.deepEqual(spec.containers[0].securityContext, {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
                readOnlyRootFilesystem: true,
            });
            assert.deepEqual(spec.containers[0].volumeMounts, [
                { name: "configuration", mountPath: "/opt/flink/conf" },
                { name: "tmp", mountPath: "/tmp" },
                { name: "artifacts", mountPath: "/opt/flink/artifacts" },
            ]);
            assert.deepEqual(spec.volumes, [
                {
                    name: "configuration",
                    configMap: {
                        name: "flink-operator-config",
                        items: [
                            { key: "flink-conf.yaml", path: "flink-conf.yaml" },
                            { key: "log4j-operator.properties", path: "log4j-operator.properties" },
                            { key: "log4j-console.properties", path: "log4j-console.properties" },
                        ],
                    },
                },
                { name: "tmp", emptyDir: {} },
                { name: "artifacts", emptyDir: {} },
            ]);
        });
    });
}

describe("FlinkOperator", () => {
    it("starts upstream's entrypoint with upstream's environment", async () => {
        const container = containerOf(await made({ release: "1.7.0" }));
        assert.equal(container.name, "flink-kubernetes-operator");
        assert.equal(container.image, "ghcr.io/apache/flink-kubernetes-operator:1.7.0");
        assert.deepEqual(container.command, ["/docker-entrypoint.sh", "operator"]);
        assert.deepEqual(container.env, [
            { name: "OPERATOR_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
            { name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
            { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
            { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
            { name: "OPERATOR_NAME", value: "flink-kubernetes-operator" },
            { name: "OPERATOR_IMAGE", value: "ghcr.io/apache/flink-kubernetes-operator:1.7.0" },
            { name: "FLINK_CONF_DIR", value: "/opt/flink/conf" },
            { name: "FLINK_PLUGINS_DIR", value: "/opt/flink/plugins" },
            { name: "LOGGING_FRAMEWORK", value: "log4j2" },
            { name: "LOG_CONFIG", value: "-Dlog4j.configurationFile=/opt/flink/conf/log4j-operator.properties" },
            { name: "JVM_ARGS", value: "-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError" },
        ]);
    });

    it("puts the caller's JVM options after its own, so that they win", async () => {
        const { env } = containerOf(await made({ jvmArgs: ["-XX:MaxRAMPercentage=70", "-Xss512k"] }));
        assert.deepEqual(env.at(-1), {
            name: "JVM_ARGS",
            value: "-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=70 -Xss512k",
        });
    });

    it("asks the health port before it counts as started, alive and ready", async () => {
        const container = containerOf(await made());
        const check = { httpGet: { path: "/", port: "health-port" }, timeoutSeconds: 5 };
        assert.deepEqual(container.ports, [{ name: "health-port", containerPort: 8085, protocol: "TCP" }]);
        assert.deepEqual(container.startupProbe, { ...check, periodSeconds: 2, failureThreshold: 150 });
        assert.deepEqual(container.livenessProbe, { ...check, periodSeconds: 10, failureThreshold: 3 });
        assert.deepEqual(container.readinessProbe, { ...check, periodSeconds: 5, failureThreshold: 3 });
    });

    it("takes image, pull secrets, resources and nodes from its arguments", async () => {
        const digest = `sha256:${"0".repeat(64)}`;
        const tolerations = [{ key: "dedicated", operator: "Equal", value: "system", effect: "NoSchedule" }] as const;
        const resources = await made({
            image: { repository: "registry.example.com/operator", digest },
            imagePullSecrets: ["registry"],
            resources: { limits: { memory: "2Gi" } },
            placement: { nodeSelector: { pool: "system" }, tolerations },
        });
        const { spec } = deploymentOf(resources).spec.template;
        assert.equal(spec.containers[0].image, `registry.example.com/operator@${digest}`);
        assert.deepEqual(spec.imagePullSecrets, [{ name: "registry" }]);
        assert.deepEqual(spec.containers[0].resources, { requests: {}, limits: { memory: "2Gi" } });
        assert.deepEqual(spec.nodeSelector, { pool: "system" });
        assert.deepEqual(spec.tolerations, tolerations);
        const late = await made({ image: { repository: pulumi.output("registry.example.com/operator"), tag: "main" } });
        assert.equal(containerOf(late).image, "registry.example.com/operator:main");
        const tagged = await made({ image: { tag: "main" } });
        assert.equal(containerOf(tagged).image, "ghcr.io/apache/flink-kubernetes-operator:main");
    });

    it("mounts a folder for session jobs' jars where they are kept", async () => {
        const configuration = { "kubernetes.operator.user.artifacts.base.dir": "/jars" };
        const mounts: { name: string; mountPath: string }[] = containerOf(await made({ configuration })).volumeMounts;
        assert.deepEqual(
            mounts.filter(({ name }) => name === "artifacts"),
            [{ name: "artifacts", mountPath: "/jars" }],
        );
    });
});
