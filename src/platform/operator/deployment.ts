import type * as k8s from "@pulumi/kubernetes";
import { configurationFile, staticConfigurationHash } from "./configuration";
import { operatorContainer } from "./container";
import { jobLoggingFile, operatorLoggingFile } from "./logging";
import { operatorConfigMap, operatorName, operatorServiceAccount, selectorLabels, versionedLabels } from "./names";
import { restrictedPod } from "../../kubernetes/pod-security";
import type { OperatorSettings } from "./settings";

type PodSpec = k8s.types.input.core.v1.PodSpec;

/** The pod's annotation that changes with what only a restart brings into effect. */
export const staticConfigurationAnnotation = "flink-platform/static-configuration";

/** The operator's Deployment. */
export function operatorDeployment(settings: OperatorSettings): k8s.types.input.apps.v1.Deployment {
    const { release, replicas, configuration } = settings;
    return {
        metadata: {
            name: operatorName,
            namespace: settings.namespace,
            labels: versionedLabels(release.version),
        },
        spec: {
            replicas,
            // Without leader election two operators must not run at once, not even for the length of an update.
            strategy: { type: replicas > 1 ? "RollingUpdate" : "Recreate" },
            selector: { matchLabels: { ...selectorLabels } },
            template: {
                metadata: {
                    labels: versionedLabels(release.version),
                    annotations: {
                        "kubectl.kubernetes.io/default-container": operatorName,
                        [staticConfigurationAnnotation]: staticConfigurationHash(configuration),
                    },
                },
                spec: podSpec(settings),
            },
        },
    };
}

function podSpec(settings: OperatorSettings): PodSpec {
    const { nodeSelector, tolerations } = settings.placement ?? { nodeSelector: {}, tolerations: [] };
    return {
        serviceAccountName: operatorServiceAccount,
        securityContext: restrictedPod,
        nodeSelector: { ...nodeSelector },
        tolerations: tolerations.map((toleration) => ({ ...toleration })),
        topologySpreadConstraints: settings.replicas > 1 ? spread : [],
        imagePullSecrets: settings.imagePullSecrets.map((name) => ({ name })),
        containers: [operatorContainer(settings)],
        volumes: [
            {
                name: "configuration",
                configMap: {
                    name: operatorConfigMap,
                    items: [configurationFile, operatorLoggingFile, jobLoggingFile].map((file) => ({
                        key: file,
                        path: file,
                    })),
                },
            },
            { name: "tmp", emptyDir: {} },
            { name: "artifacts", emptyDir: {} },
        ],
    };
}

/** Several pods on nodes and in zones of their own, so that one loss leaves a pod to take over. One node takes them all. */
const spread = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { ...selectorLabels } },
    // The pods that an update replaces do not count.
    matchLabelKeys: ["pod-template-hash"],
}));
