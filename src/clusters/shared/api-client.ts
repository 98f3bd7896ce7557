import { loadKubernetes } from "../../kubernetes/client";
import type { Ask } from "./api-access";

/** Way to a cluster's API; tests put another in its place. */
export const apiClient = {
    /** Asks the cluster of a kubeconfig, as the kubeconfig's user, whether that user may create namespaces; one call. */
    ask(kubeconfig: string): Ask {
        return async () => {
            // A new client each time, so that a token that was made too early is not used again.
            const { authorization } = await loadKubernetes(kubeconfig);
            const resourceAttributes = { verb: "create", resource: "namespaces" };
            const { status } = await authorization.createSelfSubjectAccessReview({
                body: { spec: { resourceAttributes } },
            });
            return status?.allowed === true;
        };
    },
};
