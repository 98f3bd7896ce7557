/** A command that gets a token at each call, with the rights that its user has at that moment. */
export interface ExecCredential {
    readonly command: string;
    readonly args: readonly string[];
    /** Sentence for those who lack the command. @default none */
    readonly installHint?: string;
    /** Whether the command may ask its user. @default kubectl's own: if it can */
    readonly interactiveMode?: "Never" | "IfAvailable" | "Always";
    /** Whether the command is told which cluster it signs in to. */
    readonly provideClusterInfo: boolean;
}

/**
 * A kubeconfig, as JSON, without any credential.
 *
 * @param name names the one cluster, user and context.
 * @param server address of the Kubernetes API, with its scheme.
 * @param authority Base64 of the certificate authority's PEM; undefined where a public authority vouches for the server.
 */
export function execKubeconfig(
    name: string,
    server: string,
    authority: string | undefined,
    exec: ExecCredential,
): string {
    const apiVersion = "client.authentication.k8s.io/v1beta1";
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": name,
        clusters: [{ name, cluster: { server, "certificate-authority-data": authority } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        users: [{ name, user: { exec: { apiVersion, ...exec } } }],
    });
}
