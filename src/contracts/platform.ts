import type * as pulumi from "@pulumi/pulumi";
import type { Binding, ClusterModule } from "./cluster";

/** The platform that an application runs on. `FlinkPlatform` is one; a program may bring its own. */
export interface PlatformHandle {
    readonly cluster: ClusterModule;
    readonly operator: OperatorHandle;
    /** `false` lets `pulumi up` end without waiting for the platform's jobs. @default true */
    readonly waitForJobs?: boolean;
    /** Whether a preview says of each changed job what the operator will do with it. @default true */
    readonly showImpact?: boolean;
    /** Arguments of every application, as `FlinkPlatform` takes them. @default none */
    readonly applicationDefaults?: object;
    /** Jobs that a change may restart at once. @default any number */
    readonly maxConcurrentRestarts?: number | undefined;
    /** The namespace with everything that jobs in it need; made at the first call, the same one after that. */
    jobNamespace(namespace: string, needs?: JobNeeds): JobNamespaceHandle;
}

/** Needs of a job in its namespace. */
export interface JobNeeds {
    /** The job has `retainOnDelete`: what it runs with must stay in the cluster too. @default false */
    readonly retained?: boolean;
}

/** The Flink Kubernetes Operator that looks after an application. */
export interface OperatorHandle {
    /** Number of its release, such as `1.15.0`: rules that depend on the release go by it. */
    readonly release: string;
    /** Folder with the definitions of a release that the package does not know. @default none: specs are not compared with them */
    readonly definitions?: string;
    /** Flink versions that it runs, as `major.minor`. @default those of `release`, if the package knows it */
    readonly flinkVersions?: readonly string[];
    /** Its whole configuration file as flat keys: its validation rules see them in addition to a resource's own keys. */
    readonly configuration: Readonly<Record<string, string>>;
    /** Labels that its selector asks for on every Flink resource. */
    readonly resourceLabels: Readonly<Record<string, string>>;
    /** Namespace of its pods. @default not known */
    readonly namespace?: string;
    /** Namespaces that it watches; all of them if empty. */
    readonly watchNamespaces: readonly string[];
    /** It has the right to list the cluster's nodes, or it is not known whether it has. @default true */
    readonly mayReadNodes?: boolean;
    /** Flink resources must be made after these, and so are deleted before them. */
    readonly dependsOn: readonly pulumi.Resource[];
}

/** A namespace in which jobs may run. */
export interface JobNamespaceHandle {
    readonly name: string;
    /** Service account of the job's pods. */
    readonly serviceAccountName: string;
    /** The binding that pods carry to reach the state store. */
    readonly binding: Binding;
    /** Time at which the binding was made, such as `2026-11-30T10:00:00Z`. @default long ago, so that refusals count at once */
    readonly boundAt?: pulumi.Output<string | undefined>;
    /** Path below the state store's root that the namespace's jobs own. */
    readonly statePrefix: string;
    /** Jobs must be made after these. */
    readonly dependsOn: readonly pulumi.Resource[];
}
