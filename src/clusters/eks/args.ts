import type * as pulumi from "@pulumi/pulumi";
import type { EksCompute, EksControlPlaneLog, EksIdentityMode } from "./choices";
import type { EksEndpointArgs, EksNetworkArgs } from "./network-args";
import type { Sink } from "../shared/choices";
import type { NodesArgs } from "../shared/node-pools";
import type { Samples } from "../shared/samples";
import type { Weekday } from "../shared/weekdays";

/** An EKS cluster with its network, nodes, state store and identities. */
export interface EksClusterArgs {
    /** Region of everything, such as `eu-west-1`. */
    readonly region: string;
    /**
     * Availability zones, from 2 to 6, such as `eu-west-1a`.
     *
     * @default three zones of the region, by name
     */
    readonly zones?: readonly string[];
    /** Name in AWS, of up to 100 letters, digits, `-` and `_`. @default the component's name */
    readonly clusterName?: string;
    /**
     * Raise it to replace the cluster on purpose: from 2 on the cluster is called `<clusterName>-<generation>`. The state
     * store stays the same.
     *
     * @default 1
     */
    readonly generation?: number;
    /** As `major.minor`, in EKS's standard support. @default 1.35 */
    readonly kubernetesVersion?: string;
    /**
     * Way to run nodes: `auto` is EKS Auto Mode, which adds and removes nodes as pods need them; `nodeGroups` are managed
     * node groups, each of `minNodes` nodes until you install an autoscaler.
     *
     * @default auto
     */
    readonly compute?: EksCompute;
    /** Network, created or adopted. @default created */
    readonly network?: EksNetworkArgs;
    /** Access to the Kubernetes API over the network. @default only the cluster's own nodes */
    readonly endpoint?: EksEndpointArgs;
    /**
     * ARNs of the IAM roles or users that administer the cluster. The identity that runs Pulumi must be one of them; without any,
     * the cluster's creator administers it.
     *
     * @default none
     */
    readonly administrators?: readonly string[];
    /** Nodes by role. With node groups, `minNodes` is 1 for `jobManager` and `taskManager` too. */
    readonly nodes?: EksNodesArgs;
    /** Bucket of checkpoints, savepoints and high-availability metadata. @default created */
    readonly stateStore?: EksStateStoreArgs;
    /** ARN of a key that encrypts Kubernetes secrets. @default a dedicated key */
    readonly secretsKeyArn?: pulumi.Input<string>;
    /** Way in which pods get their rights; `irsa` also for Flink versions that Pod Identity does not reach. @default podIdentity */
    readonly identity?: EksIdentityMode;
    /** Service that takes container logs: `cloud` is a CloudWatch log group, to which an add-on sends those of every node. @default cloud */
    readonly logs?: Sink;
    /**
     * Service that takes metrics: `cloud` makes an Amazon Managed Prometheus workspace. `monitoring` of
     * the platform with `mode: managed` writes to it.
     *
     * @default inCluster
     */
    readonly metrics?: Sink;
    /**
     * Logs of the control plane that CloudWatch keeps. It bills them by the gigabyte; `api` and `audit` are the largest.
     *
     * @default `audit` and `authenticator`: who did what and who logged in, which cannot be found out later
     */
    readonly controlPlaneLogs?: readonly EksControlPlaneLog[];
    /** Days for which the control plane's logs and those of containers are kept. @default 90 */
    readonly logRetentionDays?: number;
    /** Refuse to delete or replace the cluster. @default true */
    readonly deletionProtection?: boolean;
    /** When Auto Mode may replace nodes for a newer image. @default Sundays from 2 to 6 UTC */
    readonly maintenance?: EksMaintenanceArgs;
    /**
     * Release of the image of node groups, such as `1.35.2-20261110`; name a newer one to have nodes replaced, one at a time.
     *
     * @default the newest at the moment when a group is made or gets another Kubernetes version, which then stays
     */
    readonly nodeRelease?: string;
    /**
     * Versions of EKS add-ons by name: with node groups of all add-ons, with Auto Mode only of
     * `amazon-cloudwatch-observability`. An add-on that is not named keeps the version with which it was made.
     *
     * @default EKS's own choice when the add-on is made
     */
    readonly addonVersions?: Readonly<Record<string, string>>;
    /** Tags on everything in AWS that takes them. @default none */
    readonly tags?: Readonly<Record<string, string>>;
}

/** Nodes by role, and whether an autoscaler decides their number. */
export interface EksNodesArgs extends NodesArgs {
    /**
     * An autoscaler that you install decides how many nodes a group has, from `minNodes` to `maxNodes`; only with node groups.
     * Without it every `pulumi up` gives each group `minNodes` nodes.
     *
     * @default false
     */
    readonly autoscaler?: boolean;
}

/** A bucket to create, or one to adopt. */
export interface EksStateStoreArgs {
    /** Name of the bucket to create. @default `<clusterName>-state-<account>-<region>` */
    readonly name?: string;
    /** Name of a bucket that exists; nothing of it is changed. */
    readonly existing?: string;
    /** ARN of the key that encrypts the bucket. @default a dedicated key; for an existing bucket none */
    readonly kmsKeyArn?: pulumi.Input<string>;
    /** Days for which overwritten and deleted objects can be restored, at least 1. @default 7 */
    readonly oldVersionDays?: number;
    /** Days after which unfinished uploads are dropped, at least 7: Flink resumes them after a downtime. @default 7 */
    readonly abortUploadsDays?: number;
    /** Files that the bucket offers to jobs. @default none */
    readonly samples?: Samples;
    /**
     * Another S3 endpoint, such as that of an interface endpoint or of an S3-compatible store, without a path.
     *
     * @default `https://s3.<region>.amazonaws.com`
     */
    readonly endpoint?: string;
}

/** A weekly time. */
export interface EksMaintenanceArgs {
    /** Day of the week in UTC. */
    readonly day: Weekday;
    /** From 0 to 23. */
    readonly startHourUtc: number;
    /** From 1 to 24. */
    readonly hours: number;
}
