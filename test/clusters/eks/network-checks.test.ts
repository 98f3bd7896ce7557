import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checkEksCluster, type EksClusterArgs } from "../../../src/clusters/eks/cluster";

const problems = (args: Partial<EksClusterArgs>) =>
    checkEksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true }, ...args }).map(
        ({ path, problem }) => `${path} ${problem}`,
    );

/** Arguments of the network, the zones and the endpoint, and every finding about them. */
const cases: readonly (readonly [title: string, args: Partial<EksClusterArgs>, expected: readonly string[]])[] = [
    [
        "a private API in a network that is made with the cluster",
        { endpoint: {} },
        [
            "endpoint must be one that this machine reaches, got a private one in a network that is made with the cluster; say reachable: true if this machine is connected to that network, or for a first run set public: true with allowedCidrs, or network.existing",
        ],
    ],
    [
        "zones of another region, in another form, and twice",
        { zones: ["eu-west-2a", "eu-west-1aa", "eu-west-1b", "eu-west-1b"] },
        [
            'zones[0] must be a zone of eu-west-1, such as eu-west-1a, got "eu-west-2a"',
            'zones[1] must be a zone of eu-west-1, such as eu-west-1a, got "eu-west-1aa"',
            'zones[3] must not repeat "eu-west-1b"; remove it',
        ],
    ],
    ["one zone", { zones: ["eu-west-1a"] }, ["zones must be 2 to 6 zones, got 1"]],
    [
        "a region whose zones differ between accounts",
        { region: "us-west-1" },
        ["zones is required in us-west-1, where every account sees other zones; name at least two of yours"],
    ],
    [
        "a network without a first address",
        { network: { cidr: "10.0.0.1/16" } },
        ['network.cidr must be an IPv4 range that starts at its first address, such as 10.0.0.0/16, got "10.0.0.1/16"'],
    ],
    [
        "a network that AWS does not take",
        { network: { cidr: "10.0.0.0/8" } },
        ['network.cidr must be from /16 to /24, got "10.0.0.0/8"'],
    ],
    [
        "a network too small for the nodes",
        { network: { cidr: "10.0.0.0/22" } },
        [
            'network.cidr must have addresses for 34 nodes, the sum of maxNodes, but in 3 zones "10.0.0.0/22" has them for 21; widen it or lower maxNodes',
        ],
    ],
    [
        "services among the nodes",
        { network: { cidr: "10.0.0.0/16", serviceCidr: "10.0.240.0/20" } },
        ['network.serviceCidr must not overlap network.cidr (10.0.0.0/16), got "10.0.240.0/20"'],
    ],
    [
        "services at addresses of the internet",
        { network: { serviceCidr: "198.51.100.0/24" } },
        [
            'network.serviceCidr must be from /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got "198.51.100.0/24"',
        ],
    ],
    [
        "an adopted network with a range, and with one subnet",
        {
            network: { cidr: "10.0.0.0/16", natGateways: "one", existing: { subnetIds: ["subnet-0a", "subnet-0a"] } },
            zones: ["eu-west-1a", "eu-west-1b"],
        },
        [
            'network.cidr cannot be combined with network.existing, got "10.0.0.0/16"; remove one of them',
            'network.natGateways cannot be combined with network.existing, got "one"; remove one of them',
            "zones cannot be combined with network.existing; remove one of them",
            "network.existing.subnetIds must name at least two subnets, in different zones, got 1",
        ],
    ],
    [
        "something else for a subnet",
        { network: { existing: { subnetIds: ["subnet-0a", "vpc-0b"] } } },
        ['network.existing.subnetIds must be subnets\' ids, such as subnet-0a1b2c3d, got "vpc-0b"'],
    ],
    [
        "a public endpoint for everyone",
        { endpoint: { public: true } },
        ["endpoint.allowedCidrs must name who reaches a public endpoint, got none; give the addresses of your network"],
    ],
    [
        "every address, private ones and a repetition for a public endpoint",
        {
            endpoint: {
                public: true,
                allowedCidrs: ["0.0.0.0/0", "10.1.0.0/16", "198.51.100.7/32", "198.51.100.7/32"],
            },
        },
        [
            'endpoint.allowedCidrs[0] must not be every address, got "0.0.0.0/0"; name the ranges that you call from',
            `endpoint.allowedCidrs[1] must be a public range for a public endpoint, got "10.1.0.0/16"; use the addresses from which your network's traffic leaves`,
            'endpoint.allowedCidrs[3] must not repeat "198.51.100.7/32"; remove it',
        ],
    ],
];

describe("checkEksCluster, about networks", () => {
    for (const [title, args, expected] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(problems(args), expected));
    }

    it("accepts subnets that another resource makes", () => {
        const subnetIds = [pulumi.output("subnet-0a"), pulumi.output("subnet-0b")];
        assert.deepEqual(problems({ network: { existing: { subnetIds } } }), []);
    });
});
