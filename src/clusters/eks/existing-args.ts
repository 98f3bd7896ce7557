import type * as pulumi from "@pulumi/pulumi";
import type { MadeElsewhereArgs } from "../shared/made-elsewhere";
import type { EksIdentityMode } from "./choices";

/** An EKS cluster and a bucket that something else made. */
export interface ExistingEksClusterArgs extends MadeElsewhereArgs {
    /** Region of the cluster and the bucket, such as `eu-west-1`. */
    readonly region: string;
    /** Name of the cluster in AWS. */
    readonly clusterName: pulumi.Input<string>;
    /**
     * Kubeconfig: its content, or the path of a file that holds it. It is kept as a secret.
     *
     * @default one that signs in by the AWS CLI, as whoever runs it
     */
    readonly kubeconfig?: pulumi.Input<string>;
    /** Context of `kubeconfig`. @default its current context */
    readonly context?: string;
    /** Bucket of checkpoints, savepoints and high-availability metadata. */
    readonly stateStore: ExistingEksStateStoreArgs;
    /** Way in which pods get their rights; `podIdentity` needs the add-on `eks-pod-identity-agent`, `irsa` needs `oidcProviderArn`. @default podIdentity */
    readonly identity?: EksIdentityMode;
    /** ARN of the cluster's provider of OpenID Connect in IAM, for `irsa`. @default none */
    readonly oidcProviderArn?: pulumi.Input<string>;
    /** Tags on the roles that are made. @default none */
    readonly tags?: Readonly<Record<string, string>>;
}

/** A bucket that exists; nothing of it is changed. */
export interface ExistingEksStateStoreArgs {
    /** Name of the bucket. */
    readonly bucket: pulumi.Input<string>;
    /** ARN of the key that encrypts the bucket. @default none: S3's own */
    readonly kmsKeyArn?: pulumi.Input<string>;
    /** Another S3 endpoint, without a path. @default `https://s3.<region>.amazonaws.com` */
    readonly endpoint?: string;
}
