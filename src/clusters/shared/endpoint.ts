import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

/** Access to a cluster's API, and the network that it is in. */
export interface EndpointSettings {
    readonly publicEndpoint: boolean;
    /** The user says that this machine is connected to the cluster's network. */
    readonly reachable: boolean;
}

/** The problem of a private API in a network that this run makes: nothing can be connected to that network yet. */
export function reachProblems({ publicEndpoint, reachable }: EndpointSettings, networkExists: boolean): Problem[] {
    return unless(
        publicEndpoint || reachable || networkExists,
        "endpoint",
        "must be one that this machine reaches, got a private one in a network that is made with the cluster; set public: true with allowedCidrs, or network.existing, or, once this machine is connected to that network, reachable: true",
    );
}
