/** Add-on that reads the logs of containers on every node and sends them to CloudWatch. */
export const logAddon = "amazon-cloudwatch-observability";

/** Service account that all pods of the add-on share, its reader of logs included. */
export const logAddonAccount = { namespace: "amazon-cloudwatch", serviceAccount: "cloudwatch-agent" } as const;

/**
 * Configuration of the add-on: container logs to one group that exists, and nothing else. Left to itself it also sends metrics
 * and logs of nodes, and puts an agent into Java programs, Flink's included.
 *
 * @see https://github.com/aws-observability/helm-charts/blob/main/charts/amazon-cloudwatch-observability/values.yaml
 */
export function logAddonConfiguration(logGroupName: string) {
    return {
        // Otherwise its other pods would keep nodes of jobs from being removed.
        tolerations: [],
        applicationSignals: { enabled: false },
        containerInsights: { enabled: false },
        manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } },
        containerLogs: {
            enabled: true,
            fluentBit: {
                tolerations: [{ operator: "Exists" }],
                config: {
                    extraFiles: {
                        "application-log.conf": applicationLogs(logGroupName),
                        // Files that the add-on brings are replaced by name.
                        "dataplane-log.conf": notCollected,
                        "host-log.conf": notCollected,
                    },
                },
            },
        },
    };
}

const notCollected = "# not collected\n";

/**
 * Fluent Bit's configuration that sends container log files to a group. Each container has its own stream, named after its node, pod,
 * namespace and container. Variables are those that the add-on sets.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/outputs/cloudwatch
 */
function applicationLogs(logGroupName: string): string {
    return sections(
        [
            "INPUT",
            {
                Name: "tail",
                Tag: "application.*",
                Path: "/var/log/containers/*.log",
                "multiline.parser": "docker, cri",
                DB: "/var/fluent-bit/state/flb_container.db",
                Mem_Buf_Limit: "50MB",
                Skip_Long_Lines: "On",
                Refresh_Interval: "10",
                Rotate_Wait: "30",
                "storage.type": "filesystem",
                Read_from_Head: "On", // a container may write before its file is found
            },
        ],
        [
            "FILTER",
            {
                Name: "kubernetes",
                Match: "application.*",
                Kube_Tag_Prefix: "application.var.log.containers.",
                Merge_Log: "On",
                Merge_Log_Key: "log_processed",
                Labels: "Off",
                Annotations: "Off",
                Use_Kubelet: "On", // spares the API server
                Kubelet_Port: "10250",
                Buffer_Size: "0",
            },
        ],
        [
            "OUTPUT",
            {
                Name: "cloudwatch_logs",
                Match: "application.*",
                region: "${AWS_REGION}",
                log_group_name: logGroupName,
                log_stream_prefix: "${HOST_NAME}-",
                auto_create_group: "false",
            },
        ],
    );
}

/** Text of Fluent Bit's classic form. */
function sections(...parts: readonly (readonly [kind: string, entries: Readonly<Record<string, string>>])[]): string {
    return parts
        .map(([kind, entries]) => [
            `[${kind}]`,
            ...Object.entries(entries).map(([key, value]) => `  ${key} ${value}`),
            "",
        ])
        .flat()
        .join("\n");
}
