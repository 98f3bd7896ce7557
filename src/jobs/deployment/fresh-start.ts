import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterModule } from "../../contracts/cluster";
import { flinkDeploymentClient, type FlinkDeploymentClient, type LiveFlinkDeployment } from "./client";
import { valueOf } from "../../readiness/output-value";
import { takesCallbacks } from "../../run/callbacks";
import { perRun } from "../../run/per-run";
import { hasNoOwnState } from "./own-state";

const savepointOnDeletion = "kubernetes.operator.job.savepoint-on-deletion";

/** Time that the old resource may take to go. The operator's own limit for the end of a cluster is 5 min. */
const goneWithinSeconds = 360;

/**
 * Makes a FlinkDeployment anew whose job has never run, so that the change that comes next is its first deployment: the
 * job starts from `initialSavepointPath`, or empty. Without this the operator would look for state to carry over, and
 * whether it sees that there never was any is a matter of chance (`FlinkUtils.jmPodNeverStarted` compares two times of
 * one second each).
 *
 * The new resource has the old spec, but suspended: the operator leaves it alone until the change is applied.
 *
 * @returns true if the resource was made anew.
 */
export async function startAfresh(
    client: FlinkDeploymentClient,
    { namespace, name }: { readonly namespace: string; readonly name: string },
    pause: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<boolean> {
    const live = await client.read(namespace, name);
    if (live?.spec.job === undefined || !hasNoOwnState(live, await client.highAvailability(namespace, name))) {
        return false;
    }
    if (String(live.spec.flinkConfiguration?.[savepointOnDeletion]) === "true") {
        // The operator would wait for a savepoint that a job without state cannot give.
        await client.merge(namespace, name, { spec: { flinkConfiguration: { [savepointOnDeletion]: "false" } } });
    }
    await client.remove(namespace, name);
    for (let seconds = 0; await client.read(namespace, name); seconds += 1) {
        if (seconds >= goneWithinSeconds) {
            const command = `kubectl describe flinkdeployment ${name} --namespace ${namespace}`;
            throw new Error(
                `FlinkDeployment "${name}": its old, failed job is not gone after ${seconds} s; see ${command}`,
            );
        }
        await pause(1000);
    }
    await client.apply(suspended(live), managerOf(live));
    return true;
}

function suspended({ apiVersion, kind, metadata, spec }: LiveFlinkDeployment): LiveFlinkDeployment {
    const { name, namespace, labels, annotations } = metadata;
    return {
        apiVersion,
        kind,
        metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
        spec: { ...spec, job: { ...spec.job, state: "suspended" } },
    };
}

/** The name under which the engine's provider applies the resource: the fields stay its own. */
function managerOf({ metadata }: LiveFlinkDeployment): string {
    const applied = (metadata.managedFields ?? []).filter(({ operation }) => operation === "Apply");
    const manager = applied.find(({ manager: given }) => given?.startsWith("pulumi-kubernetes")) ?? applied[0];
    return manager?.manager ?? "pulumi-kubernetes";
}

const hooks = perRun(() => new Map<ClusterModule, pulumi.ResourceHook>());

/**
 * The hook that does so before every change of a FlinkDeployment; undefined where there is no engine that knows hooks, as
 * under mocks. It does nothing in a preview.
 */
export function freshStartHook(cluster: ClusterModule): pulumi.ResourceHook | undefined {
    if (!takesCallbacks()) {
        return undefined;
    }
    const ofRun = hooks();
    const known = ofRun.get(cluster);
    const hook =
        known ?? new pulumi.ResourceHook(`flink-platform-fresh-start-${ofRun.size}`, (args) => act(cluster, args));
    ofRun.set(cluster, hook);
    return hook;
}

async function act(cluster: ClusterModule, { newInputs }: pulumi.ResourceHookArgs): Promise<void> {
    const { metadata } = newInputs as { metadata: { namespace: string; name: string } };
    const kubeconfig = await valueOf(pulumi.unsecret(cluster.kubeconfig));
    if (kubeconfig !== undefined && (await startAfresh(await flinkDeploymentClient(kubeconfig), metadata))) {
        await pulumi.log.info(
            `FlinkDeployment "${metadata.name}": its job has never run, so the change is its first start`,
        );
    }
}
