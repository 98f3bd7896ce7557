import { Stack } from "./stack";
import { startCluster, stopCluster, useWorkspace } from "./workspace";

useWorkspace();

/** The operator that every scenario but its own shares. */
const shared = new Stack("shared");

/** Release and Flink that the development cluster's images carry. */
export const release = "1.7.0";
export const flinkVersion = "1.18";

/** A scenario's own cluster block: each has an object store of its own, so that none sees another's state. */
export const clusterBlock = (scenario: string) => ({ cloud: "local", objectStore: { namespace: `store-${scenario}` } });

/** The shared operator looks after resources with this label alone. */
const selector = { "flink-platform/operator": "shared" };

/** The operator block of a scenario that uses the shared operator. */
export const sharedOperator = { install: "existing", release, labelSelector: selector };

/** An unbounded job that is small enough for several to share two cores. */
export const stateMachine = (namespace: string) => ({
    namespace,
    flinkVersion,
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    checkpointIntervalSeconds: 2,
    jobManager: { memoryMiB: 1024, cpu: 0.05 },
    taskManager: { memoryMiB: 1024, cpu: 0.05 },
    // Before the run is ended from outside: so it says what the job waits for.
    readiness: { timeoutSeconds: 500 },
});

/**
 * Options with which a JobManager of little cpu keeps its leadership. By default it must renew it within 15 s, and Flink
 * 1.18.1 never takes up again what it has lost: https://issues.apache.org/jira/browse/FLINK-34007
 */
export const patientLeader = (leaseSeconds: number, renewalSeconds: number) => ({
    "high-availability.kubernetes.leader-election.lease-duration": `${leaseSeconds} s`,
    "high-availability.kubernetes.leader-election.renew-deadline": `${renewalSeconds} s`,
});

export async function mochaGlobalSetup(): Promise<void> {
    startCluster();
    shared.configure({
        cluster: clusterBlock("shared"),
        operator: {
            release,
            labelSelector: selector,
            configuration: { "kubernetes.operator.reconcile.interval": "5 s" },
        },
    });
    const { code, output } = await shared.up();
    if (code !== 0) {
        throw new Error(`the shared operator is not up:\n${output}`);
    }
}

export function mochaGlobalTeardown(): void {
    stopCluster();
}
