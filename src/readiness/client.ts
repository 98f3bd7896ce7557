import type { CoreV1Api, CustomObjectsApi } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import type { Details, FlinkDeploymentObject } from "./objects";

/** Calls that the wait makes to an API server; each may fail with an error that names its cause. */
export interface ReadinessClient {
    /** The FlinkDeployments of a namespace. */
    listDeployments(namespace: string): Promise<readonly FlinkDeploymentObject[]>;
    /** Warning events on FlinkDeployments, pods that pull images, and the pods of Flink clusters in a namespace. */
    listDetails(namespace: string): Promise<Details>;
}

// A list of two hundred jobs takes well under a second; a server that does not answer is asked again.
const requestSeconds = 20;

/** A client for the cluster of a kubeconfig. */
export async function kubernetesClient(kubeconfig: string): Promise<ReadinessClient> {
    const { customObjects, core } = await loadKubernetes(kubeconfig);
    return clientOf(customObjects, core);
}

/**
 * The Kubernetes library and its clients for the cluster of a kubeconfig, whose calls fail if the server does not answer.
 * The library is loaded at the first call: 1.5 s and 100 MB.
 */
export async function loadKubernetes(kubeconfig: string) {
    const library = await import("@kubernetes/client-node");
    const config = new library.KubeConfig();
    loadKubeconfig(config, kubeconfig);
    // The library takes plain HTTP, as of `kubectl proxy`, only where TLS is not to be verified; there is none then.
    config.clusters = config.clusters.map((cluster) =>
        cluster.server.startsWith("http://") ? { ...cluster, skipTLSVerify: true } : cluster,
    );
    return {
        library,
        customObjects: bounded(config.makeApiClient(library.CustomObjectsApi)),
        core: bounded(config.makeApiClient(library.CoreV1Api)),
    };
}

/** A client each of whose calls has a limit, so that no caller can leave one without. */
function bounded<Client extends object>(client: Client): Client {
    return new Proxy(client, {
        get: (target, key) => {
            const member: unknown = Reflect.get(target, key);
            return typeof member === "function"
                ? (...args: unknown[]) => within(Reflect.apply(member, target, args) as Promise<unknown>)
                : member;
        },
    });
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

/** An API server's answer, or an error if it takes too long: a connection may stay open and silent for ever. */
async function within<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${requestSeconds} s`)), requestSeconds * 1000);
    });
    try {
        return await Promise.race([call, late]);
    } finally {
        clearTimeout(timer);
    }
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

/** Reads a kubeconfig. The parser's own error quotes the text, which may hold keys. */
function loadKubeconfig(config: { loadFromString(text: string): void }, kubeconfig: string): void {
    try {
        config.loadFromString(kubeconfig);
    } catch {
        throw new Error("its kubeconfig cannot be read");
    }
}
