/**
 * When a metric is there. All names are those of the Prometheus reporter:
 * https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/ and, of the operator,
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/operations/metrics-logging/.
 */
export interface MetricFacts {
    /** Where it comes from: Flink, the operator, what Kubernetes says of pods, what it says of Flink's resources, a scrape. */
    readonly from: "flink" | "operator" | "cluster" | "resources" | "target";
    /** Oldest version of Flink or of the operator that has it. Left out where all have it. */
    readonly since?: string;
    /** First version without it. Left out where all have it. */
    readonly until?: string;
    /** Why a job in good health may have none. Left out where each has it. */
    readonly unless?: string;
}

const flink = { from: "flink" } as const;
const operator = { from: "operator" } as const;
const inNative = "the job runs in standalone mode";
const byCollector = "the collector has another name: it goes by the memory of the pod and by the Java options";

const ofJobManager = {
    flink_jobmanager_numRegisteredTaskManagers: flink,
    flink_jobmanager_numRunningJobs: flink,
    flink_jobmanager_taskSlotsTotal: flink,
    flink_jobmanager_taskSlotsAvailable: flink,
    flink_jobmanager_numPendingTaskManagers: { ...flink, since: "1.18", unless: inNative },
    flink_jobmanager_job_numRestarts: flink,
    flink_jobmanager_job_numRescales: { ...flink, since: "2.0" },
    flink_jobmanager_job_runningTime: flink,
    flink_jobmanager_job_allSubTasksRunningOrFinishedTime: { ...flink, since: "2.2" },
    flink_jobmanager_job_numberOfCompletedCheckpoints: flink,
    flink_jobmanager_job_numberOfFailedCheckpoints: flink,
    flink_jobmanager_job_numberOfInProgressCheckpoints: flink,
    flink_jobmanager_job_totalNumberOfCheckpoints: flink,
    flink_jobmanager_job_lastCheckpointDuration: flink,
    flink_jobmanager_job_lastCheckpointSize: flink,
    flink_jobmanager_job_lastCheckpointFullSize: flink,
    flink_jobmanager_job_lastCheckpointCompletedTimestamp: { ...flink, since: "2.0" },
} as const;

const ofTasks = {
    flink_taskmanager_job_task_busyTimeMsPerSecond: flink,
    flink_taskmanager_job_task_idleTimeMsPerSecond: flink,
    flink_taskmanager_job_task_backPressuredTimeMsPerSecond: flink,
    flink_taskmanager_job_task_checkpointStartDelayNanos: flink,
    flink_taskmanager_job_task_Shuffle_Netty_Output_Buffers_outPoolUsage: flink,
    flink_taskmanager_job_task_operator_numRecordsInPerSecond: flink,
    flink_taskmanager_job_task_operator_numRecordsOutPerSecond: flink,
    flink_taskmanager_job_task_operator_currentOutputWatermark: flink,
    flink_taskmanager_job_task_operator_pendingRecords: {
        ...flink,
        unless: "its source does not say how much it has left, as Kafka's does",
    },
} as const;

const ofProcesses = {
    flink_jobmanager_Status_JVM_CPU_Load: flink,
    flink_jobmanager_Status_JVM_Memory_Heap_Used: flink,
    flink_jobmanager_Status_JVM_Memory_Heap_Max: flink,
    flink_jobmanager_Status_JVM_Memory_NonHeap_Used: flink,
    flink_jobmanager_Status_JVM_Memory_Metaspace_Used: flink,
    flink_jobmanager_Status_JVM_Memory_Metaspace_Max: flink,
    flink_jobmanager_Status_JVM_Memory_Direct_MemoryUsed: flink,
    flink_jobmanager_Status_JVM_Threads_Count: flink,
    flink_taskmanager_Status_JVM_CPU_Load: flink,
    flink_taskmanager_Status_JVM_Memory_Heap_Used: flink,
    flink_taskmanager_Status_JVM_Memory_Heap_Max: flink,
    flink_taskmanager_Status_JVM_Memory_NonHeap_Used: flink,
    flink_taskmanager_Status_JVM_Memory_Metaspace_Used: flink,
    flink_taskmanager_Status_JVM_Memory_Metaspace_Max: flink,
    flink_taskmanager_Status_JVM_Memory_Direct_MemoryUsed: flink,
    flink_taskmanager_Status_JVM_Threads_Count: flink,
    flink_taskmanager_Status_Flink_Memory_Managed_Used: flink,
    flink_taskmanager_Status_Flink_Memory_Managed_Total: flink,
    flink_taskmanager_Status_Shuffle_Netty_UsedMemory: flink,
    flink_taskmanager_Status_Shuffle_Netty_TotalMemory: flink,
    flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond: { ...flink, since: "1.19" },
    flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time: { ...flink, unless: byCollector },
    flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time: { ...flink, unless: byCollector },
    flink_taskmanager_Status_JVM_GarbageCollector_Copy_Time: { ...flink, unless: byCollector },
    flink_taskmanager_Status_JVM_GarbageCollector_MarkSweepCompact_Time: { ...flink, unless: byCollector },
} as const;

