import assert from "node:assert/strict";
import { alertGroups } from "../../src/alerts/rules";
import { alertSettings } from "../../src/alerts/settings";
import { dashboardQueries, emptyReason, type DashboardQuery } from "../../src/dashboards/queries";
import { eventually, get, jobState, kubectl } from "./support/kubectl";
import { metricNames, query, rules, startPrometheus, targets } from "./support/prometheus";
import { clusterBlock, flinkVersion, release, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "monitored";
const operatorNamespace = "operator-monitored";
const job = "orders";

/** Metrics of the operator under the names that docs and alerts use, by the switch that turns their family on. */
const operatorMetrics = {
    "resource.lifecycle": "flink_k8soperator_namespace_Lifecycle_State_STABLE_Count",
    resource: "flink_k8soperator_namespace_JmDeploymentStatus_READY_Count",
    "kubernetes.client": "flink_k8soperator_KubeClient_HttpResponse_Count",
    jvm: "flink_k8soperator_Status_JVM_Memory_Heap_Used",
    josdk: "flink_k8soperator_namespace_resource_JOSDK_Reconciliation_Count",
};

/** The same of a job that keeps state, in both its processes. */
const jobMetrics = [
    "flink_jobmanager_numRegisteredTaskManagers",
    "flink_jobmanager_numRunningJobs",
    "flink_jobmanager_job_numRestarts",
    "flink_jobmanager_job_runningTime",
    "flink_jobmanager_job_numberOfCompletedCheckpoints",
    "flink_jobmanager_job_lastCheckpointDuration",
    "flink_jobmanager_job_lastCheckpointSize",
    "flink_jobmanager_Status_JVM_Memory_Heap_Used",
    "flink_taskmanager_Status_JVM_Memory_Heap_Used",
    "flink_taskmanager_Status_Flink_Memory_Managed_Used",
    "flink_taskmanager_job_task_busyTimeMsPerSecond",
    "flink_taskmanager_job_task_backPressuredTimeMsPerSecond",
    "flink_taskmanager_job_task_operator_numRecordsInPerSecond",
    "flink_taskmanager_job_task_operator_numRecordsOutPerSecond",
];

/** Identity of what a restart would replace. */
async function identities(): Promise<unknown> {
    const pods = await get("pods", "--namespace", namespace);
    const { metadata } = await get("flinkdeployment", job, "--namespace", namespace);
    return {
        generation: metadata.generation,
        pods: pods.map((pod: any) => [pod.metadata.uid, pod.status.containerStatuses[0].restartCount]).sort(),
    };
}

function fail(found: unknown): never {
    throw new Error(JSON.stringify(found));
}

/** Queries without a result; one that Prometheus cannot read is an error. */
async function emptyOf(queries: readonly DashboardQuery[]): Promise<string[]> {
    const results = await Promise.all(queries.map(async ({ expr }) => [expr, (await query(expr)).length] as const));
    return results.filter(([, count]) => count === 0).map(([expr]) => expr);
}

describe("monitoring by a Prometheus that the cluster has", () => {
    const stack = new Stack("monitoring");
    const up = async (monitoring: object) => {
        stack.configure({
            cluster: clusterBlock(namespace),
            operator: {
                release,
                namespace: operatorNamespace,
                labelSelector: { "flink-platform/operator": "monitored" },
                watchNamespaces: [namespace],
            },
            monitoring: { mode: "existing", ...monitoring },
            applications: { [job]: stateMachine(namespace) },
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        return output;
    };

    before(async () => {
        await startPrometheus();
        await up({ intervalSeconds: 5 });
    });
    after(() => stack.destroy());

    it("reaches the operator and both processes of the job", async () => {
        const found = await eventually("three targets that are up", 120, async () => {
            const active = await targets();
            const isUp = active.length === 3 && active.every(({ health }) => health === "up");
            if (!isUp) {
                throw new Error(JSON.stringify(active));
            }
            return active;
        });
        const labels = found.map(({ labels: { job: monitor, namespace: where, app, component } }) => [
            monitor,
            where,
            app,
            component,
        ]);
        assert.deepEqual(labels.sort(), [
            [`${operatorNamespace}/flink-jobs`, namespace, job, "jobmanager"],
            [`${operatorNamespace}/flink-jobs`, namespace, job, "taskmanager"],
            [`${operatorNamespace}/flink-operator`, operatorNamespace, undefined, undefined],
        ]);
    });

    it("brings every family of the operator's metrics and those of the job", async () => {
        for (const name of [...Object.values(operatorMetrics), ...jobMetrics]) {
            await eventually(name, 60, async () => ((await query(name)).length > 0 ? true : undefined));
        }
        const [restarts] = await query("flink_jobmanager_job_numRestarts");
        assert.equal(restarts?.metric["app"], job);
        assert.equal(restarts?.metric["namespace"], namespace);
        const tasks = await query("flink_taskmanager_job_task_busyTimeMsPerSecond");
        assert.ok(
            tasks.some(({ metric }) => metric["task_name"]?.includes("->") || metric["task_name"]?.includes(": ")),
        );
        assert.ok(
            tasks.every(({ metric }) => metric["task_id"] !== undefined && metric["task_attempt_id"] === undefined),
        );
        const [operator] = await query(operatorMetrics["resource.lifecycle"]);
        assert.equal(operator?.metric["resourcens"], namespace);
    });

    it("answers every query of the dashboards, with data but for what is empty by nature", async () => {
        const versions = { flink: flinkVersion, operator: release };
        const open = dashboardQueries().filter(({ expr }) => emptyReason(expr, versions) === undefined);
        assert.ok(open.length > 40, String(open.length));
        // The slowest look back on five minutes, and need two samples in them.
        const without = await eventually("data for every panel", 120, async () => {
            const empty = await emptyOf(open);
            return empty.length === 0 ? empty : fail(empty);
        });
        assert.deepEqual(without, []);
        await emptyOf(dashboardQueries()); // each of the others is at least understood
    });

    it("has loaded every alert, and on a healthy job none fires", async () => {
        const [group] = alertGroups(alertSettings(), { operator: { job: `${operatorNamespace}/flink-operator` } });
        assert.equal(group?.name, "flink-jobs");
        const expected = alertGroups(alertSettings(), { operator: { job: `${operatorNamespace}/flink-operator` } })
            .flatMap(({ rules: all }) => all.map(({ alert }) => alert))
            .sort();
        const loaded = await eventually("the rules", 120, async () => {
            const all = await rules();
            return all.length === expected.length ? all : undefined;
        });
        assert.deepEqual(loaded.map(({ name }) => name).sort(), expected);
        const evaluated = await eventually("an evaluation of each", 120, async () => {
            const all = await rules();
            return all.every(({ health }) => health === "ok") ? all : fail(all.filter(({ health }) => health !== "ok"));
        });
        assert.deepEqual(
            evaluated.filter(({ state }) => state === "firing").map(({ name }) => name),
            [],
        );
    });

    it("leaves out what is dropped by name", async () => {
        const names = await metricNames('{namespace="monitored"}');
        assert.ok(names.length > 100, String(names.length));
        assert.deepEqual(
            names.filter((name) => /lastCheckpointExternalPath|mailboxLatencyMs/.test(name)),
            [],
        );
    });

    it("takes another interval, drop list and reporter without a restart of the job", async () => {
        const before = await identities();
        const output = await up({
            intervalSeconds: 6,
            drop: ["flink_.+_mailboxLatencyMs(_count)?"],
            reporters: { text: { type: "slf4j", intervalSeconds: 60 } },
        });
        assert.doesNotMatch(output, /FlinkDeployment +orders +updat/);
        const kept = "flink_jobmanager_job_lastCheckpointExternalPath";
        await eventually(`${kept}, which is no longer dropped`, 120, async () =>
            (await query(kept)).length > 0 ? true : undefined,
        );
        const text = await kubectl(
            "get",
            "configmap",
            "flink-operator-config",
            "--namespace",
            operatorNamespace,
            "--output",
            "jsonpath={.data.flink-conf\\.yaml}",
        );
        assert.match(
            text,
            /^metrics\.reporter\.text\.factory\.class: org\.apache\.flink\.metrics\.slf4j\.Slf4jReporterFactory$/m,
        );
        assert.deepEqual(await identities(), before);
        assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
    });
});
