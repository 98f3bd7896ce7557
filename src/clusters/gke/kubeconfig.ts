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
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": clusterName,
        contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
        clusters: [{ name: clusterName, cluster: { server: `https://${endpoint}` } }],
        users: [
            {
                name: clusterName,
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "gke-gcloud-auth-plugin",
                        args: ["--use_application_default_credentials"],
                        installHint: "Install it with: gcloud components install gke-gcloud-auth-plugin",
                        provideClusterInfo: true,
                    },
                },
            },
        ],
    });
}
