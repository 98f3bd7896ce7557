import { operatorName } from "../operator/names";
import { flinkContainer, lineOperators } from "./lines";
import { exporterOf } from "./exporters";
import type { ForServer } from "./settings";

/** Folder of the collector's own files in its container: how far it has read, and what it has not sent yet. */
export const storageFolder = "/var/lib/otelcol";
/** Folder of containers' output, on every node and in the collector's container. */
export const logFolder = "/var/log/pods";
/** Port of the collector's health check. */
export const healthPort = 13133;

/** Whose lines are read. */
export interface Sources {
    readonly operatorNamespace: string;
    /** Namespaces of jobs; all if empty. */
    readonly jobNamespaces: readonly string[];
}

/**
 * The collector's whole configuration. Component names are those that every version from 0.130 to 0.158 knows.
 *
 * Nothing waits in memory but what is being sent: a line counts as read when it lies in the queue on disk, and leaves the
 * queue when the server has taken it. So there is no batch processor, and a full queue stops the reading.
 */
export function collectorConfiguration({ sink, collector }: ForServer, sources: Sources) {
    const { exporter, name } = exporterOf(sink);
    return {
        extensions: {
            file_storage: { directory: storageFolder, create_directory: true },
            health_check: { endpoint: `\${env:POD_IP}:${healthPort}` },
        },
        receivers: {
            filelog: {
                include: filesOf(sources),
                include_file_path: true,
                start_at: "beginning",
                storage: "file_storage",
                retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
                operators: lineOperators,
            },
        },
        processors: { k8sattributes: podAttributes },
        exporters: {
            [name]: {
                ...exporter,
                retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
                sending_queue: {
                    enabled: true,
                    storage: "file_storage",
                    sizer: "items",
                    queue_size: collector.queuedLines,
                    block_on_overflow: true,
                    // Lines leave the queue once the batch that they are in is taken.
                    batch: { flush_timeout: "1s", sizer: "items", min_size: 1000, max_size: 5000 },
                },
            },
        },
        service: {
            extensions: ["file_storage", "health_check"],
            pipelines: { logs: { receivers: ["filelog"], processors: ["k8sattributes"], exporters: [name] } },
        },
    };
}

/** Files by `<namespace>_<pod>_<uid>/<container>/`: https://kubernetes.io/docs/concepts/cluster-administration/logging/ */
function filesOf({ operatorNamespace, jobNamespaces }: Sources): string[] {
    const namespaces = jobNamespaces.length === 0 ? ["*"] : [...jobNamespaces].sort();
    return [
        `${logFolder}/${operatorNamespace}_*/${operatorName}/*.log`,
        ...namespaces.map((namespace) => `${logFolder}/${namespace}_*/${flinkContainer}/*.log`),
    ];
}

/**
 * Labels of a pod by its uid, which its files' names have. Flink and the operator name pods' resource `app`. A pod that is
 * deleted is remembered for two minutes, so that its last lines have them too.
 */
const podAttributes = {
    auth_type: "serviceAccount",
    filter: { node_from_env_var: "NODE_NAME" },
    wait_for_metadata: true,
    pod_association: [{ sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] }],
    extract: {
        metadata: ["k8s.node.name"],
        labels: [
            { from: "pod", key: "app", tag_name: "flink.resource.name" },
            { from: "pod", key: "component", tag_name: "flink.component" },
        ],
    },
};
