import assert from "node:assert/strict";
import { FlinkOperator } from "../../src/platform/operator";
import type { FlinkOperatorArgs } from "../../src/platform/operator-args";
import { configurationText, operatorConfiguration } from "../../src/platform/operator-configuration";
import { operatorDeployment } from "../../src/platform/operator-deployment";
import { operatorRules, ownNamespaceRules } from "../../src/platform/operator-rights";
import { modes, named, namesOf, only, record, type Recorded } from "../support/record";

const types = {
    clusterRole: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
    configMap: "kubernetes:core/v1:ConfigMap",
    definition: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinitionPatch",
    deployment: "kubernetes:apps/v1:Deployment",
    disruptionBudget: "kubernetes:policy/v1:PodDisruptionBudget",
    namespace: "kubernetes:core/v1:Namespace",
    role: "kubernetes:rbac.authorization.k8s.io/v1:Role",
    serviceAccount: "kubernetes:core/v1:ServiceAccount",
};

const labels = (release: string) => ({
    "app.kubernetes.io/name": "flink-kubernetes-operator",
    "app.kubernetes.io/version": release,
    "app.kubernetes.io/managed-by": "pulumi",
});

/** What an operator registers, without itself. */
async function made(args: FlinkOperatorArgs = {}, preview = false): Promise<Recorded[]> {
    const resources = await record(() => new FlinkOperator("x", args), { preview });
    return resources.filter(({ name }) => name !== "x");
}

const deploymentOf = (resources: readonly Recorded[]) => only(resources, types.deployment).inputs;
const containerOf = (resources: readonly Recorded[]) => deploymentOf(resources).spec.template.spec.containers[0];

for (const { title, preview } of modes) {
    describe(`FlinkOperator ${title}`, () => {
        it("registers these objects, under upstream's names", async () => {
            const resources = await made({ release: "1.15.0" }, preview);
            const objects = resources.filter(({ type }) => type.startsWith("kubernetes:") && type !== types.definition);
            assert.deepEqual(
                objects
                    .map(({ name, inputs }) => [name, inputs.metadata.namespace ?? "", inputs.metadata.name].join(" "))
                    .sort(),
                [
                    "x-cluster-role  flink-operator",
                    "x-cluster-role-binding  flink-operator-role-binding",
                    "x-configuration flink-operator flink-operator-config",
                    "x-deployment flink-operator flink-kubernetes-operator",
                    "x-namespace  flink-operator",
                    "x-own-namespace-role flink-operator flink-operator-own-namespace",
                    "x-own-namespace-role-binding flink-operator flink-operator-own-namespace-role-binding",
                    "x-service-account flink-operator flink-operator",
                ],
            );
            for (const { inputs } of objects.filter(({ type }) => type !== types.namespace)) {
                assert.deepEqual(inputs.metadata.labels, labels("1.15.0"));
            }
            assert.deepEqual(only(resources, types.namespace).inputs.metadata.labels, {
                "pod-security.kubernetes.io/enforce": "restricted",
            });
        });

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

        it("is made after its rights and configuration, which come after the namespace", async () => {
            const resources = await made({ release: "1.7.0", replicas: 2 }, preview);
            const after = (name: string) => named(resources, name).dependsOn;
            const own = ["x-own-namespace-role", "x-own-namespace-role-binding"];
            assert.deepEqual(after("x-service-account"), ["x-namespace"]);
            assert.deepEqual(after("x-own-namespace-role"), ["x-namespace"]);
            assert.deepEqual(after("x-own-namespace-role-binding"), ["x-own-namespace-role"]);
            assert.deepEqual(after("x-configuration"), [
                "x-cluster-role",
                "x-cluster-role-binding",
                "x-namespace",
                ...own,
            ]);
            assert.deepEqual(after("x-deployment"), [
                "x-cluster-role",
                "x-cluster-role-binding",
                "x-configuration",
                "x-crds-flink-deployment",
                "x-crds-flink-session-job",
                ...own,
                "x-service-account",
            ]);
            assert.deepEqual(after("x-disruption-budget"), ["x-deployment"]);
        });
    });
}

