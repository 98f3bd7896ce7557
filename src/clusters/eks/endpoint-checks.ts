import type { Problem } from "../../checks/findings";
import { repeatProblems } from "../../checks/values";
import { everyAddressProblem, privateRangeProblem, rangeProblem } from "../shared/address-range-checks";
import { reachProblems } from "../shared/endpoint";
import type { EksClusterArgs } from "./args";
import type { EksSettings } from "./settings";

const path = "endpoint.allowedCidrs";

/** Problems of access to the Kubernetes API. */
export function eksEndpointProblems(args: EksClusterArgs, settings: EksSettings): Problem[] {
    const { publicEndpoint, allowedCidrs } = settings;
    const unreached = reachProblems(settings, args.network?.existing?.subnetIds ?? []);
    const ranges = allowedCidrs.flatMap((cidr, index) => {
        const problem = allowedRangeProblem(cidr, publicEndpoint);
        return problem === undefined
            ? repeatProblems(path, allowedCidrs, index)
            : [{ path: `${path}[${index}]`, problem }];
    });
    return [...unreached, ...(unreached.length === 0 ? noRangeProblems(settings) : []), ...ranges];
}

/** Without a range, a public API is unreachable, and a private one is reachable only from the cluster itself. */
function noRangeProblems({ publicEndpoint, reachable, allowedCidrs }: EksSettings): Problem[] {
    if (allowedCidrs.length > 0 || (!publicEndpoint && reachable)) {
        return [];
    }
    const problem = publicEndpoint
        ? "must name who reaches a public endpoint, got none; give the addresses of your network"
        : "must name who reaches a private endpoint, got none; give the ranges of your network, or set endpoint.reachable: true if this machine has access already";
    return [{ path, problem }];
}

function allowedRangeProblem(cidr: string, publicEndpoint: boolean): string | undefined {
    return rangeProblem(cidr) ?? everyAddressProblem(cidr) ?? (publicEndpoint ? privateRangeProblem(cidr) : undefined);
}
