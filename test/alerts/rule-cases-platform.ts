import type { RuleCase, Series } from "./rule-case";

const lifecycle = (values: Series): Series =>
    named(
        values,
        (state) =>
            `flink_k8soperator_namespace_Lifecycle_State_${state}_Count{resourcens="shop",resourcetype="FlinkDeployment"}`,
    );
const snapshots = (values: Series): Series =>
    named(
        values,
        (state) =>
            `flink_k8soperator_namespace_Savepoint_State_${state}_Count{resourcens="shop",resourcetype="FlinkStateSnapshot"}`,
    );
const ofOrders = (values: Series): Series =>
    named(values, (name) => `flink_k8soperator_namespace_resource_${name}{resourcens="shop",resourcename="orders"}`);
const answers = (values: Series): Series =>
    named(values, (code) => `flink_k8soperator_KubeClient_HttpResponse_${code}_Count{host="operator"}`);
const resource = (name: string, labels: string) =>
    `kube_customresource_flink_${name}{namespace="shop",name="orders",kind="FlinkDeployment",${labels}}`;
const taskManager = 'namespace="shop",pod="orders-taskmanager-1-1",container="flink-main-container"';

function named(values: Series, name: (key: string) => string): Series {
    return Object.fromEntries(Object.entries(values).map(([key, samples]) => [name(key), samples]));
}

const inShop = (severity: string) => ({ resourcens: "shop", resourcetype: "FlinkDeployment", severity });
const ofResource = (severity: string) => ({ resourcens: "shop", resourcename: "orders", severity });
const quietStates = { CREATED: "0x60", ROLLING_BACK: "0x60", DELETING: "0x60" };

const resources: RuleCase[] = [
    {
        alert: "resourceStuck",
        story: "an upgrade that does not end",
        series: lifecycle({ UPGRADING: "1x60", ...quietStates }),
        fires: {
            labels: inShop("warning"),
            summary: "shop: 1 of kind FlinkDeployment are in a state that should pass",
        },
    },
    {
        alert: "resourceStuck",
        story: "an operator before 1.11",
        series: lifecycle({ UPGRADING: "0x60", CREATED: "2x60", ROLLING_BACK: "0x60" }),
        fires: {
            labels: inShop("warning"),
            summary: "shop: 2 of kind FlinkDeployment are in a state that should pass",
        },
    },
    {
        alert: "resourceStuck",
        story: "an upgrade of twenty minutes",
        series: lifecycle({ UPGRADING: "0x10 1x20 0x30", ...quietStates }),
    },
    {
        alert: "resourceStuck",
        story: "the resource's own state",
        sources: ["resources"],
        series: { [resource("lifecycle_state", 'state="DELETING"')]: "1x60" },
        fires: {
            labels: {
                namespace: "shop",
                name: "orders",
                kind: "FlinkDeployment",
                state: "DELETING",
                severity: "warning",
            },
            summary: "shop/orders is DELETING",
        },
    },
    {
        alert: "resourceStuck",
        story: "a stable resource's own state",
        sources: ["resources"],
        series: {
            [resource("lifecycle_state", 'state="DELETING"')]: "0x60",
            [resource("lifecycle_state", 'state="STABLE"')]: "1x60",
        },
    },
    {
        alert: "deploymentFailed",
        story: "a resource that has failed",
        series: lifecycle({ FAILED: "1x60" }),
        fires: { labels: inShop("critical"), summary: "shop: 1 of kind FlinkDeployment are in the state FAILED" },
    },
    { alert: "deploymentFailed", story: "none", series: lifecycle({ FAILED: "0x60" }) },
    {
        alert: "deploymentRolledBack",
        story: "a resource that is rolled back",
        series: lifecycle({ ROLLED_BACK: "1x60" }),
        fires: { labels: inShop("warning"), summary: "shop: 1 of kind FlinkDeployment are rolled back" },
    },
    { alert: "deploymentRolledBack", story: "none", series: lifecycle({ ROLLED_BACK: "0x60" }) },
    {
        alert: "snapshotFailed",
        story: "a savepoint that fails",
        series: snapshots({ FAILED: "0x55 1x5", ABANDONED: "0x60" }),
        fires: { labels: { resourcens: "shop", severity: "warning" }, summary: "shop: savepoints fail" },
    },
    {
        alert: "snapshotFailed",
        story: "one that is given up",
        series: snapshots({ FAILED: "0x60", ABANDONED: "0x55 1x5" }),
        fires: { labels: { resourcens: "shop", severity: "warning" }, summary: "shop: savepoints fail" },
    },
    {
        alert: "snapshotFailed",
        story: "old ones that are cleaned up",
        series: snapshots({ FAILED: "2x30 0x30", ABANDONED: "2x60" }),
    },
    {
        alert: "jobLost",
        story: "a job that has failed and should run",
        sources: ["resources"],
        series: {
            [resource("job_state", 'state="FAILED"')]: "1x60",
            [resource("info", 'desired_state="running"')]: "1x60",
        },
        fires: {
            labels: { namespace: "shop", name: "orders", severity: "critical" },
            summary: "shop/orders: the job has failed for good",
        },
    },
    {
        alert: "jobLost",
        story: "one that is suspended, and one that has finished",
        sources: ["resources"],
        series: {
            [resource("job_state", 'state="FAILED"')]: "1x60",
            [resource("info", 'desired_state="suspended"')]: "1x60",
            'kube_customresource_flink_job_state{namespace="shop",name="nightly",state="FAILED"}': "0x60",
            'kube_customresource_flink_info{namespace="shop",name="nightly",desired_state="running"}': "1x60",
        },
    },
    {
        alert: "jobManagerNotReady",
        story: "a JobManager that is missing",
        sources: ["resources"],
        series: {
            [resource("job_manager_state", 'state="MISSING"')]: "1x60",
            [resource("info", 'desired_state="running"')]: "1x60",
        },
        fires: {
            labels: { namespace: "shop", name: "orders", severity: "critical" },
            summary: "shop/orders: the JobManager is not ready",
        },
    },
    {
        alert: "jobManagerNotReady",
        story: "one that is ready",
        sources: ["resources"],
        series: {
            [resource("job_manager_state", 'state="MISSING"')]: "0x60",
            [resource("job_manager_state", 'state="READY"')]: "1x60",
            [resource("info", 'desired_state="running"')]: "1x60",
        },
    },
];

