import * as crypto from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Binding, ClusterModule } from "../../contracts/cluster";
import { restrictedContainer, restrictedPod } from "../../kubernetes/pod-security";
import { agentConfiguration, type RemoteWriteSink } from "./agent-configuration";
import type { Scraped } from "./pod-monitors";
import type { MonitoringSettings } from "./settings";

/** What an agent collects, and where it writes. */
export interface MetricsAgentArgs extends Scraped {
    readonly settings: MonitoringSettings;
    readonly sink: RemoteWriteSink;
    readonly cluster: Pick<ClusterModule, "bindServiceAccount" | "nodes" | "labels" | "imagePullSecrets">;
}

/** Name of the agent's objects in the operator's namespace. */
const agentName = "flink-metrics-agent";
const labels = { "app.kubernetes.io/name": agentName };
const managedLabels = { ...labels, "app.kubernetes.io/managed-by": "pulumi" };

/**
 * Version of Prometheus: agent mode is a flag of its own from 3.0 on, and Azure's identity of a pod works from 2.52 on.
 * Source: https://prometheus.io/docs/prometheus/latest/migration/
 */
const image = "quay.io/prometheus/prometheus:v3.14.0";

const port = 9090;
const configurationFile = "prometheus.yml";

/** A Prometheus in agent mode beside the operator, which keeps no series but writes them to the cluster's service for metrics. */
export class MetricsAgent extends pulumi.ComponentResource {
    /** Makes the agent, with an identity that may write metrics and rights to look at pods. */
    constructor(name: string, args: MetricsAgentArgs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:index:MetricsAgent", name, { namespace: args.operatorNamespace, image }, opts);
        const { operatorNamespace: namespace } = args;
        const metadata = { name: agentName, namespace, labels: managedLabels };
        const inNamespace = { parent: this, dependsOn: opts.dependsOn ?? [] };
        const binding = args.cluster.bindServiceAccount(
            `${name}-identity`,
            { namespace, serviceAccount: agentName, access: ["metrics:write"], statePrefix: "" },
            inNamespace,
        );
        const account = new k8s.core.v1.ServiceAccount(
            `${name}-service-account`,
            {
                metadata: { ...metadata, annotations: { ...binding.serviceAccountAnnotations } },
                imagePullSecrets: (args.cluster.imagePullSecrets ?? []).map((secret) => ({ name: secret })),
            },
            inNamespace,
        );
        const rights = mayListPods(name, args, { parent: this, dependsOn: [account, ...dependencies(opts)] });
        const text = agentConfiguration(args.settings, args, args.sink, args.cluster.labels);
        const configuration = new k8s.core.v1.ConfigMap(
            `${name}-configuration`,
            { metadata, data: { [configurationFile]: text } },
            inNamespace,
        );
        new k8s.apps.v1.Deployment(
            `${name}-deployment`,
            { metadata, spec: deploymentSpec(args, binding, text) },
            { parent: this, dependsOn: [configuration, ...rights, ...binding.dependsOn] },
        );
        this.registerOutputs({});
    }
}

const dependencies = ({ dependsOn }: pulumi.ComponentResourceOptions) => [dependsOn ?? []].flat() as pulumi.Resource[];

/** Rights to look at the pods of the watched namespaces, or at all pods where all are watched. */
function mayListPods(
    name: string,
    { operatorNamespace, watchNamespaces }: Scraped,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const rules = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }];
    const subjects = [{ kind: "ServiceAccount", name: agentName, namespace: operatorNamespace }];
    // Outside its namespace the name says whose rights these are: several platforms may share a cluster.
    const sharedName = `${agentName}-${operatorNamespace}`;
    const roleRef = (kind: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind, name: sharedName });
    if (watchNamespaces.length === 0) {
        const objectMeta = { name: sharedName, labels: managedLabels };
        const role = new k8s.rbac.v1.ClusterRole(`${name}-role`, { metadata: objectMeta, rules }, opts);
        const binding = { metadata: objectMeta, roleRef: roleRef("ClusterRole"), subjects };
        return [new k8s.rbac.v1.ClusterRoleBinding(`${name}-role-binding`, binding, { ...opts, dependsOn: role })];
    }
    return [...new Set([operatorNamespace, ...watchNamespaces])].sort().map((namespace) => {
        const objectMeta = { name: sharedName, namespace, labels: managedLabels };
        const role = new k8s.rbac.v1.Role(`${name}-${namespace}-role`, { metadata: objectMeta, rules }, opts);
        const binding = { metadata: objectMeta, roleRef: roleRef("Role"), subjects };
        return new k8s.rbac.v1.RoleBinding(`${name}-${namespace}-role-binding`, binding, { ...opts, dependsOn: role });
    });
}

function deploymentSpec(
    { cluster }: MetricsAgentArgs,
    binding: Binding,
    text: pulumi.Output<string>,
): k8s.types.input.apps.v1.DeploymentSpec {
    const { nodeSelector, tolerations } = cluster.nodes.system;
    const hash = text.apply((content) => crypto.createHash("sha256").update(content).digest("hex").slice(0, 16));
    return {
        replicas: 1,
        // Two at once would write every series twice.
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: {
            metadata: {
                labels: { ...managedLabels, ...binding.podLabels },
                annotations: { ...binding.podAnnotations, "flink-platform/configuration": hash },
            },
            spec: {
                serviceAccountName: agentName,
                securityContext: restrictedPod,
                nodeSelector: { ...nodeSelector },
                tolerations: tolerations.map((toleration) => ({ ...toleration })),
                containers: [container(binding)],
                volumes: [
                    { name: "configuration", configMap: { name: agentName } },
                    // What is not written yet. It ends with the pod: the agent goes on with what it collects from then on.
                    { name: "data", emptyDir: { sizeLimit: "2Gi" } },
                ],
            },
        },
    };
}

function container({ env }: Binding): k8s.types.input.core.v1.Container {
    const probe = (path: string) => ({ httpGet: { path, port: "web" }, periodSeconds: 10, failureThreshold: 6 });
    return {
        name: "prometheus",
        image,
        args: [
            "--agent",
            `--config.file=/etc/prometheus/${configurationFile}`,
            "--storage.agent.path=/data",
            // A node that is short of memory or a long outage of the sink must not fill the disk.
            "--storage.agent.retention.max-time=2h",
        ],
        env: env.map((variable) =>
            "value" in variable
                ? { name: variable.name, value: variable.value }
                : {
                      name: variable.name,
                      valueFrom: { secretKeyRef: { name: variable.secretName, key: variable.secretKey } },
                  },
        ),
        ports: [{ name: "web", containerPort: port, protocol: "TCP" }],
        // About 3 KiB of memory for each series: half a million, which is a dozen jobs of a hundred subtasks.
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
        readinessProbe: probe("/-/ready"),
        livenessProbe: probe("/-/healthy"),
        securityContext: restrictedContainer,
        volumeMounts: [
            { name: "configuration", mountPath: "/etc/prometheus" },
            { name: "data", mountPath: "/data" },
        ],
    };
}
