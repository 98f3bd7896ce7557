import * as compute from "@pulumi/gcp/compute";
import * as pulumi from "@pulumi/pulumi";
import { fixedOptions } from "./fixed-inputs";
import type { GkeExistingNetworkArgs } from "./network-args";
import { createProxies } from "./proxies";
import type { GkeSettings } from "./settings";

/** Inputs of nodes, pods and services from their network, whether it is created or adopted. */
export interface NetworkInputs extends GkeExistingNetworkArgs {
    /** Resources without which nodes reach no image registry outside of Google. */
    readonly needs: readonly pulumi.Resource[];
}

/** Adopted network, with a way to the internet that is not ours. */
export function adoptedNetwork(existing: GkeExistingNetworkArgs): NetworkInputs {
    return { ...existing, needs: [] };
}

/** Names of the subnetwork's secondary ranges. */
const rangeNames = { pods: "pods", services: "services" } as const;

/** A network with one subnetwork for nodes, one for load balancers, and Cloud NAT. */
export class GkeNetwork extends pulumi.ComponentResource implements NetworkInputs {
    readonly network: pulumi.Output<string>;
    readonly subnetwork: pulumi.Output<string>;
    readonly podRangeName = rangeNames.pods;
    readonly serviceRangeName = rangeNames.services;
    readonly needs: readonly pulumi.Resource[];

    constructor(
        name: string,
        settings: GkeSettings,
        { owner, apis }: { readonly owner: string; readonly apis: readonly pulumi.Resource[] },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeNetwork", name, { ...settings.ranges }, fixedOptions("network", owner, opts));
        const owned = { parent: this, dependsOn: [...apis] };
        const vpc = new compute.Network(
            `${name}-vpc`,
            { name: `${settings.clusterName}-network`, autoCreateSubnetworks: false },
            owned,
        );
        this.network = vpc.id;
        this.subnetwork = createNodeSubnetwork(name, settings, vpc, owned).id;
        createProxies(name, settings, vpc, owned);
        this.needs = [createNat(name, settings, vpc, owned)];
        this.registerOutputs({});
    }
}

function createNodeSubnetwork(
    name: string,
    { clusterName, region, ranges }: GkeSettings,
    network: compute.Network,
    opts: pulumi.CustomResourceOptions,
): compute.Subnetwork {
    return new compute.Subnetwork(
        `${name}-nodes`,
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
}

/**
 * Ports of a node at the gateway, one for each of its connections to one address and port. The pods of a node share them;
 * by default it would have 64 for good, and what is beyond that is dropped.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port
 */
const natPorts = {
    enableDynamicPortAllocation: true,
    // The two exclude each other.
    enableEndpointIndependentMapping: false,
    minPortsPerVm: 64,
    maxPortsPerVm: 4096,
} as const;

/** One gateway: it is no machine in a zone, and the loss of a zone does not touch it. */
function createNat(
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
            ...natPorts,
            logConfig: { enable: true, filter: "ERRORS_ONLY" },
        },
        opts,
    );
}
