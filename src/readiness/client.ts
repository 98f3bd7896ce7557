import type { CoreV1Api, CustomObjectsApi } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import type { Details, FlinkDeploymentObject } from "./objects";
import { loadKubernetes } from "../kubernetes/client";

/** Calls that the wait makes to an API server; each may fail with an error that names its cause. */
export interface ReadinessClient {
    /** The FlinkDeployments of a namespace. */
    listDeployments(namespace: string): Promise<readonly FlinkDeploymentObject[]>;
    /** Warning events on FlinkDeployments, pods that pull images, and the pods of Flink clusters in a namespace. */
    listDetails(namespace: string): Promise<Details>;
}

/** A client for the cluster of a kubeconfig. */
export async function kubernetesClient(kubeconfig: string): Promise<ReadinessClient> {
    const { customObjects, core } = await loadKubernetes(kubeconfig);
    return clientOf(customObjects, core);
}

function clientOf(customObjects: CustomObjectsApi, core: CoreV1Api): ReadinessClient {
    return {
        listDeployments: async (namespace) => {
            const list = (await customObjects.listNamespacedCustomObject({
                group: "flink.apache.org",
                version: "v1beta1",
                plural: "flinkdeployments",
                namespace,
            })) as { readonly items: readonly FlinkDeploymentObject[] };
            return list.items;
        },
        listDetails: async (namespace) => {
            const [events, pulls, pods] = await Promise.all([
                core.listNamespacedEvent({
                    namespace,
                    fieldSelector: "type=Warning,involvedObject.kind=FlinkDeployment",
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