describe("FlinkOperator", () => {
    it("starts upstream's entrypoint with upstream's environment", async () => {
        const container = containerOf(await made({ release: "1.7.0" }));
        assert.equal(container.name, "flink-kubernetes-operator");
        assert.equal(container.image, "apache/flink-kubernetes-operator:1.7.0");
        assert.deepEqual(container.command, ["/docker-entrypoint.sh", "operator"]);
        assert.deepEqual(container.env, [
            { name: "OPERATOR_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
            { name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
            { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
            { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
            { name: "OPERATOR_NAME", value: "flink-kubernetes-operator" },
            { name: "OPERATOR_IMAGE", value: "apache/flink-kubernetes-operator:1.7.0" },
            { name: "FLINK_CONF_DIR", value: "/opt/flink/conf" },
            { name: "FLINK_PLUGINS_DIR", value: "/opt/flink/plugins" },
            { name: "LOGGING_FRAMEWORK", value: "log4j2" },
            { name: "LOG_CONFIG", value: "-Dlog4j.configurationFile=/opt/flink/conf/log4j-operator.properties" },
            { name: "JVM_ARGS", value: "" },
        ]);
    });

    it("asks the health port before it counts as started, alive and ready", async () => {
        const container = containerOf(await made());
        const check = { httpGet: { path: "/", port: "health-port" }, timeoutSeconds: 5 };
        assert.deepEqual(container.ports, [{ name: "health-port", containerPort: 8085, protocol: "TCP" }]);
        assert.deepEqual(container.startupProbe, { ...check, periodSeconds: 2, failureThreshold: 150 });
        assert.deepEqual(container.livenessProbe, { ...check, periodSeconds: 10, failureThreshold: 3 });
        assert.deepEqual(container.readinessProbe, { ...check, periodSeconds: 5, failureThreshold: 3 });
    });

    it("has one replica that is replaced, and resources, by default", async () => {
        const resources = await made();
        const { spec } = deploymentOf(resources);
        assert.equal(spec.replicas, 1);
        assert.deepEqual(spec.strategy, { type: "Recreate" });
        assert.deepEqual(spec.selector, { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } });
        assert.deepEqual(spec.template.metadata.labels, labels("1.15.0"));
        assert.deepEqual(containerOf(resources).resources, {
            requests: { cpu: "250m", memory: "1Gi" },
            limits: { memory: "1Gi" },
        });
        assert.deepEqual(namesOf(resources, types.disruptionBudget), []);
    });

    it("rolls several replicas, elects a leader among them and keeps one through drains", async () => {
        const resources = await made({ release: "1.7.0", replicas: 2 });
        assert.equal(deploymentOf(resources).spec.replicas, 2);
        assert.deepEqual(deploymentOf(resources).spec.strategy, { type: "RollingUpdate" });
        assert.deepEqual(named(resources, "x-own-namespace-role").inputs.rules, ownNamespaceRules("1.7.0", 2));
        assert.deepEqual(only(resources, types.disruptionBudget).inputs.spec, {
            minAvailable: 1,
            selector: { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } },
        });
        const text: string = only(resources, types.configMap).inputs.data["flink-conf.yaml"];
        assert.match(text, /^kubernetes\.operator\.leader-election\.enabled: true$/m);
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
        const tagged = await made({ image: { tag: "main" } });
        assert.equal(containerOf(tagged).image, "apache/flink-kubernetes-operator:main");
    });

    it("mounts a folder for session jobs' jars where they are kept", async () => {
        const configuration = { "kubernetes.operator.user.artifacts.base.dir": "/jars" };
        const mounts: { name: string; mountPath: string }[] = containerOf(await made({ configuration })).volumeMounts;
        assert.deepEqual(
            mounts.filter(({ name }) => name === "artifacts"),
            [{ name: "artifacts", mountPath: "/jars" }],
        );
    });

    it("may do in the whole cluster what it needs for its release", async () => {
        const resources = await made({ release: "1.7.0" });
        assert.deepEqual(only(resources, types.clusterRole).inputs.rules, operatorRules("1.7.0"));
        assert.deepEqual(namesOf(resources, types.role), []);
        const { inputs } = named(resources, "x-cluster-role-binding");
        assert.deepEqual(inputs.roleRef, {
            apiGroup: "rbac.authorization.k8s.io",
            kind: "ClusterRole",
            name: "flink-operator",
        });
        assert.deepEqual(inputs.subjects, [
            { kind: "ServiceAccount", name: "flink-operator", namespace: "flink-operator" },
        ]);
    });

    it("has rights in watched namespaces alone, before it is told of them", async () => {
        const resources = await made({ release: "1.7.0", watchNamespaces: ["b", "a"] });
        assert.deepEqual(namesOf(resources, types.clusterRole), []);
        assert.deepEqual(namesOf(resources, types.role).sort(), ["x-watched-a-role", "x-watched-b-role"]);
        const role = named(resources, "x-watched-a-role").inputs;
        assert.deepEqual([role.metadata.namespace, role.metadata.name], ["a", "flink-operator"]);
        assert.deepEqual(role.rules, operatorRules("1.7.0"));
        const binding = named(resources, "x-watched-a-role-binding").inputs;
        assert.deepEqual([binding.metadata.namespace, binding.metadata.name], ["a", "flink-operator-role-binding"]);
        assert.deepEqual(binding.roleRef, {
            apiGroup: "rbac.authorization.k8s.io",
            kind: "Role",
            name: "flink-operator",
        });
        assert.deepEqual(binding.subjects, [
            { kind: "ServiceAccount", name: "flink-operator", namespace: "flink-operator" },
        ]);
        assert.deepEqual(only(resources, types.configMap).dependsOn, [
            "x-namespace",
            "x-watched-a-role",
            "x-watched-a-role-binding",
            "x-watched-b-role",
            "x-watched-b-role-binding",
        ]);
    });

    it("keeps its configuration under one name, with both logging files", async () => {
        const resources = await made({ release: "1.7.0" });
        const { data } = only(resources, types.configMap).inputs;
        assert.deepEqual(Object.keys(data).sort(), [
            "flink-conf.yaml",
            "log4j-console.properties",
            "log4j-operator.properties",
        ]);
        assert.equal(data["flink-conf.yaml"], configurationText(operatorConfiguration({ release: "1.7.0" })));
    });

    it("restarts for static options and for nothing else", () => {
        const hash = (args: FlinkOperatorArgs): unknown => {
            const { spec }: any = operatorDeployment({ watchNamespaces: ["a"], ...args });
            return spec.template.metadata.annotations["flink-platform/static-configuration"];
        };
        const before = hash({});
        assert.match(String(before), /^[0-9a-f]{16}$/);
        assert.equal(hash({ configuration: { "kubernetes.operator.reconcile.interval": "1 min" } }), before);
        assert.equal(hash({ watchNamespaces: ["a", "b"] }), before);
        assert.equal(hash({ logging: { level: "DEBUG" } }), before);
        assert.notEqual(hash({ configuration: { "kubernetes.operator.reconcile.parallelism": 5 } }), before);
        assert.notEqual(hash({ labelSelector: { team: "a" } }), before);
        assert.notEqual(hash({ watchNamespaces: [] }), before);
        assert.notEqual(hash({ replicas: 2 }), before);
    });

    it("changes nothing in the pod when a dynamic option or a watched namespace changes", async () => {
        const before = await made({ watchNamespaces: ["a"] });
        const after = await made({
            watchNamespaces: ["a", "b"],
            configuration: { "kubernetes.operator.reconcile.interval": "1 min" },
        });
        assert.deepEqual(deploymentOf(after), deploymentOf(before));
    });

    it("does not make a namespace that is there already", async () => {
        assert.deepEqual(namesOf(await made({ namespaceExists: true }), types.namespace), []);
        assert.deepEqual(namesOf(await made({ namespace: "default" }), types.namespace), []);
        assert.equal(only(await made({ namespace: "default" }), types.deployment).inputs.metadata.namespace, "default");
    });

    it("can be in a cluster twice", async () => {
        const resources = await record(() => {
            const first = new FlinkOperator("x", { labelSelector: { team: "a" }, watchNamespaces: ["jobs"] });
            new FlinkOperator("y", {
                namespace: "second",
                labelSelector: { team: "b" },
                watchNamespaces: ["jobs"],
                crds: first.crds,
            });
            new FlinkOperator("z", { namespace: "third", labelSelector: { team: "c" }, crds: first.crds });
        });
        const objects = resources
            .filter(({ type }) => type.startsWith("kubernetes:"))
            .map(({ type, inputs }) => [type, inputs.metadata.namespace ?? "", inputs.metadata.name].join(" "));
        assert.deepEqual(objects.length, new Set(objects).size);
        assert.equal(named(resources, "y-watched-jobs-role").inputs.metadata.name, "flink-operator-second");
        assert.equal(named(resources, "z-cluster-role").inputs.metadata.name, "flink-operator-third");
        assert.equal(
            named(resources, "z-cluster-role-binding").inputs.metadata.name,
            "flink-operator-third-role-binding",
        );
    });

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
            ["flink-platform:platform:FlinkOperator x"],
        );
        assert.equal(handle?.release, "1.10.0");
        assert.equal(handle?.namespace, "there");
        assert.deepEqual(handle?.dependsOn, []);
        assert.deepEqual(handle?.configuration, {
            "kubernetes.operator.job.restart.failed": "true",
            "kubernetes.operator.watched.namespaces": "a",
        });
    });

    it("rejects everything that is wrong at once", async () => {
        await assert.rejects(made({ replicas: 0, namespace: "A" }), {
            name: "Error",
            message:
                'FlinkOperator "x": replicas must be a whole number of at least 1, got 0\n' +
                'FlinkOperator "x": namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got "A"',
        });
    });
});
