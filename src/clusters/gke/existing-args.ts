import type * as pulumi from "@pulumi/pulumi";
import type { MadeElsewhereArgs } from "../shared/made-elsewhere";
import type { GkeIdentityMode } from "./choices";

/** A GKE cluster, with Workload Identity Federation, and a bucket that something else made. */
export interface ExistingGkeClusterArgs extends MadeElsewhereArgs {
    /** Id of the cluster's project. */
    readonly project: string;
    /** Region or zone of the cluster, such as `europe-west1` or `europe-west1-b`. */
    readonly location: string;
    /** Name of the cluster in the project. */
    readonly clusterName: pulumi.Input<string>;
    /**
     * Kubeconfig: its content, or the path of a file that holds it. It is kept as a secret.
     *
     * @default one that signs in by `gke-gcloud-auth-plugin`, with the application default credentials that Pulumi uses
     */
    readonly kubeconfig?: pulumi.Input<string>;
    /** Context of `kubeconfig`. @default its current context */
    readonly context?: string;
    /** Bucket of checkpoints, savepoints and high-availability metadata. */
    readonly stateStore: ExistingGkeStateStoreArgs;
    /** Identity of pods: their own principal, or a Google service account that is made for each. @default directPrincipal */
    readonly identity?: GkeIdentityMode;
}

/** A bucket that exists, with uniform bucket-level access, in any project; only rights and managed folders are added to it. */
export interface ExistingGkeStateStoreArgs {
    /** Name of the bucket. */
    readonly bucket: pulumi.Input<string>;
}
