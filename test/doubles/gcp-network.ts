import { any, cidr, listOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo } from "./property-rules";
import { computeName, region, someProject } from "./gcp-values";
import type { Inputs, TypeRules } from "./rules";

const regional = ({ region: place }: Inputs) => `projects/${someProject}/regions/${place}`;

const secondaryRange = objectOf({ rangeName: computeName, ipCidrRange: cidr }, ["rangeName", "ipCidrRange"]);

/** Networks, and the way out of them. */
export const gcpNetworkTypes: Readonly<Record<string, TypeRules>> = {
    "gcp:compute/network:Network": {
        required: [],
        properties: { name: computeName, autoCreateSubnetworks: yesOrNo },
        replaces: ["name", "autoCreateSubnetworks"],
        outputs: ({ name }) => ({
            selfLink: `https://www.googleapis.com/compute/v1/projects/${someProject}/global/networks/${name}`,
        }),
        id: ({ name }) => `projects/${someProject}/global/networks/${name}`,
    },
    "gcp:compute/subnetwork:Subnetwork": {
        required: ["network", "ipCidrRange"],
        properties: {
            name: computeName,
            network: text,
            region,
            ipCidrRange: cidr,
            secondaryIpRanges: listOf(secondaryRange),
            privateIpGoogleAccess: yesOrNo,
            purpose: oneOf("PRIVATE", "REGIONAL_MANAGED_PROXY"),
            role: oneOf("ACTIVE", "BACKUP"),
        },
        replaces: ["name", "network", "region", "purpose"],
        // https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/compute/resource_compute_subnetwork.go
        replacedBy: ({ ipCidrRange: old }, { ipCidrRange: range }) =>
            isWithin(String(old), String(range)) ? [] : ["ipCidrRange"],
        updateProblems: subnetworkUpdateProblems,
        outputs: (inputs) => ({ gatewayAddress: gatewayOf(inputs["ipCidrRange"]), ipv6CidrRange: "" }),
        id: (inputs) => `${regional(inputs)}/subnetworks/${inputs["name"]}`,
        problems: subnetworkProblems,
    },
    "gcp:compute/firewall:Firewall": {
        required: ["network"],
        properties: {
            name: computeName,
            description: text,
            network: text,
            direction: oneOf("INGRESS", "EGRESS"),
            sourceRanges: listOf(cidr, 1, 256),
            destinationRanges: listOf(cidr, 1, 256),
            allows: listOf(
                objectOf({ protocol: oneOf("tcp", "udp", "icmp", "all"), ports: listOf(text) }, ["protocol"]),
                1,
            ),
        },
        replaces: ["name", "network", "direction"],
        outputs: () => ({ priority: 1000, creationTimestamp: "2026-01-01T00:00:00.000-08:00" }),
        id: ({ name }) => `projects/${someProject}/global/firewalls/${name}`,
    },
    "gcp:compute/router:Router": {
        required: ["network"],
        properties: { name: computeName, network: text, region, bgp: any },
        replaces: ["name", "network", "region"],
        outputs: () => ({ creationTimestamp: "2026-01-01T00:00:00.000-08:00" }),
        id: (inputs) => `${regional(inputs)}/routers/${inputs["name"]}`,
    },
    "gcp:compute/routerNat:RouterNat": {
        required: ["router", "sourceSubnetworkIpRangesToNat"],
        properties: {
            name: computeName,
            router: matching(/^[a-z][-a-z0-9]*$/, "a router's name"),
            region,
            natIpAllocateOption: oneOf("AUTO_ONLY", "MANUAL_ONLY"),
            sourceSubnetworkIpRangesToNat: oneOf(
                "ALL_SUBNETWORKS_ALL_IP_RANGES",
                "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES",
                "LIST_OF_SUBNETWORKS",
            ),
            enableDynamicPortAllocation: yesOrNo,
            enableEndpointIndependentMapping: yesOrNo,
            minPortsPerVm: wholeNumber(2, 65536),
            maxPortsPerVm: wholeNumber(64, 65536),
            logConfig: objectOf({ enable: yesOrNo, filter: oneOf("ERRORS_ONLY", "TRANSLATIONS_ONLY", "ALL") }, [
                "enable",
                "filter",
            ]),
        },
        replaces: ["name", "router", "region"],
        outputs: () => ({ autoNetworkTier: "PREMIUM" }),
        id: ({ region: place, router, name }) => `${someProject}/${place}/${router}/${name}`,
        problems: portProblems,
    },
};

