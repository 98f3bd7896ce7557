import { isIP } from "node:net";
import type { Problem } from "../checks/findings";
import { argumentProblems } from "../checks/known-arguments";
import { dnsLabelProblems } from "../checks/names";
import { notTogetherProblems, shown, unless, wholeNumberProblems } from "../checks/values";
import type { TeamPeerArgs } from "./args";
import { knownPeerArgs } from "./known-arguments";
import type { NetworkSettings } from "./settings";

/** Everything that is wrong with a team's network. */
export function networkProblems(network: NetworkSettings): Problem[] {
    const { apiServerCidrs, monitoringNamespace, operatorNamespace, egress, ingress } = network;
    return [
        ...apiServerCidrs.flatMap((cidr, index) => cidrProblems(`network.apiServerCidrs[${index}]`, cidr)),
        ...unless(
            apiServerCidrs.length > 0,
            "network.apiServerCidrs",
            "must have a range, got none; JobManagers call the API server",
        ),
        ...dnsLabelProblems("network.monitoringNamespace", monitoringNamespace),
        ...(operatorNamespace === undefined
            ? [{ path: "network.operatorNamespace", problem: noOperatorNamespace }]
            : dnsLabelProblems("network.operatorNamespace", operatorNamespace)),
        ...egress.flatMap((peer, index) => peerProblems(`network.egress[${index}]`, peer)),
        ...ingress.flatMap((peer, index) => peerProblems(`network.ingress[${index}]`, peer)),
    ];
}

const noOperatorNamespace =
    "is required, got nothing, as the platform does not say where its operator runs; run its stack with this release, or name it";

function peerProblems(path: string, peer: TeamPeerArgs): Problem[] {
    if (typeof peer !== "object" || (peer as unknown) === null) {
        return [{ path, problem: `must be an object, got ${shown(peer)}` }];
    }
    const unknown = argumentProblems(peer, knownPeerArgs, `${path}.`);
    if (unknown.length > 0) {
        return unknown;
    }
    const { cidr, namespace, ports = [] } = peer as Partial<TeamPeerArgs>;
    return [
        ...unless(cidr !== undefined || namespace !== undefined, path, "must have cidr or namespace, got neither"),
        ...(cidr === undefined ? [] : notTogetherProblems(`${path}.namespace`, namespace, `${path}.cidr`)),
        ...(cidr === undefined ? [] : cidrProblems(`${path}.cidr`, cidr)),
        ...(namespace === undefined ? [] : dnsLabelProblems(`${path}.namespace`, namespace)),
        ...unless(ports.length > 0, `${path}.ports`, "must have a port, got none"),
        ...ports.flatMap((port, index) => wholeNumberProblems(`${path}.ports[${index}]`, port, 1, 65535)),
    ];
}

/** Problems of an address range of either version of IP: `10.0.0.0/8` and `fd00::/8` yes; `10.0.0.0` no. */
function cidrProblems(path: string, cidr: unknown): Problem[] {
    const [, address = "", prefix = ""] = /^([^/]+)\/(\d{1,3})$/.exec(String(cidr)) ?? [];
    const version = isIP(address);
    const holds = version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
    return unless(holds, path, `must be an address range such as 10.1.0.0/16, got ${shown(cidr)}`);
}
