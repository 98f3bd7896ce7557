import { execKubeconfig } from "../shared/kubeconfig";

/**
 * Kubeconfig for a cluster's DNS endpoint. The endpoint has a certificate of a public authority, so the kubeconfig names
 * none. It holds no token: `gke-gcloud-auth-plugin` fetches one, as the same application default credentials that
 * Pulumi uses.
 *
 * @param clusterName names the one cluster, user and context
 * @param endpoint host name of the DNS endpoint
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
 */
export function gkeKubeconfig(clusterName: string, endpoint: string): string {
    return execKubeconfig(clusterName, `https://${endpoint}`, undefined, {
        command: "gke-gcloud-auth-plugin",
        args: ["--use_application_default_credentials"],
        installHint: "Install it with: gcloud components install gke-gcloud-auth-plugin",
        provideClusterInfo: true,
    });
}
