import assert from "node:assert/strict";
import { EksCluster, type EksClusterArgs } from "../../../src/clusters/eks/cluster";
import { parseAddressRange } from "../../../src/clusters/shared/address-ranges";
import { nodeCapacity, zonePlans } from "../../../src/clusters/eks/network-plan";
import { defaultZones, partitionOf } from "../../../src/clusters/eks/region";
import { modes, named, namesOf, only, record } from "../../support/record";
import { eksMocks, recordEks } from "../../support/eks-mocks";

describe("zonePlans", () => {
    it("gives the nodes almost every address, and each zone the same", () => {
        assert.deepEqual(zonePlans("10.0.0.0/16", ["a", "b", "c"]), [
            { zone: "a", privateCidr: "10.0.0.0/18", publicCidr: "10.0.192.0/20" },
            { zone: "b", privateCidr: "10.0.64.0/18", publicCidr: "10.0.208.0/20" },
            { zone: "c", privateCidr: "10.0.128.0/18", publicCidr: "10.0.224.0/20" },
        ]);
    });

    it("cuts a network for any number of zones into parts that do not overlap", () => {
        for (const count of [2, 3, 4, 5, 6]) {
            const zones = Array.from({ length: count }, (_, index) => String(index));
            const plans = zonePlans("10.0.0.0/20", zones);
            const ranges = plans
                .flatMap(({ privateCidr, publicCidr }) => [privateCidr, publicCidr])
                .map((cidr) => parseAddressRange(cidr) ?? assert.fail(cidr))
                .sort((left, right) => left.first - right.first);
            ranges.forEach((range, index) => {
                const next = ranges[index + 1];
                assert.ok(next === undefined || range.first + range.size <= next.first, `${count} zones`);
            });
        }
    });
});

describe("nodeCapacity", () => {
    for (const [cidr, zones, nodes] of [
        ["10.0.0.0/16", 3, 1488], // 3 × ⌊(16384 − 5) / 33⌋
        ["10.0.0.0/22", 3, 21], // 3 × ⌊(256 − 5) / 33⌋
        ["10.0.0.0/24", 3, 3], // 3 × ⌊(64 − 5) / 33⌋
        ["10.0.0.0/24", 6, 0], // 6 × ⌊(32 − 5) / 33⌋
    ] as const) {
        it(`finds room for ${nodes} nodes in ${cidr} with ${zones} zones`, () =>
            assert.equal(nodeCapacity(parseAddressRange(cidr) ?? assert.fail(), zones), nodes));
    }
});

describe("defaultZones", () => {
    for (const [name, zones] of [
        ["eu-west-1", ["eu-west-1a", "eu-west-1b", "eu-west-1c"]],
        ["ap-northeast-1", ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]],
        ["us-west-1", []],
    ] as const) {
        it(`knows those of ${name}`, () => assert.deepEqual(defaultZones(name), zones));
    }
});

