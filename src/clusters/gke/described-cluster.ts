import type { GetClusterResult } from "@pulumi/gcp/container";
import { gkeKubeconfig } from "./kubeconfig";

/** What Google says of a cluster that exists, as far as it is used. */
export type DescribedCluster = Pick<
    GetClusterResult,
    "name" | "endpoint" | "controlPlaneEndpointsConfigs" | "masterAuths" | "workloadIdentityConfigs"
>;

/** Kubeconfig of the cluster's DNS endpoint where it lets callers in, else of its IP address. */
export function describedKubeconfig(cluster: DescribedCluster): string {
    const { name, endpoint, controlPlaneEndpointsConfigs, masterAuths } = cluster;
    const dns = controlPlaneEndpointsConfigs[0]?.dnsEndpointConfigs[0];
    return dns?.allowExternalTraffic === true
        ? gkeKubeconfig(name, dns.endpoint)
        : gkeKubeconfig(name, endpoint, masterAuths[0]?.clusterCaCertificate);
}

/** The cluster's pool of workload identities; undefined where it has none, and pods have the rights of their node. */
export function describedPool({ workloadIdentityConfigs }: DescribedCluster): string | undefined {
    const pool = workloadIdentityConfigs[0]?.workloadPool;
    return pool === "" ? undefined : pool;
}
