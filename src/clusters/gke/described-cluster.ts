import type { GetClusterResult } from "@pulumi/gcp/container";
import { findingsOf, rejectFindings } from "../../checks/findings";
import { unless } from "../../checks/values";
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

/**
 * The cluster's pool of workload identities.
 *
 * @param component name of the cluster's component.
 * @throws pulumi.RunError if the cluster has none.
 */
export function poolOf(component: string, { name, workloadIdentityConfigs }: DescribedCluster): string {
    const pool = workloadIdentityConfigs[0]?.workloadPool ?? "";
    const problem = `must be a cluster with Workload Identity Federation, got "${name}" without; enable it for the cluster and its node pools, as otherwise pods have the rights of their node`;
    rejectFindings(findingsOf("ExistingGkeCluster", component, unless(pool !== "", "clusterName", problem)));
    return pool;
}
