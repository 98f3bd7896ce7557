import { execKubeconfig } from "../shared/kubeconfig";

/**
 * Kubeconfig for a cluster's endpoint. It holds no token: `gke-gcloud-auth-plugin` fetches one, as the same application
 * default credentials that Pulumi uses.
 *
 * @param clusterName names the one cluster, user and context
 * @param endpoint host name of the DNS endpoint, or an IP address
 * @param authority Base64 of the certificate authority's PEM; undefined for the DNS endpoint, which has a certificate of a
 * public authority
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
 */
export function gkeKubeconfig(clusterName: string, endpoint: string, authority?: string): string {
    return execKubeconfig(clusterName, `https://${endpoint}`, authority, {
        command: "gke-gcloud-auth-plugin",
        args: ["--use_application_default_credentials"],
        installHint: "Install it with: gcloud components install gke-gcloud-auth-plugin",
        provideClusterInfo: true,
    });
}
