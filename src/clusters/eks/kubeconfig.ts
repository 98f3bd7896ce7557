/** What a kubeconfig of an EKS cluster is made from. */
export interface EksKubeconfigArgs {
    readonly name: string;
    readonly region: string;
    /** Address of the API, with its scheme. */
    readonly endpoint: string;
    /** Base64 of the certificate authority's PEM. */
    readonly certificateAuthority: string;
}

/**
 * A kubeconfig without any credential: who uses it gets a token from the AWS CLI with the rights that they have at that
 * moment.
 */
export function eksKubeconfig({ name, region, endpoint, certificateAuthority }: EksKubeconfigArgs): string {
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": name,
        clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        users: [
            {
                name,
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "aws",
                        args: ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"],
                        interactiveMode: "IfAvailable",
                        provideClusterInfo: false,
                    },
                },
            },
        ],
    });
}
