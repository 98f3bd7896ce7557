import type * as pulumi from "@pulumi/pulumi";
import type { AksOutbound } from "./choices";
import type { NatGateways } from "../shared/choices";

/** A network to create, or one to adopt. */
export interface AksNetworkArgs {
    /** IPv4 range of the virtual network, from `/8` to `/24`. @default 10.0.0.0/16 */
    readonly cidr?: string;
    /** IPv4 range of pods, which exists only in the cluster; every node takes a `/24` of it. @default 10.128.0.0/14 */
    readonly podCidr?: string;
    /** IPv4 range of Kubernetes services, from `/13` to `/28`, which exists only in the cluster. @default 10.32.0.0/16 */
    readonly serviceCidr?: string;
    /**
     * One NAT gateway for all zones, or one in each: dearer, but the loss of a zone leaves the others their way out. Nodes are
     * then in one subnet and one pool for each zone; changing it later needs another `generation`.
     *
     * @default one
     */
    readonly natGateways?: NatGateways;
    /** A network that exists; then neither `cidr` nor `natGateways` apply. */
    readonly existing?: AksExistingNetworkArgs;
}

/** Subnets of a network that exists. */
export interface AksExistingNetworkArgs {
    /** Subnet of nodes, with the service endpoint `Microsoft.Storage` and a way out to the internet. */
    readonly subnetId: pulumi.Input<string>;
    /** The subnet's way out: a NAT gateway on it, or a route to a firewall. @default natGateway */
    readonly outbound?: AksOutbound;
}

/** Network access to the Kubernetes API. */
export interface AksEndpointArgs {
    /** Reachable from the internet, only by `allowedCidrs`. It cannot change while a cluster exists. @default false */
    readonly public?: boolean;
    /**
     * IPv4 ranges that reach a public API. The addresses of the created NAT gateways are added; with an adopted network name
     * those that its nodes come from.
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
