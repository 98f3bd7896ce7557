import type * as pulumi from "@pulumi/pulumi";
import type { MadeElsewhereArgs } from "../shared/made-elsewhere";

/** A cluster that exists, and the object store of its jobs. */
export interface ExistingClusterArgs extends MadeElsewhereArgs {
    /**
     * Kubeconfig: its content, or the path of a file that holds it, which starts at the Pulumi project's folder. It is
     * kept as a secret, and no message shows its content.
     */
    readonly kubeconfig: pulumi.Input<string>;
    /** Context of the kubeconfig. @default the kubeconfig's current context */
    readonly context?: string;
    /**
     * Name of the cluster in labels of metrics and logs. It also tells this cluster from others: under another name every
     * object is made anew.
     *
     * @default the component's name
     */
    readonly clusterName?: string;
    /** Region of the cluster, in labels of metrics and logs. @default `existing` */
    readonly region?: string;
    /** Object store of checkpoints, savepoints and high-availability metadata. */
    readonly stateStore: ExistingStateStoreArgs;
}

/** Kinds of object stores. */
export const existingStoreKinds = ["s3", "gs", "abfss", "none"] as const;

/** An object store that exists, and the way in which pods reach it. Without `secret` and annotations they bring nothing. */
export interface ExistingStateStoreArgs {
    /**
     * `s3` is AWS or any service that speaks its protocol, `gs` Cloud Storage, `abfss` Azure Data Lake Storage. With `none` there
     * is no place for state: only `FlinkDeployment` can be used, with options of your own.
     */
    readonly kind: (typeof existingStoreKinds)[number];
    /** Name of the bucket, for `s3` and `gs`. @default none */
    readonly bucket?: pulumi.Input<string>;
    /** Name of the storage account, for `abfss`. @default none */
    readonly account?: pulumi.Input<string>;
    /** Name of the container in the account, for `abfss`. @default none */
    readonly container?: pulumi.Input<string>;
    /** Folder of the bucket or container below which all state lies, such as `flink/prod`. @default its root */
    readonly prefix?: string;
    /** URL of an S3 service, without a path: `https://minio.storage.svc:9000`. @default AWS's S3, in the bucket's own region */
    readonly endpoint?: string;
    /** Keys of the store in a Secret, for `s3` and `abfss`. @default none */
    readonly secret?: ExistingStoreSecretArgs;
    /**
     * Annotations of jobs' service accounts that give them an identity in the cloud, such as `eks.amazonaws.com/role-arn`. Its
     * trust must name the service account `flink` of each namespace with jobs.
     *
     * @default none
     */
    readonly serviceAccountAnnotations?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Labels that jobs' pods need for their identity, such as `azure.workload.identity/use`. @default none */
    readonly podLabels?: Readonly<Record<string, string>>;
    /** Flink options of the store, over those that follow from the arguments above. @default none */
    readonly flinkConfiguration?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A Secret with the store's keys, which each namespace of jobs must hold: pods read Secrets of their own namespace only. Its
 * values never pass through Pulumi.
 */
export interface ExistingStoreSecretArgs {
    /** Name of the Secret. */
    readonly name: string;
    /** Key of the Secret with the access key id, for `s3`. @default `AWS_ACCESS_KEY_ID`, as of Rook's bucket claims */
    readonly accessKeyIdKey?: string;
    /** Key of the Secret with the secret access key, for `s3`. @default `AWS_SECRET_ACCESS_KEY` */
    readonly secretAccessKeyKey?: string;
    /** Key of the Secret with the storage account's key, for `abfss`. @default `AZURE_STORAGE_KEY` */
    readonly accountKeyKey?: string;
}
