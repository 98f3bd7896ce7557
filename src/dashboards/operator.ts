import { inNamespaces, lines, number, ofResources, type DashboardContent, type Query } from "./dashboard";

const states = ["STABLE", "DEPLOYED", "UPGRADING", "CREATED", "SUSPENDED", "ROLLING_BACK", "ROLLED_BACK", "FAILED"];
const codes = ["401", "403", "429", "500", "503", "504"];
const rate = (metric: string) => `sum(rate(flink_k8soperator_KubeClient_${metric}[$__rate_interval]))`;
const ofReconciliation = (metric: string) =>
    `sum by (resourcens, resourcename) (rate(flink_k8soperator_namespace_resource_JOSDK_Reconciliation_${metric}{${ofResources}}[$__rate_interval]))`;
const resource = "{{resourcens}}/{{resourcename}}";

const byState = states.map((state): Query => ({
    expr: `sum(flink_k8soperator_namespace_Lifecycle_State_${state}_Count{${inNamespaces}})`,
    legend: state,
}));

/** The operator, and the states of its resources. */
export const operator: DashboardContent = {
    name: "operator",
    title: "Flink / Operator",
    description: "States of Flink resources, and whether the operator keeps up with them.",
    of: "resources",
    rows: [
        {
            title: "Resources",
            panels: [
                number(
                    "Resources",
                    "none",
                    `sum(flink_k8soperator_namespace_Count{${inNamespaces}})`,
                    "FlinkDeployments and FlinkSessionJobs.",
                ),
                number(
                    "Failed",
                    "none",
                    `sum(flink_k8soperator_namespace_Lifecycle_State_FAILED_Count{${inNamespaces}})`,
                    "Those whose job has failed for good, or that are not valid.",
                ),
                {
                    title: "States",
                    description: "Resources by state. One that stays in UPGRADING or ROLLING_BACK needs a look.",
                    kind: "stacked",
                    unit: "none",
                    queries: byState,
                },
                lines(
                    "Processors of jobs",
                    "none",
                    `sum by (resourcens) (flink_k8soperator_namespace_ResourceUsage_Cpu{${inNamespaces}})`,
                    "{{resourcens}}",
                    "What JobManagers and TaskManagers ask for.",
                ),
                lines(
                    "Memory of jobs",
                    "bytes",
                    `sum by (resourcens) (flink_k8soperator_namespace_ResourceUsage_Memory{${inNamespaces}})`,
                    "{{resourcens}}",
                    "What JobManagers and TaskManagers ask for.",
                ),
            ],
        },
        {
            title: "Reconciliation",
            panels: [
                lines(
                    "Reconciliations",
                    "reqps",
                    ofReconciliation("Count"),
                    resource,
                    "Looks at each resource, a second.",
                ),
                lines(
                    "Failed ones",
                    "reqps",
                    ofReconciliation("failed_Count"),
                    resource,
                    "The first failure of a resource makes its line.",
                ),
            ],
        },
        {
            title: "Kubernetes",
            panels: [
                lines(
                    "Requests",
                    "reqps",
                    rate("HttpRequest_Count"),
                    "requests",
                    "The operator's requests to the API server.",
                ),
                {
                    title: "Refused or failed",
                    description:
                        "Answers that a healthy operator does not get: 403 is a missing right, 429 too many requests.",
                    kind: "lines",
                    unit: "reqps",
                    queries: codes.map((code) => ({ expr: rate(`HttpResponse_${code}_Count`), legend: code })),
                },
            ],
        },
        {
            title: "Process",
            panels: [
                lines(
                    "Heap in use",
                    "percentunit",
                    "max by (pod) (flink_k8soperator_Status_JVM_Memory_Heap_Used) / max by (pod) (flink_k8soperator_Status_JVM_Memory_Heap_Max)",
                    "{{pod}}",
                    "It grows with the number of resources.",
                ),
                lines(
                    "Processors",
                    "percentunit",
                    "max by (pod) (flink_k8soperator_Status_JVM_CPU_Load)",
                    "{{pod}}",
                    "Part of all processors that the process sees.",
                ),
            ],
        },
    ],
};
