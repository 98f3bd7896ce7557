import type * as k8s from "@pulumi/kubernetes";
import { operatorDefaults, type FlinkOperatorArgs } from "./args";
import { configurationFile, operatorConfiguration, staticConfigurationHash, type Configuration } from "./configuration";
import { operatorContainer } from "./container";
import { jobLoggingFile, operatorLoggingFile } from "./logging";
import { operatorConfigMap, operatorName, operatorServiceAccount, selectorLabels, versionedLabels } from "./names";
import { releaseFacts, type ReleaseFacts } from "../../flink/definitions/release";
import { restrictedPod } from "../../kubernetes/pod-security";

type PodSpec = k8s.types.input.core.v1.PodSpec;

/** The pod's annotation that changes with what only a restart brings into effect. */
export const staticConfigurationAnnotation = "flink-platform/static-configuration";

/** The operator's Deployment. */
export function operatorDeployment(args: FlinkOperatorArgs): k8s.types.input.apps.v1.Deployment {
    const release = releaseFacts(args.release);
    const replicas = args.replicas ?? operatorDefaults.replicas;
    const configuration = operatorConfiguration(args);
    return {
        metadata: {
            name: operatorName,
            namespace: args.namespace ?? operatorDefaults.namespace,
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
                spec: podSpec(args, release, configuration),
            },
        },
    };
}

function podSpec(args: FlinkOperatorArgs, release: ReleaseFacts, configuration: Configuration): PodSpec {
    const { nodeSelector, tolerations } = args.placement ?? { nodeSelector: {}, tolerations: [] };
    return {
        serviceAccountName: operatorServiceAccount,
        securityContext: restrictedPod,
        nodeSelector: { ...nodeSelector },
        tolerations: tolerations.map((toleration) => ({ ...toleration })),
        topologySpreadConstraints: (args.replicas ?? operatorDefaults.replicas) > 1 ? spread : [],
        imagePullSecrets: (args.imagePullSecrets ?? []).map((name) => ({ name })),
        containers: [operatorContainer(args, release, configuration)],
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
