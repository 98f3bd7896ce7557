import type * as pulumi from "@pulumi/pulumi";
import type { NodePlacementArgs, NodePlacementsArgs } from "../shared/node-placement";
import type { Samples } from "../shared/samples";

/** An existing cluster and its object store. */
export interface LocalClusterArgs {
    /** Context of the kubeconfig. @default the kubeconfig's current context */
    readonly context?: string;
    /**
     * Kubeconfig: its content or its file. With an output, such as a stack reference's, `context` also tells the cluster
     * from others, and the component's name does where it is left out.
     *
     * @default the files of the variable `KUBECONFIG`, else `~/.kube/config`
     */
    readonly kubeconfig?: pulumi.Input<string>;
    /** Version of the cluster as `major.minor`, to be checked against the supported ones. @default not checked */
    readonly kubernetesVersion?: string;
    /** Class of ReadWriteOnce block storage, such as `longhorn`. @default the cluster's default class */
    readonly storageClassName?: string;
    /** Placement of all pods, those of the object store included. @default any node */
    readonly placement?: NodePlacementArgs;
    /** Placement of pods of one role, in place of `placement`; the object store's are of the role `system`. @default `placement` */
    readonly nodes?: NodePlacementsArgs;
    /**
     * Secrets with the credentials of registries, which the operator's namespace and each namespace of jobs must hold; the
     * object store has its own.
     *
     * @default none
     */
    readonly imagePullSecrets?: readonly string[];
    /** The S3-compatible server that the module runs in the cluster, or a bucket that exists. */
    readonly objectStore?: LocalObjectStoreArgs;
}

/** The object store of a cluster: a server that the module runs in it, unless `existing` names another. */
export interface LocalObjectStoreArgs {
    /** Namespace of the server. @default `flink-object-store` */
    readonly namespace?: string;
    /** Size of its volume in GiB, at least 1. @default 5 */
    readonly sizeGiB?: number;
    /** Image of the server. @default the release of versitygw that the package is tested with */
    readonly image?: string;
    /** Secrets in the server's namespace with the credentials of the image's registry. @default none */
    readonly imagePullSecrets?: readonly string[];
    /** Files that the store offers to jobs, read-only, together at most 1 MiB. @default none */
    readonly samples?: Samples;
    /**
     * Keep the namespace and the volume in it when the stack is destroyed; the next `pulumi up` takes both over.
     *
     * @default false: a local cluster is for trying things
     */
    readonly keepOnDestroy?: boolean;
    /** A bucket of an S3 service that exists, such as MinIO, Ceph or AWS. Excludes all other arguments. @default none */
    readonly existing?: ExistingObjectStoreArgs;
}

/** A bucket of an S3 service that exists. */
export interface ExistingObjectStoreArgs {
    /** URL under which pods reach the service, without a path: `https://minio.storage.svc:9000`. */
    readonly endpoint: string;
    /** Name of the bucket. */
    readonly bucket: string;
    /**
     * Secret with the keys, which each namespace of jobs must hold: pods read Secrets of their own namespace only. Its
     * values never pass through Pulumi.
     */
    readonly secretName: string;
    /** Key of the Secret with the access key id. @default `AWS_ACCESS_KEY_ID`, as of Rook's bucket claims */
    readonly accessKeyIdKey?: string;
    /** Key of the Secret with the secret access key. @default `AWS_SECRET_ACCESS_KEY` */
    readonly secretAccessKeyKey?: string;
}
