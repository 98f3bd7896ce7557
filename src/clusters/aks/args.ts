import type * as pulumi from "@pulumi/pulumi";
import type { AksIdentityMode, AksLogin, AksSku, AksUpgradeChannel } from "./choices";
import type { AksEndpointArgs, AksNetworkArgs } from "./network-args";
import type { Sink } from "../shared/choices";
import type { NodesArgs } from "../shared/node-pools";
import type { Samples } from "../shared/samples";
import type { Weekday } from "../shared/weekdays";

/** An AKS cluster with its network, nodes, state store and identities. */
export interface AksClusterArgs {
    /** Subscription of everything, as a GUID. */
    readonly subscriptionId: string;
    /** Entra tenant of the subscription, as a GUID. */
    readonly tenantId: string;
    /** Region of everything, such as `westeurope`: one that has availability zones. */
    readonly location: string;
    /**
     * Object ids of the Entra groups that administer the cluster, at least one. The user who runs Pulumi must be in one
     * of them: there are no local accounts.
     */
    readonly administrators: readonly string[];
    /** Kind of AKS cluster. Only `base` can be made; `automatic` is refused, with the reason. @default base */
    readonly sku?: AksSku;
    /** Name of a resource group that exists. @default its own group, called by `clusterName` */
    readonly resourceGroup?: string;
    /** Name in Azure, of up to 63 letters, digits and `-`. @default the component's name */
    readonly clusterName?: string;
    /**
     * Raise it to replace the cluster on purpose: from 2 on the cluster is called `<clusterName>-<generation>`. The state
     * store stays the same.
     *
     * @default 1
     */
    readonly generation?: number;
    /** As `major.minor`; AKS goes up one minor version at a time. @default 1.35 */
    readonly kubernetesVersion?: string;
    /** `patch` installs patches of the Kubernetes version in the maintenance window, `none` nothing. @default patch */
    readonly upgradeChannel?: AksUpgradeChannel;
    /** Availability zones of nodes and disks, at least two of `1`, `2` and `3`. @default all three */
    readonly zones?: readonly string[];
    /** Network, created or adopted. @default created */
    readonly network?: AksNetworkArgs;
    /** Network access to the Kubernetes API. @default only from what is connected to the cluster's network */
    readonly endpoint?: AksEndpointArgs;
    /** Nodes by role. At least two system nodes, with 4 processors each, which is their default: AKS's own pods run there. */
    readonly nodes?: NodesArgs;
    /**
     * Encrypt the nodes' own disks too, also the fast ones of `localDisk`; the subscription must have the feature
     * `EncryptionAtHost` registered.
     *
     * @default false
     */
    readonly encryptionAtHost?: boolean;
    /** Storage of checkpoints, savepoints and high-availability metadata. @default created */
    readonly stateStore?: AksStateStoreArgs;
    /** Keys that encrypt Kubernetes secrets and the state store. @default created in its own vault */
    readonly keys?: AksKeysArgs;
    /** Way in which Flink gets its rights to the state store. @default proxySidecar */
    readonly identity?: AksIdentityMode;
    /**
     * Hadoop version of the Azure plugin in the images of jobs, such as `3.4.1`: say it where you built your own.
     *
     * @default the one of Flink's official images
     */
    readonly hadoopInImage?: string;
    /** Way in which `kubelogin` signs in the user of the kubeconfig. @default azurecli */
    readonly login?: AksLogin;
    /** Class of ReadWriteOnce disks: `managed-csi` or `managed-csi-premium`, or one of yours. @default managed-csi */
    readonly storageClassName?: string;
    /** Destination of container logs: `cloud` is a Log Analytics workspace. @default cloud */
    readonly logs?: Sink;
    /** Destination of metrics in addition to the cluster's own Prometheus: `cloud` is an Azure Monitor workspace. @default inCluster */
    readonly metrics?: Sink;
    /** Retention of the control plane's logs and those of containers, in days from 30 to 730. @default 90 */
    readonly logRetentionDays?: number;
    /**
     * Most that the Log Analytics workspace takes in on one day, in GB from 1 to 4000. What is logged after that is lost, the
     * control plane's audit too, until the next day begins: raise it if you have many jobs.
     *
     * @default 5
     */
    readonly logDailyCapGB?: number;
    /** Refuse to delete or replace the cluster. @default true */
    readonly deletionProtection?: boolean;
    /** Weekly time in which AKS may upgrade the cluster and its nodes. @default Sundays from 2 to 6 UTC */
    readonly maintenance?: AksMaintenanceArgs;
    /** Tags on everything in Azure that takes them. @default none */
    readonly tags?: Readonly<Record<string, string>>;
}

/** A storage account to create, or one to adopt. */
export interface AksStateStoreArgs {
    /** Name of the account to create, unique in all of Azure. @default `flink` and a hash of subscription, group and cluster */
    readonly name?: string;
    /** Name of an account that exists, with hierarchical namespace; nothing of it is changed. */
    readonly existing?: string;
    /** Resource group of an existing account. @default the cluster's */
    readonly existingResourceGroup?: string;
    /** Name of the container; of an existing account one that exists. @default flink */
    readonly container?: string;
    /** Days for which deleted files and containers can be restored, from 1 to 365. @default 7 */
    readonly oldVersionDays?: number;
    /**
     * Files that the container offers to jobs, together at most 1 MiB. A Job in the cluster's namespace `flink-samples` puts
     * them there, and does so again when one changes.
     *
     * @default none
     */
    readonly samples?: Samples;
    /** Image of that Job, with `bash` and `curl`. @default the official image of Flink 2.2 */
    readonly samplesImage?: string;
}

/** A key vault to create, or keys to adopt. */
export interface AksKeysArgs {
    /** Name of the vault to create, unique in all of Azure. @default `flink-` and a hash of subscription, group and cluster */
    readonly vaultName?: string;
    /** Keys that exist. */
    readonly existing?: AksExistingKeysArgs;
}

/** Keys in a vault that exists, with purge protection and role-based access. */
export interface AksExistingKeysArgs {
    /** Id of the vault. */
    readonly vaultId: pulumi.Input<string>;
    /** Address of the key for Kubernetes secrets, with its version. */
    readonly secretsKeyUri: pulumi.Input<string>;
    /** Name of the key for the state store. */
    readonly stateKeyName: string;
}

/** A weekly time. */
export interface AksMaintenanceArgs {
    /** Day of the week in UTC. */
    readonly day: Weekday;
    /** From 0 to 23. */
    readonly startHourUtc: number;
    /** From 4 to 24. */
    readonly hours: number;
}
