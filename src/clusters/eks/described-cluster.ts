import type { GetClusterResult } from "@pulumi/aws/eks/getCluster";
import type * as pulumi from "@pulumi/pulumi";
import type { BoundCluster } from "./identity";
import { eksKubeconfig } from "./kubeconfig";

/** What AWS says of a cluster that exists, as far as it is used. */
export type DescribedCluster = Pick<
    GetClusterResult,
    "name" | "arn" | "endpoint" | "certificateAuthorities" | "identities"
>;

/** The cluster as service accounts are bound to it. */
export function boundCluster({ name, arn, identities }: pulumi.Output<DescribedCluster>): BoundCluster {
    return { name, arn, identities };
}

/** Kubeconfig whose users sign in by the AWS CLI. */
export function describedKubeconfig(
    { name, endpoint, certificateAuthorities }: DescribedCluster,
    region: string,
): string {
    const certificateAuthority = certificateAuthorities[0]?.data ?? "";
    return eksKubeconfig({ name, region, endpoint, certificateAuthority });
}
