import { execKubeconfig } from "../shared/kubeconfig";

/** Parts of a kubeconfig of an EKS cluster. */
export interface EksKubeconfigArgs {
    readonly name: string;
    readonly region: string;
    /** Address of the API, with its scheme. */
    readonly endpoint: string;
    /** Base64 of the certificate authority's PEM. */
    readonly certificateAuthority: string;
}

/** A kubeconfig without any credential: its users get a token from the AWS CLI. */
export function eksKubeconfig({ name, region, endpoint, certificateAuthority }: EksKubeconfigArgs): string {
    return execKubeconfig(name, endpoint, certificateAuthority, {
        command: "aws",
        args: ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"],
        interactiveMode: "IfAvailable",
        provideClusterInfo: false,
    });
}
