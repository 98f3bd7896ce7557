import type { GetManagedClusterResult } from "@pulumi/azure-native/containerservice";

/** What Azure says of a cluster that exists, as far as it is used. */
export type DescribedCluster = Pick<GetManagedClusterResult, "name" | "apiServerAccessProfile" | "oidcIssuerProfile">;

/**
 * Whether the cluster's API has a private address behind a public name, which it has unless that is switched off:
 * https://learn.microsoft.com/azure/aks/private-clusters.
 */
export function hasPublicName({ apiServerAccessProfile: profile }: DescribedCluster): boolean {
    return profile?.enablePrivateCluster === true && profile.enablePrivateClusterPublicFQDN !== false;
}

/** Address of the cluster's issuer; undefined where it has none. */
export function describedIssuer({ oidcIssuerProfile: profile }: DescribedCluster): string | undefined {
    return profile?.enabled === true ? profile.issuerURL : undefined;
}
