import type * as k8s from "@pulumi/kubernetes";
import { healthPort, logFolder, storageFolder } from "./configuration";
import { authorityFile, authorityFolder, headerVariable, urlVariable } from "./exporters";
import { collectorLabels, collectorName, collectorSelector, configurationKey } from "./names";
import type { ForServer } from "./settings";

const configurationFolder = "/etc/otelcol/configuration";

/** The pod's annotation that changes with the configuration, which the collector reads at its start alone. */
const configurationAnnotation = "flink-platform/configuration";

/** The collector's DaemonSet: a pod on every node, as Flink's pods may be on any. */
export function collectorDaemonSet(settings: ForServer, configurationHash: string): k8s.types.input.apps.v1.DaemonSet {
    const { namespace } = settings.collector;
    return {
        metadata: { name: collectorName, namespace, labels: { ...collectorLabels } },
        spec: {
            selector: { matchLabels: { ...collectorSelector } },
            template: {
                metadata: {
                    labels: { ...collectorLabels },
                    annotations: { [configurationAnnotation]: configurationHash },
                },
                spec: podSpec(settings),
            },
        },
    };
}

function podSpec(settings: ForServer): k8s.types.input.core.v1.PodSpec {
    const { collector, sink } = settings;
    const authority = sink.certificateAuthority;
    return {
        serviceAccountName: collectorName,
        // Nodes of jobs have taints of any kind.
        tolerations: [{ operator: "Exists" }],
        imagePullSecrets: collector.imagePullSecrets.map((name) => ({ name })),
        // Files of containers' output are root's, and readable for nobody else.
        securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: "RuntimeDefault" } },
        containers: [container(settings)],
        volumes: [
            { name: "configuration", configMap: { name: collectorName } },
            { name: "logs", hostPath: { path: logFolder, type: "Directory" } },
            // Each collector of a cluster has a folder of its own.
            {
                name: "storage",
                hostPath: { path: `${storageFolder}/${collector.namespace}`, type: "DirectoryOrCreate" },
            },
            ...(authority
                ? [
                      {
                          name: "authority",
                          secret: {
                              secretName: authority.secret,
                              items: [{ key: authority.key, path: authorityFile }],
                          },
                      },
                  ]
                : []),
        ],
    };
}

function container(settings: ForServer): k8s.types.input.core.v1.Container {
    const { collector, sink } = settings;
    const memory = `${collector.memoryMiB}Mi`;
    const health = { httpGet: { path: "/", port: healthPort } };
    return {
        name: collectorName,
        image: collector.image,
        imagePullPolicy: "IfNotPresent",
        // Without the gate a tenth of a second's lines, which count as read, wait in memory.
        args: [`--config=${configurationFolder}/${configurationKey}`, "--feature-gates=stanza.synchronousLogEmitter"],
        env: environment(settings),
        resources: { requests: { cpu: `${Math.round(collector.cpu * 1000)}m`, memory }, limits: { memory } },
        // Root with no capability: it reads and writes what is root's own, and nothing else.
        securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
            readOnlyRootFilesystem: true,
        },
        startupProbe: { ...health, periodSeconds: 2, failureThreshold: 60 },
        livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 6 },
        volumeMounts: [
            { name: "configuration", mountPath: configurationFolder, readOnly: true },
            { name: "logs", mountPath: logFolder, readOnly: true },
            { name: "storage", mountPath: storageFolder },
            ...(sink.certificateAuthority ? [{ name: "authority", mountPath: authorityFolder, readOnly: true }] : []),
        ],
    };
}

function environment({ collector, sink }: ForServer): k8s.types.input.core.v1.EnvVar[] {
    const fromField = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
    return [
        fromField("NODE_NAME", "spec.nodeName"),
        fromField("POD_IP", "status.podIP"),
        // Four fifths, so that Go collects its garbage before Kubernetes ends the process.
        { name: "GOMEMLIMIT", value: `${Math.floor(collector.memoryMiB * 0.8)}MiB` },
        { name: urlVariable, value: sink.url },
        ...Object.values(sink.headers ?? {}).map(({ secret: name, key }, index) => ({
            name: headerVariable(index),
            valueFrom: { secretKeyRef: { name, key } },
        })),
    ];
}
