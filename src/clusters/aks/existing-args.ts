import type * as pulumi from "@pulumi/pulumi";
import type { MadeElsewhereArgs } from "../shared/made-elsewhere";
import type { AksLogin, ExistingAksIdentityMode } from "./choices";

/** An AKS cluster, with workload identity and an OpenID Connect issuer, and a storage account that something else made. */
export interface ExistingAksClusterArgs extends MadeElsewhereArgs {
    /** Subscription of the cluster and the storage account, as a GUID. */
    readonly subscriptionId: string;
    /** Entra tenant of the subscription, as a GUID. */
    readonly tenantId: string;
    /** Region of the cluster, such as `westeurope`; the identities of service accounts are made there. */
    readonly location: string;
    /** Resource group of the cluster; the identities of service accounts are made in it. */
    readonly resourceGroup: string;
    /** Name of the cluster in Azure. */
    readonly clusterName: pulumi.Input<string>;
    /** Address of the issuer that vouches for the cluster's service accounts. @default the one that Azure has for the cluster */
    readonly issuerUrl?: pulumi.Input<string>;
    /**
     * Kubeconfig: its content, or the path of a file that holds it. It is kept as a secret.
     *
     * @default one that signs in by `kubelogin`, for a cluster whose users are those of Entra
     */
    readonly kubeconfig?: pulumi.Input<string>;
    /** Context of `kubeconfig`. @default its current context */
    readonly context?: string;
    /** Way in which `kubelogin` signs in the user of the kubeconfig that is made here. @default azurecli */
    readonly login?: AksLogin;
    /** Container of checkpoints, savepoints and high-availability metadata. */
    readonly stateStore: ExistingAksStateStoreArgs;
    /** Way in which Flink gets its rights to the state store. @default proxySidecar */
    readonly identity?: ExistingAksIdentityMode;
    /**
     * Hadoop version of the Azure plugin in the images of jobs, such as `3.4.1`: say it where you built your own.
     *
     * @default the one of Flink's official images
     */
    readonly hadoopInImage?: string;
    /** Tags on the identities that are made. @default none */
    readonly tags?: Readonly<Record<string, string>>;
}

/** A container of a storage account that exists, with hierarchical namespace; nothing of it is changed. */
export interface ExistingAksStateStoreArgs {
    /** Name of the storage account. */
    readonly account: pulumi.Input<string>;
    /** Name of the container. */
    readonly container: pulumi.Input<string>;
    /** Resource group of the account; the roles for state, and what they are given to, are its own. @default the cluster's */
    readonly resourceGroup?: string;
}
