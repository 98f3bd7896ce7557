import type { GetManagedClusterResult } from "@pulumi/azure-native/containerservice";
import { findingsOf, rejectFindings } from "../../checks/findings";
import { unless } from "../../checks/values";

/** What Azure says of a cluster that exists, as far as it is used. */
export type DescribedCluster = Pick<GetManagedClusterResult, "name" | "apiServerAccessProfile" | "oidcIssuerProfile">;

/**
 * Whether the cluster's API has a private address behind a public name, which it has unless that is switched off:
 * https://learn.microsoft.com/azure/aks/private-clusters.
 */
export function hasPublicName({ apiServerAccessProfile: profile }: DescribedCluster): boolean {
    return profile?.enablePrivateCluster === true && profile.enablePrivateClusterPublicFQDN !== false;
}

/**
 * Address of the issuer that vouches for the cluster's service accounts.
 *
 * @param component name of the cluster's component.
 * @throws pulumi.RunError if the cluster has none.
 */
export function issuerOf(component: string, { name, oidcIssuerProfile: profile }: DescribedCluster): string {
    const issuer = profile?.enabled === true ? profile.issuerURL : "";
    const problem = `must be a cluster with an OpenID Connect issuer, got "${name}" without; enable it, and workload identity, for the cluster`;
    rejectFindings(findingsOf("ExistingAksCluster", component, unless(issuer !== "", "clusterName", problem)));
    return issuer;
}
