import * as crypto from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { collectorConfiguration, type Sources } from "./configuration";
import { collectorDaemonSet } from "./daemon-set";
import { collectorLabels, collectorName, configurationKey, sharedCollectorName } from "./names";
import type { ForServer } from "./settings";

/** The OpenTelemetry Collector on each node, which sends the lines of the operator and of jobs to a server. */
export class FlinkLogCollector extends pulumi.ComponentResource {
    constructor(name: string, settings: ForServer, sources: Sources, opts: pulumi.ComponentResourceOptions) {
        const { namespace, namespaceExists } = settings.collector;
        super("flink-platform:index:FlinkLogCollector", name, { namespace, sink: settings.sink.kind }, opts);
        // JSON is YAML.
        const configuration = JSON.stringify(collectorConfiguration(settings, sources), undefined, 2);
        const made = namespaceExists
            ? []
            : [new k8s.core.v1.Namespace(`${name}-namespace`, openNamespace(namespace), { parent: this })];
        const inNamespace = { parent: this, dependsOn: made };
        const metadata = { name: collectorName, namespace, labels: { ...collectorLabels } };
        const account = new k8s.core.v1.ServiceAccount(`${name}-service-account`, { metadata }, inNamespace);
        const binding = this.readPods(name, namespace);
        const configMap = new k8s.core.v1.ConfigMap(
            `${name}-configuration`,
            { metadata, data: { [configurationKey]: configuration } },
            inNamespace,
        );
        const hash = crypto.createHash("sha256").update(configuration).digest("hex").slice(0, 16);
        new k8s.apps.v1.DaemonSet(`${name}-daemon-set`, collectorDaemonSet(settings, hash), {
            parent: this,
            dependsOn: [...made, account, binding, configMap],
        });
        this.registerOutputs({});
    }

    /** The right to see pods, whose labels say which resource they belong to. Kubernetes cannot give it for one node alone. */
    private readPods(name: string, namespace: string): pulumi.Resource {
        const metadata = { name: sharedCollectorName(namespace), labels: { ...collectorLabels } };
        const role = new k8s.rbac.v1.ClusterRole(
            `${name}-role`,
            { metadata, rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }] },
            { parent: this },
        );
        return new k8s.rbac.v1.ClusterRoleBinding(
            `${name}-role-binding`,
            {
                metadata,
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: metadata.name },
                subjects: [{ kind: "ServiceAccount", name: collectorName, namespace }],
            },
            { parent: this, dependsOn: role },
        );
    }
}

/** A namespace whose pods may mount folders of their node, which Pod Security allows with "privileged" alone. */
function openNamespace(name: string): k8s.types.input.core.v1.Namespace {
    return {
        metadata: { name, labels: { ...collectorLabels, "pod-security.kubernetes.io/enforce": "privileged" } },
    };
}
