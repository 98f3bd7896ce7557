import { NoAnswer, type Ask } from "./api-access";

// A connection may stay open and silent for ever.
const answerMs = 20_000;

/** Way to a cluster's API; tests put another in its place. */
export const apiClient = {
    /**
     * Asks the cluster of a kubeconfig, as the kubeconfig's user, whether that user may create namespaces; one call. The
     * Kubernetes library is loaded at the first call: 1.5 s and 100 MB.
     */
    ask(kubeconfig: string): Ask {
        return async () => {
            const { AuthorizationV1Api, KubeConfig } = await import("@kubernetes/client-node");
            // Anew each time, so that a token that was made too early is not used again.
            const config = new KubeConfig();
            loadKubeconfig(config, kubeconfig);
            const resourceAttributes = { verb: "create", resource: "namespaces" };
            const answer = config
                .makeApiClient(AuthorizationV1Api)
                .createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
            const { status } = await within(answer);
            return status?.allowed === true;
        };
    },
};

async function within<Answer>(answer: Promise<Answer>): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new NoAnswer(`no answer within ${answerMs / 1000} s`)), answerMs);
    });
    try {
        return await Promise.race([answer, late]);
    } finally {
        clearTimeout(timer);
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
