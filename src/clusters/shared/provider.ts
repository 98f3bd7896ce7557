import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/**
 * The Kubernetes provider of a cluster module.
 *
 * @param clusterIdentifier a value that comes from inputs only and stays the same for as long as the cluster is the
 * same one. Without it, or while it is unknown, an ordinary change of the kubeconfig previews as a replacement of
 * every object in the cluster: https://github.com/pulumi/pulumi-kubernetes/issues/4019.
 */
export function kubernetesProvider(
    name: string,
    args: { readonly kubeconfig: pulumi.Input<string>; readonly clusterIdentifier: string },
    opts: pulumi.ResourceOptions,
): k8s.Provider {
    return new k8s.Provider(
        name,
        {
            kubeconfig: args.kubeconfig,
            clusterIdentifier: args.clusterIdentifier,
            // Replacing these would take the operator's configuration away from running jobs for a moment.
            enableConfigMapMutable: true,
            enableSecretMutable: true,
        },
        opts,
    );
}
