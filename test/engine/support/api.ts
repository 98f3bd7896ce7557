import type { V1PodStatus, V1ResourceAttributes } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cloudDefinition } from "../../support/cloud-definition";

const repository = resolve(__dirname, "../../..");
const flink = { group: "flink.apache.org", version: "v1beta1", plural: "flinkdeployments" } as const;

/** What tests do at the API server beside Pulumi. */
export type Api = Awaited<ReturnType<typeof apiOf>>;

export async function apiOf(kubeconfigFile: string) {
    const {
        AppsV1Api,
        AuthorizationV1Api,
        BatchV1Api,
        CoreV1Api,
        CustomObjectsApi,
        KubeConfig,
        NetworkingV1Api,
        PatchStrategy,
        setHeaderOptions,
    } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromFile(kubeconfigFile);
    const authorization = config.makeApiClient(AuthorizationV1Api);
    const core = config.makeApiClient(CoreV1Api);
    const custom = config.makeApiClient(CustomObjectsApi);
    // Not by the client's own type for definitions, which drops the fields of a schema that it does not know.
    const createDefinition = (body: object) =>
        custom.createClusterCustomObject({
            group: "apiextensions.k8s.io",
            version: "v1",
            plural: "customresourcedefinitions",
            body,
        });
    return {
        config,
        core,
        custom,
        apps: config.makeApiClient(AppsV1Api),
        networking: config.makeApiClient(NetworkingV1Api),
        batch: config.makeApiClient(BatchV1Api),
        /** Makes a definition of an operator's release, where it is not there already, and waits until it is served. */
        async installDefinition(release: string, kind: string): Promise<void> {
            const file = join(repository, "dist", "crds", release, `${kind}.json`);
            await createDefinition(JSON.parse(readFileSync(file, "utf8"))).catch((error: { code?: unknown }) => {
                if (error.code !== 409) {
                    throw error;
                }
            });
            for (;;) {
                try {
                    await custom.listClusterCustomObject({ ...flink, plural: `${kind.toLowerCase()}s` });
                    return;
                } catch {
                    await sleep(100);
                }
            }
        },
        /** Lays a part over a custom resource. */
        async mergePatch(
            kind: { readonly group: string; readonly version: string; readonly plural: string },
            namespace: string,
            name: string,
            body: object,
        ): Promise<void> {
            const options = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
            await custom.patchNamespacedCustomObject({ ...kind, namespace, name, body }, options);
        },
        /** Scales a FlinkDeployment, as `kubectl scale` and a HorizontalPodAutoscaler do. */
        async scale(namespace: string, name: string, replicas: number): Promise<void> {
            await custom.patchNamespacedCustomObjectScale(
                { ...flink, namespace, name, body: { spec: { replicas } }, fieldManager: "kubectl" },
                setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
            );
        },
        /** Makes definitions of other custom resources that a cloud brings. */
        async installCloudDefinition(group: string, version: string, kind: string): Promise<void> {
            await createDefinition(cloudDefinition(group, version, kind));
        },
        async createNamespace(name: string): Promise<void> {
            await core.createNamespace({ body: { metadata: { name } } });
        },
        async listDeployments(namespace: string): Promise<any[]> {
            return (await custom.listNamespacedCustomObject({ ...flink, namespace })).items;
        },
        /** Those of a kind; none where the kind is not served. */
        async listKind(kind: string, namespace: string): Promise<any[]> {
            const plural = `${kind.toLowerCase()}s`;
            try {
                return (await custom.listNamespacedCustomObject({ ...flink, plural, namespace })).items;
            } catch (error) {
                if ((error as { code?: unknown }).code === 404) {
                    return [];
                }
                throw error;
            }
        },
        async listSessionJobs(namespace: string): Promise<any[]> {
            return this.listKind("FlinkSessionJob", namespace);
        },
        /** Whether a service account, which need not exist, may do something. */
        async isAllowed(
            { namespace, name }: { readonly namespace: string; readonly name: string },
            resourceAttributes: V1ResourceAttributes,
        ): Promise<boolean> {
            const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
            const user = `system:serviceaccount:${namespace}:${name}`;
            const { status } = await authorization.createSubjectAccessReview({
                body: { spec: { user, groups, resourceAttributes } },
            });
            return status?.allowed === true;
        },
        /** Whether a user who is in nothing but these groups may do something. */
        async isAllowedTo(groups: string[], resourceAttributes: V1ResourceAttributes): Promise<boolean> {
            const { status } = await authorization.createSubjectAccessReview({
                body: { spec: { user: "somebody", groups: [...groups, "system:authenticated"], resourceAttributes } },
            });
            return status?.allowed === true;
        },
        async deploymentNames(namespace: string): Promise<string[]> {
            return (await this.listDeployments(namespace)).map(({ metadata }) => metadata.name).sort();
        },
        async configMapNames(namespace: string): Promise<string[]> {
            const { items } = await core.listNamespacedConfigMap({ namespace });
            return items.map(({ metadata }) => metadata?.name ?? "").filter((name) => name !== "kube-root-ca.crt");
        },
        /** Makes a pod of a Flink cluster, in a state that a kubelet or the scheduler would report. */
        async createPod(namespace: string, name: string, labels: Record<string, string>, status: V1PodStatus) {
            const containers = [{ name: "flink-main-container", image: "flink:none" }];
            await core.createNamespacedPod({ namespace, body: { metadata: { name, labels }, spec: { containers } } });
            await core.patchNamespacedPodStatus(
                { namespace, name, body: { status } },
                setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
            );
        },
        /** Pods of a namespace, which may not be there, that are not ready. */
        async waitingPodNames(namespace: string): Promise<string[]> {
            const { items } = await core.listNamespacedPod({ namespace });
            const isReady = (status?: V1PodStatus) =>
                status?.conditions?.some(({ type, status: held }) => type === "Ready" && held === "True") === true;
            return items.filter(({ status }) => !isReady(status)).map(({ metadata }) => metadata?.name ?? "");
        },
        /** Pods of a namespace, which may not be there, that have not ended. */
        async runningPodNames(namespace: string): Promise<string[]> {
            const { items } = await core.listNamespacedPod({ namespace });
            const hasEnded = (phase?: string) => phase === "Succeeded" || phase === "Failed";
            return items.filter(({ status }) => !hasEnded(status?.phase)).map(({ metadata }) => metadata?.name ?? "");
        },
        async makeReady(namespace: string, name: string): Promise<void> {
            const conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
                type,
                status: "True",
                lastTransitionTime: new Date(),
            }));
            await core.patchNamespacedPodStatus(
                { namespace, name, body: { status: { phase: "Running", conditions } } },
                setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
            );
        },
        /** Ends a pod as the kubelet does; its container's last words are those of a failed one. */
        async finish(namespace: string, name: string, failure?: string): Promise<void> {
            const phase = failure === undefined ? "Succeeded" : "Failed";
            const exitCode = failure === undefined ? 0 : 1;
            const { spec } = await core.readNamespacedPod({ namespace, name });
            const containerStatuses = (spec?.containers ?? []).map(({ name: container, image = "" }) => ({
                ...{ name: container, image, imageID: "", ready: false, restartCount: 0 },
                state: { terminated: { exitCode, reason: exitCode === 0 ? "Completed" : "Error", message: failure } },
            }));
            const reason = failure === undefined ? "PodCompleted" : "PodFailed";
            const conditions = [
                ...["PodScheduled", "Initialized"].map((type) => ({ type, status: "True" })),
                ...["Ready", "ContainersReady"].map((type) => ({ type, status: "False", reason })),
            ];
            await core.patchNamespacedPodStatus(
                { namespace, name, body: { status: { phase, conditions, containerStatuses } } },
                setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
            );
        },
        /** Writes an event on a FlinkDeployment, as the operator does. */
        async createWarning(resource: any, reason: string, message: string): Promise<void> {
            const { name, namespace, uid } = resource.metadata;
            const now = new Date();
            await core.createNamespacedEvent({
                namespace,
                body: {
                    metadata: { name: `${name}-${reason.toLowerCase()}` },
                    involvedObject: {
                        apiVersion: "flink.apache.org/v1beta1",
                        kind: "FlinkDeployment",
                        name,
                        namespace,
                        uid,
                    },
                    type: "Warning",
                    reason,
                    message,
                    firstTimestamp: now,
                    lastTimestamp: now,
                    count: 1,
                },
            });
        },
        /** Writes a Flink resource back whole, as another field manager. */
        async replace(resource: any, fieldManager: string): Promise<any> {
            const { name, namespace } = resource.metadata;
            const plural = `${resource.kind.toLowerCase()}s`;
            const body = resource;
            return custom.replaceNamespacedCustomObject({ ...flink, plural, namespace, name, body, fieldManager });
        },
        async writeStatus(resource: any, status: object): Promise<void> {
            const { name, namespace } = resource.metadata;
            await custom.replaceNamespacedCustomObjectStatus({
                ...flink,
                plural: `${resource.kind.toLowerCase()}s`,
                namespace,
                name,
                body: { ...resource, status },
            });
        },
    };
}
