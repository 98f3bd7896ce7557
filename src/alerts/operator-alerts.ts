import { countInWindow, type AlertDefinition } from "./definition";

const resource = "{{ $labels.resourcens }}/{{ $labels.resourcename }}";
const ofOperator = { group: "flink-operator", source: "operator" } as const;

/** Answers of Kubernetes that a healthy operator does not get; 404 and 409 it gets all the time. */
const codes = ["401", "403", "429", "500", "503", "504"] as const;

/** Alerts about the operator. */
export const operatorAlerts: readonly AlertDefinition[] = [
    {
        ...ofOperator,
        alert: "operatorDown",
        severity: "critical",
        forMinutes: 5,
        thresholds: {},
        summary: "The Flink operator does not answer",
        description:
            "Jobs go on, and no change, restart or savepoint of theirs is carried out. With several replicas none of them answers.",
        expression: (_, select) => `absent(${select("up")} == 1)`,
    },
    {
        ...ofOperator,
        alert: "reconcileErrors",
        severity: "warning",
        forMinutes: 0,
        thresholds: countInWindow,
        summary: `${resource}: the operator fails at it again and again`,
        description: "{{ $value | printf `%.0f` }} times lately. Its events and the operator's log name the reason.",
        expression: ({ count, windowMinutes }, select) => {
            const failed = select("flink_k8soperator_namespace_resource_JOSDK_Reconciliation_failed_Count");
            return `sum by (resourcens, resourcename) (increase(${failed}[${windowMinutes}m])) >= ${count}`;
        },
    },
    {
        ...ofOperator,
        alert: "operatorRequestsFailing",
        severity: "warning",
        forMinutes: 0,
        thresholds: { ...countInWindow, count: { ...countInWindow.count, default: 10 } },
        summary: "Kubernetes refuses requests of the Flink operator",
        description:
            "{{ $value | printf `%.0f` }} times lately: a missing right (403), too many requests (429) or a fault of the API server (5xx).",
        expression: ({ count, windowMinutes }, select) => {
            const answers = codes.map((code) => {
                const metric = select(`flink_k8soperator_KubeClient_HttpResponse_${code}_Count`);
                return `(sum(increase(${metric}[${windowMinutes}m])) or vector(0))`;
            });
            return `${answers.join(" + ")} >= ${count}`;
        },
    },
    {
        ...ofOperator,
        alert: "autoscalerFailing",
        severity: "warning",
        forMinutes: 0,
        thresholds: { ...countInWindow, windowMinutes: { ...countInWindow.windowMinutes, default: 30 } },
        summary: `${resource}: the autoscaler fails`,
        description: "{{ $value | printf `%.0f` }} times lately. The job keeps its parallelism, whatever comes in.",
        expression: ({ count, windowMinutes }, select) => {
            const errors = select("flink_k8soperator_namespace_resource_AutoScaler_errors");
            return `sum by (resourcens, resourcename) (increase(${errors}[${windowMinutes}m])) >= ${count}`;
        },
    },
];
