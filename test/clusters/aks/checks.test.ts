import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster, checkAksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { record } from "../../support/record";
import { guidOf, place } from "../../support/aks-mocks";

const subnetId = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/flink";
const vaultId = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.KeyVault/vaults/keys";

const findingsOf = (args: Partial<AksClusterArgs>, name = "prod") =>
    checkAksCluster(name, { ...place, ...args }).map(({ path, problem }) => `${path} ${problem}`);

describe("checkAksCluster", () => {
    it("takes the least there is, and what goes together", () => {
        assert.deepEqual(findingsOf({}), []);
        assert.deepEqual(findingsOf({ sku: "base" }), []);
        assert.deepEqual(
            findingsOf({
                network: { existing: { subnetId } },
                endpoint: { public: true, allowedCidrs: ["203.0.113.0/24"] },
                stateStore: { existing: "acmestate", existingResourceGroup: "data", container: "flink-state" },
                keys: { existing: { vaultId, secretsKeyUri: pulumi.output("https://x"), stateKeyName: "state" } },
                nodes: { taskManager: { instanceType: "Standard_D8pds_v6", architecture: "arm64", localDisk: true } },
            }),
            [],
        );
    });

    const cases: readonly (readonly [Partial<AksClusterArgs>, readonly string[]])[] = [
        [{ subscriptionId: "prod" }, ['subscriptionId must be a GUID, got "prod"']],
        [{ location: "West Europe" }, ['location must be the name of a region such as westeurope, got "West Europe"']],
        [
            { administrators: [] },
            [
                "administrators must name at least one Entra group; without local accounts nobody else could administer the cluster",
            ],
        ],
        [
            { administrators: ["flink-admins", guidOf("a"), guidOf("a")] },
            [
                'administrators[0] must be a GUID, got "flink-admins"',
                `administrators[2] must be named once, got "${guidOf("a")}" again; remove it`,
            ],
        ],
        [
            { clusterName: "prod_1" },
            [
                'clusterName must be from 1 to 63 letters, digits and "-", with a letter or digit at each end, got "prod_1"',
            ],
        ],
        [
            { clusterName: "a".repeat(62), resourceGroup: "flink" },
            [
                "clusterName must be shorter: with resource group and location, the group of nodes gets a name of 82 characters, and 80 are allowed",
            ],
        ],
        [{ generation: 0 }, ["generation must be a whole number from 1 to 999, got 0"]],
        [
            { kubernetesVersion: "1.20" },
            ['kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "1.20"'],
        ],
        [{ zones: ["1", "1"] }, ['zones must be at least two of 1, 2 and 3, got "1, 1"']],
        [{ logRetentionDays: 7 }, ["logRetentionDays must be a whole number from 30 to 730, got 7"]],
        [
            { maintenance: { day: "sunday", startHourUtc: 24, hours: 2 } },
            [
                "maintenance.startHourUtc must be a whole number from 0 to 23, got 24",
                "maintenance.hours must be a whole number from 4 to 24, got 2",
            ],
        ],
        [
            { stateStore: { name: "Flink-State", container: "a--b", oldVersionDays: 0 }, keys: { vaultName: "1" } },
            [
                'stateStore.name must be from 3 to 24 lower-case letters and digits, got "Flink-State"',
                'stateStore.container must be from 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end, got "a--b"',
                'keys.vaultName must be from 3 to 24 letters, digits and single "-", starting with a letter and not ending with "-", got "1"',
                "stateStore.oldVersionDays must be a whole number from 1 to 365, got 0",
            ],
        ],
        [
            { stateStore: { existing: "acmestate", name: "acme", oldVersionDays: 3 } },
            [
                'stateStore.name must not be given beside existing, got "acme"; nothing of an existing account is changed',
                'stateStore.oldVersionDays must not be given beside existing, got "3"; nothing of an existing account is changed',
            ],
        ],
        [
            { stateStore: { existingResourceGroup: "data" } },
            ['stateStore.existingResourceGroup must be given beside existing only, got "data"'],
        ],
        [
            { identity: "workloadIdentity", hadoopInImage: "3.3.6" },
            ['hadoopInImage must be at least 3.4.1 with identity "workloadIdentity", got "3.3.6"'],
        ],
        [{ hadoopInImage: "3.4" }, ['hadoopInImage must be a version such as 3.4.1, got "3.4"']],
    ];
    for (const [args, findings] of cases) {
        it(`rejects ${JSON.stringify(args).slice(0, 80)}`, () => assert.deepEqual(findingsOf(args), findings));
    }

    it("ends the constructor with one line a finding", () =>
        assert.rejects(
            record(() => new AksCluster("prod", { ...place, administrators: [], zones: ["4"] })),
            (error: unknown) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'AksCluster "prod": administrators must name at least one Entra group; without local accounts nobody else could administer the cluster\n' +
                        'AksCluster "prod": zones must be at least two of 1, 2 and 3, got "4"',
        ));
});

