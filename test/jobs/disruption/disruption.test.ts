import assert from "node:assert/strict";
import { formatFinding } from "../../../src/checks/findings";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { podsOf } from "../../../src/jobs/application/evicted-pods";
import { jobSettings } from "../../../src/jobs/application/settings";
import { disruptionHints, disruptionProblems } from "../../../src/jobs/disruption/checks";
import type { SessionClusterArgs } from "../../../src/jobs/session-cluster/args";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { record, type Recorded } from "../../support/record";

const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";
const budgetsIn = (resources: readonly Recorded[]) => resources.filter(({ type }) => type === budgetType);

async function budgetsOf(args: Partial<FlinkJobArgs>): Promise<Recorded[]> {
    const resources = await record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
        new FlinkApplication("orders", { platform, namespace: "jobs", jar: "local:///orders.jar", ...args });
    });
    return budgetsIn(resources);
}

async function sessionBudgetsOf(args: Partial<SessionClusterArgs>): Promise<Recorded[]> {
    const resources = await record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
        new FlinkSessionCluster("shared", { platform, namespace: "jobs", ...args });
    });
    return budgetsIn(resources);
}

/** Bounds by the object's name. */
const boundsOf = (budgets: readonly Recorded[]) =>
    Object.fromEntries(
        budgets.map(({ inputs }) => {
            const { selector: _, unhealthyPodEvictionPolicy: __, ...bound } = inputs.spec;
            return [inputs.metadata.name, bound];
        }),
    );

describe("the budgets of an application", () => {
    it("are none for one JobManager in native mode, whose pods a drain may always evict", async () =>
        assert.deepEqual(await budgetsOf({ parallelism: 8 }), []));

    it("let one of several JobManagers go at a time", async () => {
        const [budget, ...others] = await budgetsOf({ jobManager: { replicas: 2 } });
        assert.deepEqual(others, []);
        assert.equal(budget?.name, "orders-job-manager-budget");
        assert.equal(budget.parent, "orders");
        assert.deepEqual(budget.inputs, {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: {
                name: "orders-jobmanager",
                namespace: "jobs",
                labels: { "app.kubernetes.io/managed-by": "pulumi" },
            },
            spec: {
                maxUnavailable: 1,
                selector: {
                    matchLabels: { app: "orders", component: "jobmanager", type: "flink-native-kubernetes" },
                },
                unhealthyPodEvictionPolicy: "AlwaysAllow",
            },
        });
    });

    it("let half of several TaskManagers go in standalone mode, whose number Kubernetes knows", async () => {
        const [budget, ...others] = await budgetsOf({ mode: "standalone", parallelism: 3, jobName: "sales" });
        assert.deepEqual(others, []);
        assert.equal(budget?.name, "orders-task-manager-budget");
        assert.equal(budget.inputs.metadata.name, "sales-taskmanager");
        assert.deepEqual(budget.inputs.spec, {
            maxUnavailable: "50%",
            selector: {
                matchLabels: { app: "sales", component: "taskmanager", type: "flink-standalone-kubernetes" },
            },
            unhealthyPodEvictionPolicy: "AlwaysAllow",
        });
    });

    it("count the TaskManagers that the arguments make", async () => {
        const standalone = async (args: Partial<FlinkJobArgs>) =>
            boundsOf(await budgetsOf({ mode: "standalone", ...args }));
        const half = { "orders-taskmanager": { maxUnavailable: "50%" } };
        assert.deepEqual(await standalone({}), {});
        assert.deepEqual(await standalone({ parallelism: 4, taskManager: { taskSlots: 4 } }), {});
        assert.deepEqual(await standalone({ parallelism: 5, taskManager: { taskSlots: 4 } }), half);
        assert.deepEqual(await standalone({ parallelism: 8, taskManager: { replicas: 1 } }), {});
        assert.deepEqual(await standalone({ taskManager: { replicas: 2 } }), half);
        assert.deepEqual(await standalone({ scaledByOthers: true }), half);
    });

    it("are those that the user asks for", async () => {
        const args = { jobManager: { replicas: 3 }, parallelism: 8, taskManager: { taskSlots: 2 } };
        const asked = async (disruption: FlinkJobArgs["disruption"]) =>
            boundsOf(await budgetsOf({ ...args, disruption: disruption ?? {} }));
        const one = { "orders-jobmanager": { maxUnavailable: 1 } };
        assert.deepEqual(await asked({}), one);
        assert.deepEqual(await asked({ jobManager: { minAvailable: 1 } }), {
            "orders-jobmanager": { minAvailable: 1 },
        });
        assert.deepEqual(await asked({ jobManager: { enabled: false } }), {});
        assert.deepEqual(await asked({ taskManager: { minAvailable: 2 } }), {
            ...one,
            "orders-taskmanager": { minAvailable: 2 },
        });
        assert.deepEqual(boundsOf(await budgetsOf({ disruption: { jobManager: { maxUnavailable: "100%" } } })), {
            "orders-jobmanager": { maxUnavailable: "100%" },
        });
    });

    it("leave the job's own spec as it is", async () => {
        const specOf = async (args: Partial<FlinkJobArgs>) => {
            const resources = await record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                new FlinkApplication("orders", {
                    platform,
                    namespace: "jobs",
                    jobManager: { replicas: 2 },
                    jar: "local:///opt/orders.jar",
                    ...args,
                });
            });
            return resources.find(({ type }) => type.endsWith(":FlinkDeployment"))?.inputs;
        };
        assert.deepEqual(
            await specOf({ disruption: { jobManager: { enabled: false }, taskManager: { minAvailable: 1 } } }),
            await specOf({}),
        );
    });
});

