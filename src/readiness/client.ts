import type { CoreV1Api, CustomObjectsApi } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import type { Details, FlinkObject } from "./objects";
import type { AwaitedKind } from "./observation";
import { loadKubernetes } from "../kubernetes/client";

/** Calls that the wait for one kind makes to an API server; each may fail with an error that names its cause. */
export interface ReadinessClient {
    /** The resources of the kind in a namespace. */
    listResources(namespace: string): Promise<readonly FlinkObject[]>;
    /** Warning events on the kind, pods that pull images, and the pods of Flink clusters in a namespace. */
    listDetails(namespace: string): Promise<Details>;
}

/** A client for one kind in the cluster of a kubeconfig. */
export async function kubernetesClient(kubeconfig: string, kind: AwaitedKind): Promise<ReadinessClient> {
    const { customObjects, core } = await loadKubernetes(kubeconfig);
    return clientOf(kind, customObjects, core);
}

/** Kinds whose events are those of their versions. */
const versioned: Partial<Record<AwaitedKind, AwaitedKind>> = { FlinkBlueGreenDeployment: "FlinkDeployment" };

const isVersionOf =
    ({ metadata: { uid } }: FlinkObject) =>
    ({ metadata: { ownerReferences = [] } }: FlinkObject) =>
        ownerReferences.some((owner) => owner.uid === uid);

function clientOf(kind: AwaitedKind, customObjects: CustomObjectsApi, core: CoreV1Api): ReadinessClient {
    const list = async (ofKind: AwaitedKind, namespace: string) => {
        const listed = (await customObjects.listNamespacedCustomObject({
            group: "flink.apache.org",
            version: "v1beta1",
            plural: `${ofKind.toLowerCase()}s`,
            namespace,
        })) as { readonly items: readonly FlinkObject[] };
        return listed.items;
    };
    return {
        listResources: async (namespace) => {
            const items = await list(kind, namespace);
            if (kind !== "FlinkBlueGreenDeployment" || items.length === 0) {
                return items;
            }
            const deployments = await list("FlinkDeployment", namespace);
            return items.map((item) => ({ ...item, versions: deployments.filter(isVersionOf(item)) }));
        },
        listDetails: async (namespace) => {
            const [events, pulls, pods] = await Promise.all([
                core.listNamespacedEvent({
                    namespace,
                    fieldSelector: `type=Warning,involvedObject.kind=${versioned[kind] ?? kind}`,
                }),
                core.listNamespacedEvent({ namespace, fieldSelector: "reason=Pulling,involvedObject.kind=Pod" }),
                // Flink itself in native mode and the operator in standalone mode label their pods so.
                core.listNamespacedPod({ namespace, labelSelector: "app,component in (jobmanager,taskmanager)" }),
            ]);
            const pulling = pulls.items.map(({ involvedObject }) => involvedObject.name ?? "");
            return { events: events.items, pulling, pods: pods.items };
        },
    };
}

/** One line for a failed call. */
export function describeFailure(error: unknown): string {
    const { body, message } = error as { body?: unknown; message?: unknown };
    return statusMessage(body) ?? (typeof message === "string" ? message : String(error));
}

/** True if asking again cannot help: the kubeconfig's user lacks the right, or the kind does not exist. */
export function isRefusal(error: unknown): boolean {
    const { code } = error as { code?: unknown };
    return code === 401 || code === 403 || code === 404;
}

/** The message in an API server's answer, which comes as an object or as its JSON. */
function statusMessage(body: unknown): string | undefined {
    const status: unknown = typeof body === "string" ? parse(body) : body;
    const message =
        typeof status === "object" && status !== null ? (status as { message?: unknown }).message : undefined;
    return typeof message === "string" ? message : undefined;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