const operator: RuleCase[] = [
    {
        alert: "operatorDown",
        story: "no target",
        series: { 'up{job="other"}': "1x60" },
        fires: { labels: { severity: "critical" }, summary: "The Flink operator does not answer" },
    },
    {
        alert: "operatorDown",
        story: "a target that does not answer",
        series: { 'up{job="flink-operator/flink-operator",pod="a"}': "0x60" },
        fires: { labels: { severity: "critical" }, summary: "The Flink operator does not answer" },
    },
    {
        alert: "operatorDown",
        story: "one of two replicas",
        series: {
            'up{job="flink-operator/flink-operator",pod="a"}': "1x60",
            'up{job="flink-operator/flink-operator",pod="b"}': "0x60",
        },
    },
    {
        alert: "reconcileErrors",
        story: "a failure a minute",
        series: ofOrders({ JOSDK_Reconciliation_failed_Count: "0+1x60" }),
        fires: { labels: ofResource("warning"), summary: "shop/orders: the operator fails at it again and again" },
    },
    {
        alert: "reconcileErrors",
        story: "failures of long ago",
        series: ofOrders({ JOSDK_Reconciliation_failed_Count: "9x60" }),
    },
    {
        alert: "operatorRequestsFailing",
        story: "a missing right",
        series: answers({ "403": "0+1x60" }),
        fires: { labels: { severity: "warning" }, summary: "Kubernetes refuses requests of the Flink operator" },
    },
    {
        alert: "operatorRequestsFailing",
        story: "two kinds of faults together",
        series: answers({ "500": "0x45 0+0.4x15", "503": "0x45 0+0.4x15" }),
        fires: { labels: { severity: "warning" }, summary: "Kubernetes refuses requests of the Flink operator" },
    },
    {
        alert: "operatorRequestsFailing",
        story: "objects that are not there, or have changed meanwhile",
        series: answers({ "403": "4x60", "404": "0+9x60", "409": "0+9x60" }),
    },
    {
        alert: "autoscalerFailing",
        story: "an error a minute",
        series: ofOrders({ AutoScaler_errors: "0+1x60" }),
        fires: { labels: ofResource("warning"), summary: "shop/orders: the autoscaler fails" },
    },
    { alert: "autoscalerFailing", story: "one error", series: ofOrders({ AutoScaler_errors: "0x30 1x30" }) },
];

const pods: RuleCase[] = [
    {
        alert: "jobManagerRestarting",
        story: "a container that ends each minute",
        sources: ["cluster"],
        series: {
            'kube_pod_container_status_restarts_total{namespace="shop",pod="orders-1",container="flink-main-container"}':
                "0+1x60",
        },
        fires: {
            labels: { namespace: "shop", pod: "orders-1", severity: "warning" },
            summary: "shop/orders-1: its process ends again and again",
        },
    },
    {
        alert: "jobManagerRestarting",
        story: "another program's container",
        sources: ["cluster"],
        series: { 'kube_pod_container_status_restarts_total{namespace="shop",pod="a",container="web"}': "0+1x60" },
    },
    {
        alert: "taskManagerOutOfMemory",
        story: "one that was ended",
        sources: ["cluster"],
        series: { [`kube_pod_container_status_terminated_reason{${taskManager},reason="OOMKilled"}`]: "0x59 1" },
        fires: {
            labels: { namespace: "shop", pod: "orders-taskmanager-1-1", severity: "warning" },
            summary: "shop/orders-taskmanager-1-1: ended for using too much memory",
        },
    },
    {
        alert: "taskManagerOutOfMemory",
        story: "one that ended by itself",
        sources: ["cluster"],
        series: { [`kube_pod_container_status_terminated_reason{${taskManager},reason="Completed"}`]: "1x60" },
    },
    {
        alert: "taskManagerMemoryHigh",
        story: "98 % of the limit",
        sources: ["cluster"],
        series: {
            [`container_memory_rss{${taskManager},id="a"}`]: "980x60",
            [`kube_pod_container_resource_limits{${taskManager},resource="memory",unit="byte"}`]: "1000x60",
        },
        fires: {
            labels: { namespace: "shop", pod: "orders-taskmanager-1-1", severity: "warning" },
            summary: "shop/orders-taskmanager-1-1: uses 98 % of its memory",
        },
    },
    {
        alert: "taskManagerMemoryHigh",
        story: "90 % of it",
        sources: ["cluster"],
        series: {
            [`container_memory_rss{${taskManager},id="a"}`]: "900x60",
            [`kube_pod_container_resource_limits{${taskManager},resource="memory",unit="byte"}`]: "1000x60",
        },
    },
];

/** Cases of alerts about resources, the operator and pods. */
export const platformCases: readonly RuleCase[] = [...resources, ...operator, ...pods];
