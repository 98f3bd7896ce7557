import type * as k8s from "@pulumi/kubernetes";
import { artifactFolder } from "./configuration";
import { operatorLoggingFile } from "./logging";
import { operatorMetricsPortName, operatorName } from "./names";
import { restrictedContainer } from "../../kubernetes/pod-security";
import type { OperatorSettings } from "./settings";

type Container = k8s.types.input.core.v1.Container;

/** Health probe of the operator. It listens only after it has read every watched namespace. */
export const healthPort = 8085;
const configurationFolder = "/opt/flink/conf";

/**
 * Options of the operator's JVM. The heap may take 60 % of the limit: the JVM's own default of 25 % leaves most of it
 * unused, and the rest, 410 MiB of 1 GiB, is for metaspace, compiled code, the threads' stacks and direct memory. Lack of
 * memory ends the operator: it might else lose one of its threads and go on half dead, which the health probe does not see.
 */
const defaultJvmArgs = ["-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError"] as const;

/** The container of the operator's pod: upstream's entrypoint with upstream's environment. */
export function operatorContainer({
    image,
    resources,
    jvmArgs,
    configuration,
    metricsPort,
}: OperatorSettings): Container {
    const { requests, limits } = resources;
    return {
        name: operatorName,
        image,
        imagePullPolicy: "IfNotPresent",
        command: ["/docker-entrypoint.sh", "operator"],
        env: environment(image, jvmArgs),
        ports: [
            { name: "health-port", containerPort: healthPort, protocol: "TCP" },
            ...(metricsPort === undefined
                ? []
                : [{ name: operatorMetricsPortName, containerPort: metricsPort, protocol: "TCP" }]),
        ],
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

function environment(image: OperatorSettings["image"], jvmArgs: readonly string[]): k8s.types.input.core.v1.EnvVar[] {
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
