import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "./api";

/** Evictions in a namespace, as a drain asks for them, and pods as Flink makes them. */
export class Evictions {
    constructor(
        private readonly api: Api,
        private readonly namespace: string,
    ) {}

    /** Makes the Deployment of a cluster's JobManagers, as operator and Flink do in native mode; returns its uid. */
    async makeJobManagers(app: string, replicas: number): Promise<string> {
        const labels = { app, component: "jobmanager", type: "flink-native-kubernetes" };
        const containers = [{ name: "flink-main-container", image: "flink:none" }];
        const { metadata } = await this.api.apps.createNamespacedDeployment({
            namespace: this.namespace,
            body: {
                metadata: { name: app },
                spec: {
                    replicas,
                    selector: { matchLabels: labels },
                    template: { metadata: { labels }, spec: { containers } },
                },
            },
        });
        return metadata?.uid ?? "";
    }

    /** Makes a TaskManager as a JobManager does in native mode: its Deployment is the pod's controller. */
    async makeTaskManager(app: string, uid: string, name: string): Promise<void> {
        const owner = { apiVersion: "apps/v1", kind: "Deployment", name: app, uid };
        await this.api.core.createNamespacedPod({
            namespace: this.namespace,
            body: {
                metadata: {
                    name,
                    labels: { app, component: "taskmanager", type: "flink-native-kubernetes" },
                    ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
                },
                spec: { containers: [{ name: "flink-main-container", image: "flink:none" }] },
            },
        });
    }

    /** Names of pods that are ready, sorted. */
    async readyPods(component: string): Promise<string[]> {
        const { items } = await this.api.core.listNamespacedPod({
            namespace: this.namespace,
            labelSelector: `component=${component}`,
        });
        const ready = items.filter(({ metadata, status }) =>
            metadata?.deletionTimestamp === undefined
                ? status?.conditions?.some(({ type, status: held }) => type === "Ready" && held === "True")
                : false,
        );
        return ready.map(({ metadata }) => metadata?.name ?? "").sort();
    }

    /** Waits for as many ready pods. */
    async untilReady(component: string, count: number): Promise<string[]> {
        return until(
            () => this.readyPods(component),
            (pods) => pods.length === count,
        );
    }

    /** Asks for an eviction; the answer's code and, where it is refused, its message. */
    async evict(pod: string): Promise<readonly [code: number, message?: string]> {
        const { namespace } = this;
        try {
            await this.api.core.createNamespacedPodEviction({
                namespace,
                name: pod,
                body: { metadata: { name: pod, namespace } },
            });
            return [201];
        } catch (error) {
            const { code, body } = error as { readonly code: number; readonly body: string };
            return [code, (JSON.parse(body) as { readonly message: string }).message];
        }
    }

    /** What Kubernetes makes of a budget, once it has seen as many healthy pods. */
    async statusOf(budget: string, healthy: number) {
        const { PolicyV1Api } = await import("@kubernetes/client-node");
        const policy = this.api.config.makeApiClient(PolicyV1Api);
        const { status } = await until(
            () => policy.readNamespacedPodDisruptionBudget({ namespace: this.namespace, name: budget }),
            (object) => object.status?.currentHealthy === healthy,
        );
        const { expectedPods, desiredHealthy, disruptionsAllowed } = status ?? {};
        return { expectedPods, desiredHealthy, disruptionsAllowed };
    }
}

/** A value, once it is as it should be; the last one after a minute, which the test then refuses. */
async function until<Value>(read: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
    for (let tries = 0; ; tries += 1) {
        const value = await read();
        if (holds(value) || tries >= 240) {
            return value;
        }
        await sleep(250);
    }
}
