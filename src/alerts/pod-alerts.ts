import { countInWindow, percentOf, type AlertDefinition } from "./definition";

const pod = "{{ $labels.namespace }}/{{ $labels.pod }}";
const ofPods = { group: "flink-pods", source: "cluster" } as const;
/** Flink's container in every pod of its own: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/native_kubernetes/#pod-template. */
const container = 'container="flink-main-container"';
/** Names of TaskManagers' pods, in native and in standalone mode. */
const taskManagers = 'pod=~".+-taskmanager-.+"';

/** Alerts about what Kubernetes knows of pods. */
export const podAlerts: readonly AlertDefinition[] = [
    {
        ...ofPods,
        alert: "jobManagerRestarting",
        severity: "warning",
        forMinutes: 0,
        thresholds: countInWindow,
        summary: `${pod}: its process ends again and again`,
        description:
            "{{ $value | printf `%.0f` }} times lately. Without high availability each time takes the job back.",
        expression: ({ count, windowMinutes }, select) => {
            const restarts = select("kube_pod_container_status_restarts_total", container);
            return `sum by (namespace, pod) (increase(${restarts}[${windowMinutes}m])) >= ${count}`;
        },
    },
    {
        ...ofPods,
        alert: "taskManagerOutOfMemory",
        severity: "warning",
        forMinutes: 0,
        thresholds: {},
        summary: `${pod}: ended for using too much memory`,
        description: "Its tasks start anew elsewhere, and end in the same way if nothing changes.",
        expression: (_, select) => {
            const reason = select("kube_pod_container_status_terminated_reason", container, 'reason="OOMKilled"');
            return `max by (namespace, pod) (${reason}) > 0`;
        },
    },
    {
        ...ofPods,
        alert: "taskManagerMemoryHigh",
        severity: "warning",
        forMinutes: 15,
        thresholds: percentOf(95),
        summary: `${pod}: uses {{ $value | printf \`%.0f\` }} % of its memory`,
        description: "Above its limit Kubernetes ends it. Memory that Flink does not count is what grows.",
        expression: ({ percent }, select) => {
            const limits = select("kube_pod_container_resource_limits", container, taskManagers, 'resource="memory"');
            return (
                `max by (namespace, pod) (${select("container_memory_rss", container, taskManagers)}) ` +
                `/ on (namespace, pod) max by (namespace, pod) (${limits}) * 100 > ${percent}`
            );
        },
    },
];
