import type { MetricName } from "../flink/metric-names";
import { countInWindow, type AlertDefinition, type Select } from "./definition";

const resource = "{{ $labels.namespace }}/{{ $labels.name }}";
const kinds = "{{ $labels.resourcens }}: {{ $value }} of kind {{ $labels.resourcetype }}";
const inNamespaces = "resourcens, resourcetype";

type State = "CREATED" | "UPGRADING" | "ROLLING_BACK" | "DELETING" | "FAILED" | "ROLLED_BACK";

const countOf = (state: State, select: Select) => {
    const name: MetricName = `flink_k8soperator_namespace_Lifecycle_State_${state}_Count`;
    return `sum by (${inNamespaces}) (${select(name)})`;
};

/** The resources whose `spec.job.state` is `running`. */
const shouldRun = (select: Select) =>
    `and on (namespace, name) ${select("kube_customresource_flink_info", 'desired_state="running"')}`;

/** Alerts about states of Flink resources. */
export const resourceAlerts: readonly AlertDefinition[] = [
    {
        alert: "jobLost",
        group: "flink-jobs",
        source: "resources",
        severity: "critical",
        forMinutes: 5,
        thresholds: {},
        summary: `${resource}: the job has failed for good`,
        description: "It should run, Flink has given it up, and nothing starts it again.",
        expression: (_, select) =>
            `max by (namespace, name) (${select("kube_customresource_flink_job_state", 'state="FAILED"')}) == 1 ${shouldRun(select)}`,
    },
    {
        alert: "jobManagerNotReady",
        group: "flink-jobs",
        source: "resources",
        severity: "critical",
        forMinutes: 10,
        thresholds: {},
        summary: `${resource}: the JobManager is not ready`,
        description: "The job should run, and its JobManager is missing, starts or fails.",
        expression: (_, select) =>
            `max by (namespace, name) (${select("kube_customresource_flink_job_manager_state", 'state=~"MISSING|ERROR|DEPLOYING|DEPLOYED_NOT_READY"')}) == 1 ${shouldRun(select)}`,
    },
    {
        alert: "resourceStuck",
        group: "flink-operator",
        source: "operator",
        severity: "warning",
        forMinutes: 30,
        thresholds: {},
        summary:
            "{{ if $labels.name }}{{ $labels.namespace }}/{{ $labels.name }} is {{ $labels.state }}{{ else }}{{ $labels.resourcens }}: {{ $value }} of kind {{ $labels.resourcetype }} are in a state that should pass{{ end }}",
        description:
            "A change, a roll-back or a deletion does not end. A savepoint that takes longer, or a session job without its cluster, looks the same.",
        // Before 1.11 the operator has no state DELETING. With states of single resources the alert names the resource.
        expression: (_, select, sources) => {
            const states = 'state=~"CREATED|UPGRADING|ROLLING_BACK|DELETING"';
            const upgrading = countOf("UPGRADING", select);
            const others = `${countOf("CREATED", select)} + ${countOf("ROLLING_BACK", select)}`;
            return sources.has("resources")
                ? `max by (namespace, name, kind, state) (${select("kube_customresource_flink_lifecycle_state", states)}) == 1`
                : `${upgrading} + ${others} + (${countOf("DELETING", select)} or ${upgrading} * 0) > 0`;
        },
    },
    {
        alert: "deploymentFailed",
        group: "flink-operator",
        source: "operator",
        severity: "critical",
        forMinutes: 2,
        thresholds: {},
        summary: `${kinds} are in the state FAILED`,
        description: "The job has failed for good, or its resource is not valid.",
        expression: (_, select) => `${countOf("FAILED", select)} > 0`,
    },
    {
        alert: "deploymentRolledBack",
        group: "flink-operator",
        source: "operator",
        severity: "warning",
        forMinutes: 2,
        thresholds: {},
        summary: `${kinds} are rolled back`,
        description: "A change did not become stable, and the operator runs what was there before.",
        expression: (_, select) => `${countOf("ROLLED_BACK", select)} > 0`,
    },
    {
        alert: "snapshotFailed",
        group: "flink-operator",
        source: "operator",
        severity: "warning",
        forMinutes: 0,
        thresholds: { ...countInWindow, count: { ...countInWindow.count, default: 1 } },
        summary: "{{ $labels.resourcens }}: savepoints fail",
        description: "{{ $value | printf `%.0f` }} have failed or been given up lately.",
        // The numbers are of the objects that are there, and fall when those are cleaned up.
        expression: ({ count, windowMinutes }, select) => {
            const risen = (state: "FAILED" | "ABANDONED") => {
                const metric = select(`flink_k8soperator_namespace_Savepoint_State_${state}_Count`);
                return `sum by (resourcens) (delta(${metric}[${windowMinutes}m]))`;
            };
            return `${risen("FAILED")} >= ${count} or ${risen("ABANDONED")} >= ${count}`;
        },
    },
];
