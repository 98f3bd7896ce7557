import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

/** Access to a cluster's API, and the network that it is in. */
export interface EndpointSettings {
    readonly publicEndpoint: boolean;
    /** The user says that this machine is connected to the cluster's network. */
    readonly reachable: boolean;
}

/**
 * The problem of a private API in a network that this run makes: nothing can be connected to that network yet.
 *
 * @param subnets of a network that is given; those that are not plain text are made by the same program.
 */
export function reachProblems(
    { publicEndpoint, reachable }: EndpointSettings,
    subnets: readonly pulumi.Input<string>[],
): Problem[] {
    const networkExists = subnets.length > 0 && subnets.every((subnet) => typeof subnet === "string");
    return unless(
        publicEndpoint || reachable || networkExists,
        "endpoint",
        "must be one that this machine reaches, got a private one in a network that is made with the cluster; say reachable: true if this machine is connected to that network, or for a first run set public: true with allowedCidrs, or network.existing",
    );
}
