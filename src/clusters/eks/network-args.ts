import type * as pulumi from "@pulumi/pulumi";
import type { NatGateways } from "../shared/choices";

/** A network to create, or one to adopt. */
export interface EksNetworkArgs {
    /** IPv4 range of the network, from `/16` to `/24`. @default 10.0.0.0/16 */
    readonly cidr?: string;
    /** IPv4 range of Kubernetes services, from `/12` to `/24`; it must not be in use around the cluster. @default 172.20.0.0/16 */
    readonly serviceCidr?: string;
    /** One NAT gateway for all zones, or one in each: this costs more, but keeps the other zones connected when one fails. @default one */
    readonly natGateways?: NatGateways;
    /** A network that exists; then neither `cidr` nor `natGateways` nor `zones` apply. */
    readonly existing?: EksExistingNetworkArgs;
}

/** Subnets of a network that exists. */
export interface EksExistingNetworkArgs {
    /** Private subnets for nodes and the control plane, in at least two zones. */
    readonly subnetIds: readonly pulumi.Input<string>[];
}

/** Access to the Kubernetes API over the network. */
export interface EksEndpointArgs {
    /** Also reachable from the internet, by `allowedCidrs`. @default false */
    readonly public?: boolean;
    /**
     * IPv4 ranges that reach the API on port 443: of the internet if `public`, otherwise of the network and what is connected to
     * it.
     *
     * @default none
     */
    readonly allowedCidrs?: readonly string[];
    /**
     * This machine is connected to the cluster's network, by a VPN or as a runner inside it. A private API needs that, or a
     * network that exists: a run that makes the network cannot be connected to it.
     *
     * @default false
     */
    readonly reachable?: boolean;
}
