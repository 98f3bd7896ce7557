import * as compute from "@pulumi/gcp/compute";
import type * as pulumi from "@pulumi/pulumi";
import type { GkeSettings } from "./settings";

/**
 * Needs of an Ingress of class `gce-internal` in its network: addresses for the proxies of the load balancer that it
 * makes, and a way from these to the pods. Google lets its own health checks in, and leaves the rest to the network's owner;
 * without it every request ends with 502 or 504.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress-ilb#required_networking_environment
 */
export function createProxies(
    name: string,
    { clusterName, region, ranges }: GkeSettings,
    network: compute.Network,
    opts: pulumi.CustomResourceOptions,
): void {
    new compute.Subnetwork(
        `${name}-proxies`,
        {
            name: `${clusterName}-proxies`,
            network: network.id,
            region,
            ipCidrRange: ranges.proxyCidr,
            purpose: "REGIONAL_MANAGED_PROXY",
            role: "ACTIVE",
        },
        opts,
    );
    new compute.Firewall(
        `${name}-proxies`,
        {
            name: `${clusterName}-proxies`,
            description: "From the proxies of internal HTTP load balancers to pods",
            network: network.id,
            direction: "INGRESS",
            sourceRanges: [ranges.proxyCidr],
            destinationRanges: [ranges.podCidr],
            // Which ports there are, the Ingresses say: proxies call no other.
            allows: [{ protocol: "tcp" }],
        },
        opts,
    );
}
