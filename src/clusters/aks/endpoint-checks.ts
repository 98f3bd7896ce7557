import type { Problem } from "../../checks/findings";
import { problemIf, repeatProblems, unless } from "../../checks/values";
import type { AksClusterArgs } from "./args";
import { nodeGroups } from "./network-plan";
import type { AksSettings } from "./settings";
import { everyAddressProblem, privateRangeProblem, rangeProblem } from "../shared/address-range-checks";
import { reachProblems } from "../shared/endpoint";

// https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges
const mostAllowedCidrs = 200;

/** Problems of network access to the API. */
export function aksEndpointProblems(args: AksClusterArgs, settings: AksSettings): Problem[] {
    const subnet = args.network?.existing?.subnetId;
    // Each NAT gateway that is made here has an address of its own, which is let in too.
    const gateways = subnet === undefined ? nodeGroups(settings).length : 0;
    return [
        ...reachProblems(settings, subnet === undefined ? [] : [subnet]),
        ...rangeProblems(settings, mostAllowedCidrs - gateways),
    ];
}

function rangeProblems({ publicEndpoint, allowedCidrs }: AksSettings, most: number): Problem[] {
    const path = "endpoint.allowedCidrs";
    if (!publicEndpoint) {
        return unless(
            allowedCidrs.length === 0,
            path,
            `must be empty without public: true, got "${allowedCidrs.join(", ")}"`,
        );
    }
    if (allowedCidrs.length === 0 || allowedCidrs.length > most) {
        const problem = `must have from 1 to ${most} ranges with public: true, got ${allowedCidrs.length}; name the ranges that you call from`;
        return [{ path, problem }];
    }
    return allowedCidrs.flatMap((cidr, index) => {
        const repeated = repeatProblems(path, allowedCidrs, index);
        return repeated.length > 0 ? repeated : cidrProblems(`${path}[${index}]`, cidr);
    });
}

function cidrProblems(path: string, cidr: string): Problem[] {
    const problem = rangeProblem(cidr, "203.0.113.0/24") ?? everyAddressProblem(cidr) ?? privateRangeProblem(cidr);
    return problemIf(path, problem);
}
