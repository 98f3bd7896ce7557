import type * as k8s from "@pulumi/kubernetes";
import { operatorDefaults, type FlinkOperatorArgs, type ImageArgs } from "./operator-args";
import {
    artifactFolder,
    configurationFile,
    operatorConfiguration,
    staticConfigurationHash,
    type Configuration,
} from "./operator-configuration";
import { jobLoggingFile, operatorLoggingFile } from "./operator-logging";
import {
    operatorConfigMap,
    operatorName,
    operatorServiceAccount,
    selectorLabels,
    versionedLabels,
} from "./operator-names";
import { releaseFacts, type ReleaseFacts } from "./operator-release";
import { restrictedContainer, restrictedPod } from "../pod-security";

type Container = k8s.types.input.core.v1.Container;
type PodSpec = k8s.types.input.core.v1.PodSpec;

/** The pod's annotation that changes with what only a restart brings into effect. */
export const staticConfigurationAnnotation = "flink-platform/static-configuration";

/** Where the operator answers whether it is well. It listens only after it has read every watched namespace. */
const healthPort = 8085;
const configurationFolder = "/opt/flink/conf";

/**
 * Options of the operator's JVM. The heap may take 60 % of the limit: the JVM's own default of 25 % leaves most of it
 * unused, and the rest, 410 MiB of 1 GiB, is for metaspace, compiled code, the threads' stacks and direct memory. Lack of
 * memory ends the operator: it might else lose one of its threads and go on half dead, which the health probe does not see.
 */
const defaultJvmArgs = ["-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError"] as const;

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

function operatorContainer(args: FlinkOperatorArgs, release: ReleaseFacts, configuration: Configuration): Container {
    const image = imageName(args.image, release);
    const { requests, limits } = args.resources ?? operatorDefaults.resources;
    return {
        name: operatorName,
        image,
        imagePullPolicy: "IfNotPresent",
        command: ["/docker-entrypoint.sh", "operator"],
        env: environment(image, args.jvmArgs ?? []),
        ports: [{ name: "health-port", containerPort: healthPort, protocol: "TCP" }],
        resources: { requests: { ...requests }, limits: { ...limits } },
        securityContext: restrictedContainer,
        // A start takes 4 to 9 s on an idle machine, 25 s were seen on a busy one; 300 s are what upstream's chart allows.
        startupProbe: { ...healthCheck, periodSeconds: 2, failureThreshold: 150 },
        livenessProbe: { ...healthCheck, periodSeconds: 10, failureThreshold: 3 },
        readinessProbe: { ...healthCheck, periodSeconds: 5, failureThreshold: 3 },
        volumeMounts: [
            { name: "configuration", mountPath: configurationFolder },
            // Nothing is mounted on /opt/flink/log: the image of 1.15.0 keeps its logging libraries there.
            { name: "tmp", mountPath: "/tmp" },
            { name: "artifacts", mountPath: artifactFolder(configuration) },
        ],
    };
}

const healthCheck = { httpGet: { path: "/", port: "health-port" }, timeoutSeconds: 5 } as const;

function environment(image: string, jvmArgs: readonly string[]): k8s.types.input.core.v1.EnvVar[] {
    const fromField = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
    return [
        fromField("OPERATOR_NAMESPACE", "metadata.namespace"),
        fromField("HOST_IP", "status.hostIP"),
        fromField("POD_IP", "status.podIP"),
        fromField("POD_NAME", "metadata.name"),
        { name: "OPERATOR_NAME", value: operatorName },
        { name: "OPERATOR_IMAGE", value: image },
        { name: "FLINK_CONF_DIR", value: configurationFolder },
        { name: "FLINK_PLUGINS_DIR", value: "/opt/flink/plugins" },
        { name: "LOGGING_FRAMEWORK", value: "log4j2" },
        { name: "LOG_CONFIG", value: `-Dlog4j.configurationFile=${configurationFolder}/${operatorLoggingFile}` },
        // Of two that contradict each other the JVM takes the later.
        { name: "JVM_ARGS", value: [...defaultJvmArgs, ...jvmArgs].join(" ") },
    ];
}

/** Full name of the operator's image: by digest if one is given, else by tag. */
export function imageName(image: ImageArgs | undefined, release: ReleaseFacts): string {
    const repository = image?.repository ?? release.image;
    return image?.digest === undefined
        ? `${repository}:${image?.tag ?? release.version}`
        : `${repository}@${image.digest}`;
}
