import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import type { AksSettings } from "./settings";
import { parseAddressRange } from "../shared/address-ranges";

// https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges
const mostAllowedCidrs = 200;

/** Problems of network access to the API. */
export function aksEndpointProblems({ publicEndpoint, allowedCidrs }: AksSettings): Problem[] {
    const path = "endpoint.allowedCidrs";
    if (!publicEndpoint) {
        return unless(
            allowedCidrs.length === 0,
            path,
            `must be empty without public: true, got "${allowedCidrs.join(", ")}"`,
        );
    }
    if (allowedCidrs.length === 0 || allowedCidrs.length > mostAllowedCidrs) {
        const problem = `must have from 1 to ${mostAllowedCidrs} ranges with public: true, got ${allowedCidrs.length}; name those that you come from`;
        return [{ path, problem }];
    }
    return allowedCidrs.flatMap((cidr, index) => cidrProblems(`${path}[${index}]`, cidr));
}

function cidrProblems(path: string, cidr: string): Problem[] {
    const range = parseAddressRange(cidr);
    if (range === undefined) {
        return [{ path, problem: `must be an IPv4 range such as 203.0.113.0/24, got "${cidr}"` }];
    }
    return unless(
        range.prefix > 0,
        path,
        `must not be the whole internet, got "${cidr}"; name the ranges that you come from`,
    );
}