describe("partitionOf", () => {
    for (const [name, partition] of [
        ["eu-west-1", "aws"],
        ["cn-north-1", "aws-cn"],
        ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
        it(`is ${partition} of ${name}`, () => assert.equal(partitionOf(name), partition));
    }
});

describe("EksCluster's network", () => {
    it("sends nodes out by one NAT gateway, and to the object store past it", async () => {
        const resources = await recordEks();
        assert.deepEqual(namesOf(resources, "aws:ec2/natGateway:NatGateway"), ["prod-network-nat-eu-west-1a"]);
        for (const zone of ["a", "b", "c"]) {
            const route = named(resources, `prod-network-private-eu-west-1${zone}-internet`);
            assert.equal(route.inputs.natGatewayId, "prod-network-nat-eu-west-1a-id");
        }
        const { vpcEndpointType, serviceName, routeTableIds } = only(
            resources,
            "aws:ec2/vpcEndpoint:VpcEndpoint",
        ).inputs;
        assert.deepEqual(
            [vpcEndpointType, serviceName, routeTableIds],
            [
                "Gateway",
                "com.amazonaws.eu-west-1.s3",
                ["a", "b", "c"].map((zone) => `prod-network-private-eu-west-1${zone}-routes-id`),
            ],
        );
    });

    it("gives each zone a NAT gateway of its own when asked to, and changes routes alone for it", async () => {
        const one = await recordEks();
        const perZone = await recordEks({ network: { natGateways: "perZone" } });
        for (const zone of ["a", "b", "c"]) {
            const route = named(perZone, `prod-network-private-eu-west-1${zone}-internet`);
            assert.equal(route.inputs.natGatewayId, `prod-network-nat-eu-west-1${zone}-id`);
        }
        const before = one.map(({ type, name }) => `${type} ${name}`);
        const added = perZone.filter(({ type, name }) => !before.includes(`${type} ${name}`));
        assert.deepEqual(
            added.map(({ name }) => name).sort(),
            ["b", "c"].flatMap((zone) => [
                `prod-network-nat-eu-west-1${zone}`,
                `prod-network-nat-eu-west-1${zone}-address`,
            ]),
        );
        assert.equal(perZone.length, one.length + added.length);
    });

    it("adopts subnets and then makes nothing of a network", async () => {
        const subnetIds = ["subnet-0a", "subnet-0b"];
        const resources = await recordEks({ network: { existing: { subnetIds } } });
        assert.deepEqual(
            resources.filter(({ type }) => type.startsWith("aws:ec2/")),
            [],
        );
        assert.deepEqual(only(resources, "aws:eks/cluster:Cluster").inputs.vpcConfig.subnetIds, subnetIds);
        assert.deepEqual(named(resources, "prod-nodes-system-class").inputs.spec.subnetSelectorTerms, [
            { id: "subnet-0a" },
            { id: "subnet-0b" },
        ]);
    });
});

describe("zones of an EKS cluster", () => {
    const make = (args: Omit<EksClusterArgs, "region">, preview: boolean) => {
        const asked: unknown[] = [];
        const functions = {
            ...eksMocks.functions,
            "aws:index/getAvailabilityZones:getAvailabilityZones": (question: unknown) => {
                asked.push(question);
                return { names: ["us-east-1a", "us-east-1b", "us-east-1d"] };
            },
        };
        const run = record(
            () => new EksCluster("prod", { region: "us-east-1", endpoint: { reachable: true }, ...args }),
            {
                ...eksMocks,
                functions,
                preview,
            },
        );
        return { run, asked };
    };

    for (const { title, preview } of modes) {
        it(`that cannot host its control plane fail the run, with those that can, ${title}`, async () => {
            await assert.rejects(make({}, preview).run, {
                message:
                    'EksCluster "prod": zones must be able to host a control plane, got "us-east-1c"; in this account take two or more of us-east-1a, us-east-1b, us-east-1d',
            });
        });

        it(`that can are taken as they are, ${title}`, async () => {
            const { run, asked } = make({ zones: ["us-east-1d", "us-east-1b"] }, preview);
            assert.deepEqual(
                (await run)
                    .filter(({ type, name }) => type === "aws:ec2/subnet:Subnet" && name.includes("private"))
                    .map(({ inputs }) => inputs.availabilityZone),
                ["us-east-1d", "us-east-1b"],
            );
            assert.deepEqual(asked, [
                {
                    filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
                    excludeZoneIds: ["use1-az3"],
                },
            ]);
        });
    }

    it("are not asked about where all of a region can, nor for a network that exists", async () => {
        await record(() => new EksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true } }), {
            ...eksMocks,
            functions: { ...eksMocks.functions, "aws:index/getAvailabilityZones:getAvailabilityZones": assert.fail },
        });
        const subnetIds = ["subnet-0a", "subnet-0b"];
        const { run, asked } = make({ network: { existing: { subnetIds } } }, false);
        await run;
        assert.deepEqual(asked, []);
    });
});
