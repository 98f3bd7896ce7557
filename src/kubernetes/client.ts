// A list of two hundred objects takes well under a second; a server that does not answer is asked again.
const requestSeconds = 20;

/**
 * The Kubernetes library and its clients for the cluster of a kubeconfig, whose calls fail if the server does not answer.
 * The library is loaded at the first call: 1.5 s and 100 MB.
 */
export async function loadKubernetes(kubeconfig: string) {
    const library = await import("@kubernetes/client-node");
    const config = new library.KubeConfig();
    readKubeconfig(config, kubeconfig);
    // The library takes plain HTTP, as of `kubectl proxy`, only where TLS is not to be verified; there is none then.
    config.clusters = config.clusters.map((cluster) =>
        cluster.server.startsWith("http://") ? { ...cluster, skipTLSVerify: true } : cluster,
    );
    return {
        library,
        customObjects: bounded(config.makeApiClient(library.CustomObjectsApi)),
        core: bounded(config.makeApiClient(library.CoreV1Api)),
        authorization: bounded(config.makeApiClient(library.AuthorizationV1Api)),
    };
}

/** The parser's own error quotes the text, which may hold keys. */
function readKubeconfig(config: { loadFromString(text: string): void }, kubeconfig: string): void {
    try {
        config.loadFromString(kubeconfig);
    } catch {
        throw new Error("its kubeconfig cannot be read");
    }
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

/** The API server did not answer in time. */
export class NoAnswer extends Error {}

/** An API server's answer, or an error if it takes too long: a connection may stay open and silent for ever. */
async function within<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new NoAnswer(`no answer within ${requestSeconds} s`)), requestSeconds * 1000);
    });
    try {
        return await Promise.race([call, late]);
    } finally {
        clearTimeout(timer);
    }
}