const gatewayOf = (range: string) => String(range).replace(/\.\d+\/\d+$/, ".1");

/** Whether a range holds all of another one. */
function isWithin(inner: string, outer: string): boolean {
    const [first = "", prefix = ""] = outer.split("/");
    const block = 2 ** (32 - Number(prefix));
    const number = (address: string) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    return (
        Number(inner.split("/")[1]) >= Number(prefix) &&
        Math.floor(number(inner.split("/")[0] ?? "") / block) === Math.floor(number(first) / block)
    );
}

/** What Google refuses of a change of a subnetwork. */
function subnetworkUpdateProblems(olds: Inputs, { purpose, ipCidrRange, secondaryIpRanges }: Inputs): string[] {
    const rangeOf = (inputs: Inputs, name: string) =>
        (inputs["secondaryIpRanges"] ?? []).find(({ rangeName }: Inputs) => rangeName === name)?.ipCidrRange;
    return [
        // https://cloud.google.com/load-balancing/docs/proxy-only-subnets#proxy_only_subnet_create
        ...(purpose === "REGIONAL_MANAGED_PROXY" && olds["ipCidrRange"] !== ipCidrRange
            ? ["googleapi: Error 400: a proxy-only subnetwork cannot be expanded, badRequest"]
            : []),
        // https://github.com/hashicorp/terraform-provider-google/issues/2570
        ...(secondaryIpRanges ?? [])
            .filter(
                ({ rangeName, ipCidrRange: range }: Inputs) => ![undefined, range].includes(rangeOf(olds, rangeName)),
            )
            .map(() => "googleapi: Error 400: Existing secondary range cannot be modified, invalid"),
    ];
}

/** A subnetwork of proxies is no place for machines. */
function subnetworkProblems({ purpose, role, secondaryIpRanges, privateIpGoogleAccess }: Inputs): string[] {
    const forProxies = purpose === "REGIONAL_MANAGED_PROXY";
    return [
        ...(forProxies && role === undefined ? ["role is missing, as purpose is REGIONAL_MANAGED_PROXY"] : []),
        ...(!forProxies && role !== undefined ? ["role is only for purpose REGIONAL_MANAGED_PROXY"] : []),
        ...(forProxies && (secondaryIpRanges !== undefined || privateIpGoogleAccess === true)
            ? ["a subnetwork of proxies takes no secondary ranges and no Private Google Access"]
            : []),
    ];
}

/**
 * Ports that change with need: https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port and
 * https://cloud.google.com/nat/docs/tune-nat-configuration
 */
function portProblems(inputs: Inputs): string[] {
    const { enableDynamicPortAllocation: dynamic, enableEndpointIndependentMapping: independent } = inputs;
    const { minPortsPerVm: fewest = dynamic === true ? 32 : 64, maxPortsPerVm: most } = inputs;
    const isPowerOf2 = (count: number) => Number.isInteger(Math.log2(count));
    return [
        ...(dynamic === true && independent === true
            ? ["enableDynamicPortAllocation and enableEndpointIndependentMapping exclude each other"]
            : []),
        ...(dynamic !== true && most !== undefined ? ["maxPortsPerVm is only for dynamic port allocation"] : []),
        ...(dynamic === true && !(isPowerOf2(fewest) && fewest >= 32 && isPowerOf2(most ?? 65536))
            ? [`ports must be powers of two, got ${fewest} to ${most}`]
            : []),
        ...(most !== undefined && most <= fewest ? [`maxPortsPerVm must be more than ${fewest}, got ${most}`] : []),
    ];
}