describe("checkAksCluster on the network", () => {
    const cases: readonly (readonly [Partial<AksClusterArgs>, readonly string[]])[] = [
        [
            { network: { cidr: "10.0.0.1/16", podCidr: "10.128.0.0/25", serviceCidr: "10.0.0.0/8" } },
            [
                'network.cidr must be an IPv4 range from /8 to /24 such as 10.0.0.0/16, got "10.0.0.1/16"',
                'network.podCidr must be an IPv4 range from /8 to /24 such as 10.0.0.0/16, got "10.128.0.0/25"',
                'network.serviceCidr must be an IPv4 range from /13 to /28 such as 10.0.0.0/16, got "10.0.0.0/8"',
            ],
        ],
        [
            { network: { podCidr: "10.0.0.0/14", serviceCidr: "10.2.0.0/16" } },
            [
                "network.podCidr must not overlap cidr (10.0.0.0/16), got 10.0.0.0/14",
                "network.serviceCidr must not overlap podCidr (10.0.0.0/14), got 10.2.0.0/16",
            ],
        ],
        [
            { network: { cidr: "10.0.0.0/24", podCidr: "10.128.0.0/20" }, nodes: { taskManager: { maxNodes: 60 } } },
            [
                "network.podCidr must have a /24 for each of 100 nodes, got 10.128.0.0/20 for 16; take a larger range or lower maxNodes",
                "network.cidr must have room for 100 nodes in a quarter of it, got 10.0.0.0/24 for 59; take a larger range or lower maxNodes",
            ],
        ],
        [
            { network: { existing: { subnetId: "flink" }, cidr: "10.0.0.0/16", natGateways: "one" } },
            [
                'network.cidr must not be given beside existing, got "10.0.0.0/16"; keep one of the two',
                'network.natGateways must not be given beside existing, got "one"; keep one of the two',
                'network.existing.subnetId must be the id of a subnet, /subscriptions/…/subnets/…, got "flink"',
            ],
        ],
        [
            { endpoint: { allowedCidrs: ["203.0.113.0/24"] } },
            ["endpoint.allowedCidrs must be empty without public: true, got 203.0.113.0/24"],
        ],
        [
            { endpoint: { public: true } },
            [
                "endpoint.allowedCidrs must have from 1 to 200 ranges with public: true, got 0; name those that you come from",
            ],
        ],
        [
            { endpoint: { public: true, allowedCidrs: ["0.0.0.0/0", "203.0.113.9"] } },
            [
                'endpoint.allowedCidrs[0] must not be the whole internet, got "0.0.0.0/0"; name the ranges that you come from',
                'endpoint.allowedCidrs[1] must be an IPv4 range such as 203.0.113.0/24, got "203.0.113.9"',
            ],
        ],
    ];
    for (const [args, findings] of cases) {
        it(`rejects ${JSON.stringify(args).slice(0, 80)}`, () => assert.deepEqual(findingsOf(args), findings));
    }
});

describe("checkAksCluster on nodes and the kind of cluster", () => {
    const cases: readonly (readonly [Partial<AksClusterArgs>, readonly string[]])[] = [
        [
            { nodes: { system: { minNodes: 0 }, taskManager: { maxNodes: 1001 } }, network: { podCidr: "12.0.0.0/8" } },
            [
                "nodes.system.minNodes must be at least 1, got 0; AKS's own pods run there",
                "nodes.taskManager.maxNodes must be at most 1000, got 1001",
            ],
        ],
        [
            { nodes: { taskManager: { instanceType: "Standard_D8pds_v5" } } },
            ['nodes.taskManager.architecture must be "arm64", which Standard_D8pds_v5 has, got "amd64"'],
        ],
        [
            { nodes: { taskManager: { localDisk: true, diskGiB: 400 } } },
            [
                "nodes.taskManager.diskGiB must be at most 300, the own disk of Standard_D8ds_v5, got 400; leave it out to take all of it",
            ],
        ],
        [
            { sku: "automatic" },
            [
                'sku cannot be "automatic": AKS Automatic has system nodes that AKS hosts, which Pulumi\'s Azure provider cannot declare; remove it',
            ],
        ],
    ];
    for (const [args, findings] of cases) {
        it(`rejects ${JSON.stringify(args).slice(0, 80)}`, () => assert.deepEqual(findingsOf(args), findings));
    }
});
