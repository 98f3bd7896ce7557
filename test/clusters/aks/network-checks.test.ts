import assert from "node:assert/strict";
import { checkAksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { place } from "../../support/aks-mocks";

const findingsOf = (args: Partial<AksClusterArgs>) =>
    checkAksCluster("prod", { ...place, ...args }).map(({ path, problem }) => `${path} ${problem}`);

/** What is asked for, the arguments, and every finding. */
type Case = readonly [title: string, args: Partial<AksClusterArgs>, findings: readonly string[]];

describe("checkAksCluster on the network", () => {
    const cases: readonly Case[] = [
        [
            "ranges that are no networks or of the wrong size",
            { network: { cidr: "10.0.0.1/16", podCidr: "10.128.0.0/25", serviceCidr: "10.0.0.0/8" } },
            [
                'network.cidr must be an IPv4 range that starts at its first address, such as 10.0.0.0/16, got "10.0.0.1/16"',
                'network.podCidr must be from /8 to /24, got "10.128.0.0/25"',
                'network.serviceCidr must be from /13 to /28, got "10.0.0.0/8"',
            ],
        ],
        [
            "ranges that AKS keeps for itself",
            {
                network: {
                    cidr: "192.0.0.0/16",
                    podCidr: "172.28.0.0/14",
                    serviceCidr: "169.254.128.0/20",
                },
            },
            [
                'network.cidr must not overlap 192.0.2.0/24, which AKS keeps for itself, got "192.0.0.0/16"',
                'network.podCidr must not overlap 172.30.0.0/16, which AKS keeps for itself, got "172.28.0.0/14"',
                'network.podCidr must not overlap 172.31.0.0/16, which AKS keeps for itself, got "172.28.0.0/14"',
                'network.serviceCidr must not overlap 169.254.0.0/16, which AKS keeps for itself, got "169.254.128.0/20"',
            ],
        ],
        [
            "ranges that overlap",
            { network: { podCidr: "10.0.0.0/14", serviceCidr: "10.2.0.0/16" } },
            [
                'network.podCidr must not overlap network.cidr (10.0.0.0/16), got "10.0.0.0/14"',
                'network.serviceCidr must not overlap network.podCidr (10.0.0.0/14), got "10.2.0.0/16"',
            ],
        ],
        [
            "ranges that are too small for the most nodes",
            { network: { cidr: "10.0.0.0/24", podCidr: "10.128.0.0/20" }, nodes: { taskManager: { maxNodes: 60 } } },
            [
                "network.podCidr must have a /24 for each of 100 nodes, got 10.128.0.0/20 for 16; take a larger range or lower maxNodes",
                "network.cidr must have room for 100 nodes in a quarter of it, got 10.0.0.0/24 for 59; take a larger range or lower maxNodes",
            ],
        ],
        [
            "an existing subnet by name, together with a range to create",
            { network: { existing: { subnetId: "flink" }, cidr: "10.0.0.0/16", natGateways: "one" } },
            [
                'network.cidr cannot be combined with network.existing, got "10.0.0.0/16"; remove one of them',
                'network.natGateways cannot be combined with network.existing, got "one"; remove one of them',
                'network.existing.subnetId must be the id of a subnet, /subscriptions/…/subnets/…, got "flink"',
            ],
        ],
        [
            "ranges of a public API on a private one",
            { endpoint: { reachable: true, allowedCidrs: ["203.0.113.0/24"] } },
            ['endpoint.allowedCidrs must be empty without public: true, got "203.0.113.0/24"'],
        ],
        [
            "a private API in a network that is made with the cluster",
            { endpoint: {} },
            [
                "endpoint must be one that this machine reaches, got a private one in a network that is made with the cluster; say reachable: true if this machine is connected to that network, or for a first run set public: true with allowedCidrs, or network.existing",
            ],
        ],
        [
            "a public API without ranges",
            { endpoint: { public: true } },
            [
                "endpoint.allowedCidrs must have from 1 to 199 ranges with public: true, got 0; name the ranges that you call from",
            ],
        ],
        [
            "more ranges than AKS takes beside its gateways'",
            {
                network: { natGateways: "perZone" },
                endpoint: {
                    public: true,
                    allowedCidrs: Array.from({ length: 198 }, (_, index) => `198.18.${index}.0/24`),
                },
            },
            [
                "endpoint.allowedCidrs must have from 1 to 197 ranges with public: true, got 198; name the ranges that you call from",
            ],
        ],
        [
            "a private range and a repeated one for a public API",
            { endpoint: { public: true, allowedCidrs: ["10.0.0.0/8", "198.51.100.0/24", "198.51.100.0/24"] } },
            [
                `endpoint.allowedCidrs[0] must be a public range for a public endpoint, got "10.0.0.0/8"; use the addresses from which your network's traffic leaves`,
                'endpoint.allowedCidrs[2] must not repeat "198.51.100.0/24"; remove it',
            ],
        ],
        [
            "a public API for the whole internet",
            { endpoint: { public: true, allowedCidrs: ["0.0.0.0/0", "203.0.113.9"] } },
            [
                'endpoint.allowedCidrs[0] must not be every address, got "0.0.0.0/0"; name the ranges that you call from',
                'endpoint.allowedCidrs[1] must be an IPv4 range that starts at its first address, such as 203.0.113.0/24, got "203.0.113.9"',
            ],
        ],
    ];
    for (const [title, args, findings] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(findingsOf(args), findings));
    }
});
