import type * as pulumi from "@pulumi/pulumi";

/**
 * A network to create, or one that is there. A created one has private nodes, a way to Cloud Storage that no gateway
 * counts, and one Cloud NAT for the rest: that service spans the region's zones by itself, so there is no choice
 * between one gateway and one in each zone.
 */
export interface GkeNetworkArgs {
    /** Addresses of nodes. @default `10.0.0.0/20` */
    readonly cidr?: string;
    /** Addresses of pods, 256 for each node. @default `10.4.0.0/14`, for 1024 nodes */
    readonly podCidr?: string;
    /** Addresses of Kubernetes services. @default `10.8.0.0/20` */
    readonly serviceCidr?: string;
    /** Addresses of the proxies of internal HTTP load balancers. @default `10.9.0.0/23` */
    readonly proxyCidr?: string;
    /** A network that is there. Instead of all else. @default a network is created */
    readonly existing?: GkeExistingNetworkArgs;
}

/** A network that is there: its subnetwork needs Private Google Access, and the nodes a way to the image registries. */
export interface GkeExistingNetworkArgs {
    /** Name or self link of the network. */
    readonly network: pulumi.Input<string>;
    /** Name or self link of its subnetwork in the cluster's region. */
    readonly subnetwork: pulumi.Input<string>;
    /** Name of the subnetwork's secondary range for pods. */
    readonly podRangeName: pulumi.Input<string>;
    /** Name of the subnetwork's secondary range for Kubernetes services. */
    readonly serviceRangeName: pulumi.Input<string>;
}

/**
 * Ways to the control plane beside its DNS endpoint, which is always there: Google's front end lets no caller through
 * without the right `container.clusters.connect` on the cluster.
 */
export interface GkeEndpointArgs {
    /** The control plane also has a public IP address. @default false */
    readonly public?: boolean;
    /** Ranges that may reach the public IP address. @default none */
    readonly allowedCidrs?: readonly string[];
}
