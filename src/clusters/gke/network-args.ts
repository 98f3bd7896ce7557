import type * as pulumi from "@pulumi/pulumi";

/**
 * A network to create, or one to adopt. A created network has private nodes, free access to Cloud Storage, and one Cloud
 * NAT for everything else. Cloud NAT spans all zones of the region, so there is no choice between one gateway and one in
 * each zone.
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
    /** A network that exists; then no other argument applies. @default a network is created */
    readonly existing?: GkeExistingNetworkArgs;
}

/** A network that exists. Its subnetwork needs Private Google Access, and nodes must reach the image registries. */
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
 * Access to the control plane in addition to its DNS endpoint, which always exists: Google's front end lets only callers
 * with the right `container.clusters.connect` on the cluster through.
 */
export interface GkeEndpointArgs {
    /** The control plane also has a public IP address. @default false */
    readonly public?: boolean;
    /** Ranges that may reach the public IP address. @default none */
    readonly allowedCidrs?: readonly string[];
}
