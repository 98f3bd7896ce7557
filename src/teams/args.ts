import type { PlatformHandle } from "../contracts/platform";
import type { ApplicationDefaults } from "../jobs/application/defaults-args";

/** A team on a platform. */
export interface FlinkTeamArgs extends TeamArgs {
    /** The platform that the team's jobs run on: a `FlinkPlatform`, or one of another stack. */
    readonly platform: PlatformHandle;
}

/** Arguments of a team, its platform aside. */
export interface TeamArgs {
    /** Namespace of the team, which no other team has. @default the team's name */
    readonly namespace?: string;
    /** What the team's pods may take together. @default no limits, and no Services that are open to the outside */
    readonly quota?: TeamQuotaArgs;
    /** What one container may take, and what one gets that asks for nothing. @default 256 MiB and 0.1 CPU where it asks for nothing */
    readonly containers?: TeamContainerArgs;
    /** Groups with rights in the namespace, in the words of the cluster's sign-in. @default none */
    readonly groups?: TeamGroupsArgs;
    /** What the team's pods may reach, and what may reach them. @default the least that Flink needs */
    readonly network?: TeamNetworkArgs;
    /**
     * Pod Security level of the namespace. `baseline` refuses pods that reach for their node; `restricted` also asks for a
     * security context, which a pod template has to give.
     *
     * @default `baseline`
     */
    readonly podSecurity?: PodSecurity;
    /** Arguments of every application of the team, over those of the platform, and those that none may set otherwise. @default none */
    readonly applicationDefaults?: ApplicationDefaults;
}

/** Pod Security levels: https://kubernetes.io/docs/concepts/security/pod-security-standards/. */
export type PodSecurity = "baseline" | "restricted" | "privileged";

/** What a team's pods may take together. Kubernetes refuses pods beyond it. */
export interface TeamQuotaArgs {
    /** CPUs that its pods may ask for, above 0. @default no limit */
    readonly cpu?: number;
    /** Memory that its pods may take, in GiB, above 0. @default no limit */
    readonly memoryGiB?: number;
    /** Pods, at least 1. @default no limit */
    readonly pods?: number;
    /** Storage that its claims may ask for, in GiB, above 0. @default no limit */
    readonly storageGiB?: number;
    /** Services of the types `LoadBalancer` and `NodePort` may be made. @default false */
    readonly publicServices?: boolean;
}

/** Limits of each container. */
export interface TeamContainerArgs {
    /** CPUs that one container may have, above 0. @default no limit */
    readonly maxCpu?: number;
    /** Memory that one container may have, in MiB, at least 1. @default no limit */
    readonly maxMemoryMiB?: number;
    /** CPUs of a container that asks for none, above 0. Flink's own always ask. @default 0.1 */
    readonly defaultCpu?: number;
    /** Memory of a container that asks for none, in MiB, at least 1. Flink's own always ask. @default 256 */
    readonly defaultMemoryMiB?: number;
}

/** Groups with rights in a team's namespace. */
export interface TeamGroupsArgs {
    /** Groups that may run and change the team's jobs. They read no Secret and change nothing that keeps teams apart. @default none */
    readonly deployers?: readonly string[];
    /** Groups that may look at the team's jobs, pods and logs. @default none */
    readonly viewers?: readonly string[];
}

/** Traffic of a team's pods. All that is not named is refused, if the cluster's network enforces network policies. */
export interface TeamNetworkArgs {
    /** Address ranges in which the API server answers, on the ports 443 and 6443. @default `["0.0.0.0/0"]` */
    readonly apiServerCidrs?: readonly string[];
    /** Namespace from which metrics are read, on port 9249. @default `monitoring` */
    readonly monitoringNamespace?: string;
    /** Namespace of the operator, for a platform that does not say it. @default what the platform says */
    readonly operatorNamespace?: string;
    /** Other destinations, such as a Kafka cluster. @default none */
    readonly egress?: readonly TeamPeerArgs[];
    /** Others that may reach the team's pods, such as an ingress controller. @default none */
    readonly ingress?: readonly TeamPeerArgs[];
}

/** The other side of a connection: an address range or a namespace, and the TCP ports that are open between the two. */
export interface TeamPeerArgs {
    /** Address range, such as `10.1.0.0/16`. Excludes `namespace`. @default none */
    readonly cidr?: string;
    /** Namespace of the same cluster. Excludes `cidr`. @default none */
    readonly namespace?: string;
    /** TCP ports from 1 to 65535, at least one. */
    readonly ports: readonly number[];
}
