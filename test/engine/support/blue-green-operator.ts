import { playUntilStopped } from "../../support/play-until-stopped";
import type { Api } from "./api";

const flink = { group: "flink.apache.org", version: "v1beta1" } as const;
const graceKey = "kubernetes.operator.bluegreen.abort.grace-period";

/**
 * Plays what the operator does for FlinkBlueGreenDeployments, state by state, and what Kubernetes does as they are deleted;
 * the versions that it makes are left to others. Source: `BlueGreenDeploymentService` and the handlers beside it in
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/controller/bluegreen
 */
export function playBlueGreen(api: Api, namespace: string): () => Promise<void> {
    return playUntilStopped(150, async () => {
        for (const resource of await api.listKind("FlinkBlueGreenDeployment", namespace)) {
            const versions = await api.listDeployments(namespace);
            // A conflict means that something has changed meanwhile: the next round sees it.
            await act(api, resource, versions).catch((error: { code?: unknown }) => {
                if (![404, 409].includes(error.code as number)) {
                    throw error;
                }
            });
        }
    });
}

async function act(api: Api, resource: any, versions: readonly any[]): Promise<void> {
    const { name } = resource.metadata;
    const { status = {}, spec } = resource;
    const version = (color: string) =>
        versions.find(({ metadata }) => metadata.name === `${name}-${color.toLowerCase()}`);
    const write = (change: object) => api.writeStatus(resource, { ...status, ...change });
    const last = status.lastReconciledSpec === undefined ? undefined : JSON.parse(status.lastReconciledSpec).spec;
    const changed = JSON.stringify(last?.template.spec) !== JSON.stringify(spec.template.spec);
    const lastReconciledSpec = JSON.stringify({ spec });
    const failing = status.jobStatus?.state === "FAILING";
    const [, words = "", color = ""] = /^(.*)_(BLUE|GREEN)$/.exec(status.blueGreenState ?? "") ?? [];
    const other = color === "BLUE" ? "GREEN" : "BLUE";
    const begin = async (next: string) => {
        await makeVersion(api, resource, next);
        const seconds = Number.parseInt(spec.configuration?.[graceKey] ?? "600 s", 10);
        const abortTimestamp = new Date(Date.now() + seconds * 1000).toISOString();
        const { error: _, savepointTriggerId: __, ...rest } = status;
        const blueGreenState = `TRANSITIONING_TO_${next}`;
        const begun = { blueGreenState, jobStatus: { state: "RECONCILING" }, abortTimestamp, lastReconciledSpec };
        await api.writeStatus(resource, { ...rest, ...begun });
    };
    if (resource.metadata.deletionTimestamp !== undefined) {
        const own = versions.filter(({ metadata }) => metadata.ownerReferences?.[0].uid === resource.metadata.uid);
        await Promise.all(own.map((one) => removeVersion(api, one)));
        return own.length === 0
            ? api.replace({ ...resource, metadata: { ...resource.metadata, finalizers: [] } }, "garbage-collector")
            : undefined;
    }
    switch (words) {
        case "":
            return write({ blueGreenState: "INITIALIZING_BLUE", jobStatus: {} });
        case "INITIALIZING":
            return last === undefined || (failing && changed) ? begin("BLUE") : undefined;
        case "SAVEPOINTING":
            return write({ blueGreenState: `ACTIVE_${color}` });
        case "ACTIVE": {
            if (!changed) {
                return undefined;
            }
            if (!isReady(version(color))) {
                const error = `Transition to ${other} not possible, current Flink Deployment '${name}-${color.toLowerCase()}' is not READY. FAILING '${name}'`;
                return failing ? undefined : write({ lastReconciledSpec, error, jobStatus: { state: "FAILING" } });
            }
            const stateful = spec.template.spec.job.upgradeMode !== "stateless";
            return stateful && status.savepointTriggerId === undefined
                ? write({ blueGreenState: `SAVEPOINTING_${color}`, savepointTriggerId: "trigger" })
                : begin(other);
        }
        default: {
            const next = version(color);
            const former = version(other);
            if (isReady(next)) {
                return former === undefined
                    ? write({ blueGreenState: `ACTIVE_${color}`, jobStatus: { state: "RUNNING" } })
                    : removeVersion(api, former);
            }
            if (Date.now() < Date.parse(status.abortTimestamp)) {
                return undefined;
            }
            next.spec.job.state = "suspended";
            await api.replace(next, "operator");
            const blueGreenState = former === undefined ? "INITIALIZING_BLUE" : `ACTIVE_${other}`;
            const error = `Aborting deployment '${name}-${color.toLowerCase()}', rolling B/G deployment back to ${blueGreenState}`;
            return write({ blueGreenState, error, jobStatus: { state: "FAILING" } });
        }
    }
}

/** `createOrReplace` of a version, with the resource's name replaced as text in its spec. */
async function makeVersion(api: Api, { metadata, apiVersion, kind, spec }: any, color: string): Promise<void> {
    const { name, namespace, uid } = metadata;
    const child = `${name}-${color.toLowerCase()}`;
    const replaced = JSON.parse(JSON.stringify({ spec }).replaceAll(name, child)).spec.template.spec;
    const body = {
        apiVersion: "flink.apache.org/v1beta1",
        kind: "FlinkDeployment",
        metadata: {
            name: child,
            namespace,
            labels: { "flink/blue-green-deployment-type": color },
            ownerReferences: [{ apiVersion, kind, name, uid, blockOwnerDeletion: true, controller: false }],
        },
        spec: replaced,
    };
    const at = { ...flink, plural: "flinkdeployments", namespace };
    await api.custom.createNamespacedCustomObject({ ...at, body }).catch(async (error: { code?: unknown }) => {
        if (error.code !== 409) {
            throw error;
        }
        const present: any = await api.custom.getNamespacedCustomObject({ ...at, name: child });
        await api.replace({ ...present, spec: replaced }, "operator");
    });
}

async function removeVersion(api: Api, { metadata: { name, namespace } }: any): Promise<void> {
    await api.custom.deleteNamespacedCustomObject({ ...flink, plural: "flinkdeployments", namespace, name });
}

function isReady(version: any): boolean {
    const { lifecycleState, jobStatus } = version?.status ?? {};
    return lifecycleState === "STABLE" && jobStatus?.state === "RUNNING";
}
