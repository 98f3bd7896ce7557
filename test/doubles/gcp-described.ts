import type { Context, Inputs } from "./rules";

/**
 * A cluster as Google describes it: blocks are lists, and what it does not have is an empty one.
 *
 * @throws Error in the provider's words if the account has no such cluster:
 * https://github.com/hashicorp/terraform-provider-google-beta/blob/main/google-beta/services/container/data_source_google_container_cluster.go
 */
export function describedCluster({ project, location, name }: Inputs, { things, cluster: standing }: Context): Inputs {
    const id = `projects/${project}/locations/${location}/clusters/${name}`;
    const found = things("gcp:container/cluster:Cluster").find((thing) => thing.id === id);
    if (found === undefined) {
        throw new Error(`${id} not found`);
    }
    const { workloadIdentityConfig, controlPlaneEndpointsConfig } = found.inputs;
    const listed = (block: unknown) => (block === undefined ? [] : [block]);
    const dns = {
        allowExternalTraffic: controlPlaneEndpointsConfig?.dnsEndpointConfig?.allowExternalTraffic === true,
        // The stand-in cluster's, as its DNS endpoint: a host and, unlike Google's, a port.
        endpoint: standing.server.replace(/^https:\/\//, ""),
    };
    return {
        id,
        project,
        location,
        name,
        endpoint: dns.endpoint,
        masterAuths: [{ clusterCaCertificate: standing.certificateAuthorityData }],
        controlPlaneEndpointsConfigs: [{ dnsEndpointConfigs: [dns], ipEndpointsConfigs: [{ enabled: true }] }],
        workloadIdentityConfigs: listed(workloadIdentityConfig),
    };
}
