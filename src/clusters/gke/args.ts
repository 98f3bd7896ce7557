import type * as pulumi from "@pulumi/pulumi";
import type { GkeIdentityMode, GkeReleaseChannel } from "./choices";
import type { GkeEndpointArgs, GkeNetworkArgs } from "./network-args";
import type { Sink } from "../shared/choices";
import type { NodesArgs } from "../shared/node-pools";
import type { Samples } from "../shared/samples";
import type { Weekday } from "../shared/weekdays";

/** A cluster of Google Kubernetes Engine to create, with its network, keys and state store. */
export interface GkeClusterArgs {
    /** Id of the project, such as `acme-prod`; not its number. */
    readonly project: string;
    /** Region of everything that is made, such as `europe-west1`. */
    readonly region: string;
    /** Zones of the nodes. @default three zones of the region */
    readonly zones?: readonly string[];
    /** The cluster's name in the project: lower case, at most 40 characters. @default the component's name */
    readonly clusterName?: string;
    /**
     * Counts replacements of the cluster that are made on purpose; from 2 on the cluster is named
     * `<clusterName>-<generation>`. The state store stays.
     *
     * @default 1
     */
    readonly generation?: number;
    /** Lowest version of the cluster as `major.minor`; the release channel raises it. @default `1.35` */
    readonly kubernetesVersion?: string;
    /** Release channel: the earlier a channel, the newer its versions. @default `regular` */
    readonly releaseChannel?: GkeReleaseChannel;
    /** Network, created or adopted. @default created */
    readonly network?: GkeNetworkArgs;
    /** Access to the Kubernetes API. @default only through the DNS endpoint */
    readonly endpoint?: GkeEndpointArgs;
    /**
     * Administrators of this cluster, as members of IAM policies: `group:…`, `user:…`, `serviceAccount:…`,
     * `principal://…` or `principalSet://…`.
     *
     * @default none beyond those that the project's own policies name
     */
    readonly administrators?: readonly string[];
    /** Nodes by role. */
    readonly nodes?: NodesArgs;
    /** Bucket of checkpoints, savepoints and high-availability metadata. @default created */
    readonly stateStore?: GkeStateStoreArgs;
    /**
     * Identity that pods use for Google Cloud: the Kubernetes service account itself (`directPrincipal`), or a dedicated
     * Google service account (`serviceAccount`) for services that do not accept the former.
     *
     * @default `directPrincipal`
     */
    readonly identity?: GkeIdentityMode;
    /** Service that takes container logs: `cloud` is Cloud Logging. @default `cloud` */
    readonly logs?: Sink;
    /** Service that takes metrics: `cloud` is Managed Service for Prometheus. @default `inCluster` */
    readonly metrics?: Sink;
    /**
     * Key of Cloud KMS for Kubernetes secrets and for disks of nodes and volumes, in the cluster's region:
     * `projects/…/locations/…/keyRings/…/cryptoKeys/…`. The service agents of Kubernetes Engine and Compute Engine must
     * have the role Cloud KMS CryptoKey Encrypter/Decrypter on it.
     *
     * @default a dedicated key, with these rights
     */
    readonly secretsKeyId?: pulumi.Input<string>;
    /** Refuse to delete or replace the cluster. @default true */
    readonly deletionProtection?: boolean;
    /** Weekly time in which Google may upgrade the cluster and its nodes. @default Saturdays and Sundays from 2 to 8 UTC */
    readonly maintenance?: GkeMaintenanceArgs;
    /** Labels on everything that takes them. @default none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Enable the services of the project that are needed here; they stay enabled. @default true */
    readonly enableApis?: boolean;
}

/** The bucket of checkpoints, savepoints and high-availability metadata. */
export interface GkeStateStoreArgs {
    /** The bucket's name, unique in the world. @default `<project>-<clusterName>-state` */
    readonly name?: string;
    /** A bucket that exists, in the cluster's region and with uniform bucket-level access. @default one is created */
    readonly existing?: string;
    /** Days for which a deleted or overwritten object can be brought back, at least 1. @default 7 */
    readonly oldVersionDays?: number;
    /**
     * Days after which an unfinished upload is dropped, with the parts of a file that a job did not complete; at least 7. A
     * job that is back earlier completes its files. An older savepoint can no longer complete those of a `FileSink`.
     *
     * @default 7
     */
    readonly abortUploadsDays?: number;
    /** Files that the bucket offers to jobs. @default none */
    readonly samples?: Samples;
    /**
     * Key of Cloud KMS for the bucket, in the cluster's region. Cloud Storage's service agent must have the role Cloud KMS
     * CryptoKey Encrypter/Decrypter on it.
     *
     * @default a dedicated key, with this right
     */
    readonly kmsKeyId?: pulumi.Input<string>;
}

/**
 * When Google may upgrade the cluster. It takes a window only if it is open for 48 hours in every 32 days.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
export interface GkeMaintenanceArgs {
    /** Days on which the window opens. @default Saturday and Sunday */
    readonly days?: readonly Weekday[];
    /** Hour at which it opens, in UTC, from 0 to 23. @default 2 */
    readonly startHourUtc?: number;
    /** Hours for which it is open, from 4 to 24. @default 6 */
    readonly hours?: number;
}
