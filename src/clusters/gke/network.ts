import * as compute from "@pulumi/gcp/compute";
import type * as pulumi from "@pulumi/pulumi";
import type { GkeExistingNetworkArgs } from "./args";
import type { GkeSettings } from "./settings";

/** Where a cluster's nodes, pods and services get their addresses. */
export interface GkeNetwork extends GkeExistingNetworkArgs {
    /** Without these, nodes reach no image registry outside of Google. */
    readonly wayOut: readonly pulumi.Resource[];
}

/** Names of the subnetwork's secondary ranges. */
const rangeNames = { pods: "pods", services: "services" } as const;

/** Registers a network with one subnetwork for nodes, one for load balancers, and Cloud NAT. */
export function createGkeNetwork(name: string, settings: GkeSettings, opts: pulumi.CustomResourceOptions): GkeNetwork {
    const { clusterName, region, ranges } = settings;
    const network = new compute.Network(
        `${name}-network`,
        { name: `${clusterName}-network`, autoCreateSubnetworks: false },
        opts,
    );
    const subnetwork = new compute.Subnetwork(
        `${name}-nodes-subnetwork`,
        {
            name: `${clusterName}-nodes`,
            network: network.id,
            region,
            ipCidrRange: ranges.cidr,
            secondaryIpRanges: [
                { rangeName: rangeNames.pods, ipCidrRange: ranges.podCidr },
                { rangeName: rangeNames.services, ipCidrRange: ranges.serviceCidr },
            ],
            // Checkpoints go to Cloud Storage this way, and not through the gateway, which counts each byte.
            // https://cloud.google.com/vpc/docs/private-google-access
            privateIpGoogleAccess: true,
        },
        opts,
    );
    registerProxySubnetwork(name, settings, network, opts);
    return {
        network: network.id,
        subnetwork: subnetwork.id,
        podRangeName: rangeNames.pods,
        serviceRangeName: rangeNames.services,
        wayOut: [registerNat(name, settings, network, opts)],
    };
}

/** Internal HTTP load balancers, which an Ingress of class `gce-internal` makes, take their addresses from here. */
function registerProxySubnetwork(
    name: string,
    { clusterName, region, ranges }: GkeSettings,
    network: compute.Network,
    opts: pulumi.CustomResourceOptions,
): void {
    new compute.Subnetwork(
        `${name}-proxies-subnetwork`,
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
}

/** One gateway: it is no machine in a zone, and the loss of a zone does not touch it. */
function registerNat(
    name: string,
    { clusterName, region }: GkeSettings,
    network: compute.Network,
    opts: pulumi.CustomResourceOptions,
): compute.RouterNat {
    const router = new compute.Router(
        `${name}-router`,
        { name: `${clusterName}-router`, network: network.id, region },
        opts,
    );
    return new compute.RouterNat(
        `${name}-nat`,
        {
            name: `${clusterName}-nat`,
            router: router.name,
            region,
            natIpAllocateOption: "AUTO_ONLY",
            sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
            logConfig: { enable: true, filter: "ERRORS_ONLY" },
        },
        opts,
    );
}