const once = (what: string) => ({ ...operator, unless: `the operator counts them from the first ${what} on` });
const ofAutoscaler = { ...operator, unless: "no job has the autoscaler, or it has not measured long enough" };

const ofOperator = {
    flink_k8soperator_namespace_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_CREATED_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_SUSPENDED_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_UPGRADING_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_DEPLOYED_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_STABLE_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_ROLLING_BACK_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_ROLLED_BACK_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_FAILED_Count: operator,
    flink_k8soperator_namespace_Lifecycle_State_DELETING_Count: { ...operator, since: "1.11.0" },
    flink_k8soperator_namespace_ResourceUsage_Cpu: operator,
    flink_k8soperator_namespace_ResourceUsage_Memory: operator,
    flink_k8soperator_namespace_Savepoint_State_FAILED_Count: {
        ...operator,
        since: "1.10.0",
        unless: "no FlinkStateSnapshot is there",
    },
    flink_k8soperator_namespace_Savepoint_State_ABANDONED_Count: {
        ...operator,
        since: "1.10.0",
        unless: "no FlinkStateSnapshot is there",
    },
    flink_k8soperator_namespace_resource_JOSDK_Reconciliation_Count: operator,
    flink_k8soperator_namespace_resource_JOSDK_Reconciliation_failed_Count: once("failure"),
    flink_k8soperator_namespace_resource_AutoScaler_errors: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_scalings: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_LOAD_Average: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_LAG_Current: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_PARALLELISM_Current: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_RECOMMENDED_PARALLELISM_Current: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_TRUE_PROCESSING_RATE_Average: ofAutoscaler,
    flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_TARGET_DATA_RATE_Average: ofAutoscaler,
    flink_k8soperator_KubeClient_HttpRequest_Count: operator,
    flink_k8soperator_KubeClient_HttpResponse_Count: operator,
    flink_k8soperator_KubeClient_HttpResponse_401_Count: once("answer 401"),
    flink_k8soperator_KubeClient_HttpResponse_403_Count: once("answer 403"),
    flink_k8soperator_KubeClient_HttpResponse_429_Count: once("answer 429"),
    flink_k8soperator_KubeClient_HttpResponse_500_Count: once("answer 500"),
    flink_k8soperator_KubeClient_HttpResponse_503_Count: once("answer 503"),
    flink_k8soperator_KubeClient_HttpResponse_504_Count: once("answer 504"),
    flink_k8soperator_Status_JVM_Memory_Heap_Used: operator,
    flink_k8soperator_Status_JVM_Memory_Heap_Max: operator,
    flink_k8soperator_Status_JVM_CPU_Load: operator,
} as const;

/** Of kube-state-metrics and of the kubelet: https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload. */
const ofCluster = {
    kube_pod_container_status_restarts_total: { from: "cluster" },
    kube_pod_container_status_terminated_reason: { from: "cluster", unless: "no container has ended" },
    kube_pod_container_resource_limits: { from: "cluster" },
    container_memory_rss: { from: "cluster" },
} as const;

/**
 * States of single Flink resources, which the operator has no metrics of. kube-state-metrics gives them where its
 * configuration for custom resources has them under these names, with the labels `namespace`, `name` and `kind`.
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/extend/customresourcestate-metrics.md
 */
const ofResources = {
    /** One series for each value of `status.lifecycleState`, in the label `state`: 1 for the present one. */
    kube_customresource_flink_lifecycle_state: { from: "resources" },
    /** One series for each value of `status.jobStatus.state`, in the label `state`: 1 for the present one. */
    kube_customresource_flink_job_state: { from: "resources" },
    /** One series for each value of `status.jobManagerDeploymentStatus`, in the label `state`: 1 for the present one. */
    kube_customresource_flink_job_manager_state: { from: "resources" },
    /** 1, with `spec.job.state` in the label `desired_state` and `spec.flinkVersion` in `flink_version`. */
    kube_customresource_flink_info: { from: "resources" },
} as const;

/** Every metric that an alert or a dashboard reads. */
export const metricNames = {
    ...ofJobManager,
    ...ofTasks,
    ...ofProcesses,
    ...ofOperator,
    ...ofCluster,
    ...ofResources,
    up: { from: "target" },
    /** Alerts that wait or fire, which Prometheus writes itself. */
    ALERTS: { from: "target", unless: "no alert fires" },
} as const satisfies Readonly<Record<string, MetricFacts>>;

/** Name of a metric that an alert or a dashboard reads. */
export type MetricName = keyof typeof metricNames;