describe("the budgets of a session cluster", () => {
    it("are those of an application's cluster", async () => {
        assert.deepEqual(await sessionBudgetsOf({}), []);
        assert.deepEqual(await sessionBudgetsOf({ mode: "standalone" }), []);
        assert.deepEqual(
            boundsOf(
                await sessionBudgetsOf({
                    clusterName: "session",
                    mode: "standalone",
                    jobManager: { replicas: 2 },
                    taskManager: { replicas: 3 },
                }),
            ),
            { "session-jobmanager": { maxUnavailable: 1 }, "session-taskmanager": { maxUnavailable: "50%" } },
        );
        assert.deepEqual(boundsOf(await sessionBudgetsOf({ disruption: { taskManager: { minAvailable: 2 } } })), {
            "shared-taskmanager": { minAvailable: 2 },
        });
    });
});

describe("disruptionProblems", () => {
    const problemsOf = (disruption: FlinkJobArgs["disruption"], args: Partial<FlinkJobArgs> = {}) => {
        const settings = jobSettings("orders", { namespace: "jobs", ...args });
        return disruptionProblems(podsOf(settings, settings), disruption).map(({ path, problem }) =>
            formatFinding({ component: "FlinkApplication", name: "orders", path, problem }),
        );
    };
    const orders = 'FlinkApplication "orders": disruption.';
    const twoJobManagers = { jobManager: { replicas: 2 } };
    const standalone = { mode: "standalone", taskManager: { replicas: 4 } } as const;

    it("finds nothing wrong with bounds that let a drain end", () => {
        assert.deepEqual(problemsOf({}), []);
        assert.deepEqual(problemsOf({ jobManager: { maxUnavailable: 1 } }), []);
        assert.deepEqual(problemsOf({ jobManager: { minAvailable: 1 } }, twoJobManagers), []);
        assert.deepEqual(problemsOf({ jobManager: { minAvailable: "50%" } }, twoJobManagers), []);
        assert.deepEqual(problemsOf({ taskManager: { minAvailable: 3 } }, standalone), []);
        assert.deepEqual(problemsOf({ taskManager: { minAvailable: "75%" } }, standalone), []);
        assert.deepEqual(problemsOf({ taskManager: { maxUnavailable: "1%" } }, standalone), []);
        assert.deepEqual(problemsOf({ taskManager: { minAvailable: 30 } }), []);
    });

    it("rejects a number of pods that must stay by which none may ever go", () => {
        const endless = (path: string, what: string, known: string, got: string) =>
            `${orders}${path} must let a ${what} be evicted, or a node's drain never ends${known}, got ${got}; lower it or use maxUnavailable`;
        assert.deepEqual(problemsOf({ jobManager: { minAvailable: 1 } }), [
            endless("jobManager.minAvailable", "JobManager", ", as there is 1", "1"),
        ]);
        assert.deepEqual(problemsOf({ jobManager: { minAvailable: "51%" } }, twoJobManagers), [
            endless("jobManager.minAvailable", "JobManager", ", as there are 2", '"51%"'),
        ]);
        assert.deepEqual(problemsOf({ taskManager: { minAvailable: "76%" } }, standalone), [
            endless("taskManager.minAvailable", "TaskManager", ", as there are 4", '"76%"'),
        ]);
        assert.deepEqual(
            problemsOf({ taskManager: { minAvailable: "100%" } }, { mode: "standalone", scaledByOthers: true }),
            [endless("taskManager.minAvailable", "TaskManager", "", '"100%"')],
        );
    });

    it("rejects what Kubernetes cannot count in native mode", () => {
        const native = (bound: string, what: string, got: string) =>
            `${orders}taskManager.${bound} cannot be ${what} in native mode, where Kubernetes takes the number of JobManagers for that of TaskManagers, got ${got}; use minAvailable with a number, or standalone mode`;
        assert.deepEqual(problemsOf({ taskManager: { maxUnavailable: 1 } }), [native("maxUnavailable", "set", "1")]);
        assert.deepEqual(problemsOf({ taskManager: { minAvailable: "50%" } }), [
            native("minAvailable", "a part", '"50%"'),
        ]);
    });

    it("rejects bounds of no form, two of them, and one for a budget that is not made", () => {
        const form = (bound: string, got: string) =>
            `${orders}jobManager.${bound} must be a whole number of at least 1, or a part from "1%" to "100%", got ${got}`;
        for (const [value, got] of [
            [0, "0"],
            [1.5, "1.5"],
            ["0%", '"0%"'],
            ["101%", '"101%"'],
            ["1", '"1"'],
        ] as const) {
            assert.deepEqual(problemsOf({ jobManager: { maxUnavailable: value } }), [form("maxUnavailable", got)]);
        }
        assert.deepEqual(problemsOf({ jobManager: { maxUnavailable: 1, minAvailable: 1 } }, twoJobManagers), [
            `${orders}jobManager.maxUnavailable cannot be combined with minAvailable, got 1; remove one of them`,
        ]);
        assert.deepEqual(problemsOf({ jobManager: { enabled: false, maxUnavailable: 1 } }), [
            `${orders}jobManager.maxUnavailable cannot be combined with enabled: false, got 1; remove one of them`,
        ]);
    });
});

describe("disruptionHints", () => {
    it("warn of TaskManagers that must stay where the arguments speak for no more of them", () => {
        const hintsOf = (minAvailable: number, args: Partial<FlinkJobArgs>) => {
            const settings = jobSettings("orders", { namespace: "jobs", ...args });
            return disruptionHints(podsOf(settings, settings), { taskManager: { minAvailable } });
        };
        const hint = (likely: number, got: number) => ({
            path: "disruption.taskManager.minAvailable",
            problem: `should be lower, or a node's drain does not end, as parallelism makes ${likely} of them, got ${got}; keep it if the job's code asks for more`,
        });
        assert.deepEqual(hintsOf(1, {}), [hint(1, 1)]);
        assert.deepEqual(hintsOf(3, { parallelism: 6, taskManager: { taskSlots: 2 } }), [hint(3, 3)]);
        assert.deepEqual(hintsOf(2, { parallelism: 6, taskManager: { taskSlots: 2 } }), []);
        assert.deepEqual(hintsOf(9, { scaledByOthers: true }), []);
    });
});
