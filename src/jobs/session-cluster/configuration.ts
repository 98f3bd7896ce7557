/**
 * Options of session clusters alone. A session job is cancelled when it is deleted, and by operators from 1.10 on for each
 * change with `last-state`: its last checkpoint has to outlive that. Operators set this by themselves for applications, and
 * older ones not for session jobs: `FlinkConfigBuilder` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.7.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/config/FlinkConfigBuilder.java.
 */
export const sessionConfiguration = {
    "execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION",
} as const;
