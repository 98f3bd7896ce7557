import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster, checkAksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { record } from "../../support/record";
import { guidOf, place } from "../../support/aks-mocks";

const subnetId = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/flink";
const vaultId = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.KeyVault/vaults/keys";

const findingsOf = (args: Partial<AksClusterArgs>, name = "prod") =>
    checkAksCluster(name, { ...place, ...args }).map(({ path, problem }) => `${path} ${problem}`);

/** What is asked for, the arguments, and every finding. */
type Case = readonly [title: string, args: Partial<AksClusterArgs>, findings: readonly string[]];

const unknownWords: any = {
    sku: "premium",
    upgradeChannel: "rapid",
    identity: "key",
    login: "browser",
    logs: "nowhere",
    metrics: "nowhere",
    network: { natGateways: "two", existing: { subnetId, outbound: "vpn" } },
    maintenance: { day: "someday", startHourUtc: 2, hours: 4 },
};

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

    const cases: readonly Case[] = [
        ["a subscription that is no GUID", { subscriptionId: "prod" }, ['subscriptionId must be a GUID, got "prod"']],
        [
            "a region by its display name",
            { location: "West Europe" },
            ['location must be the name of a region such as westeurope, got "West Europe"'],
        ],
        [
            "a cluster without administrators",
            { administrators: [] },
            [
                "administrators must name at least one Entra group; without local accounts, only its members can administer the cluster",
            ],
        ],
        [
            "administrators by name, and twice",
            { administrators: ["flink-admins", guidOf("a"), guidOf("a")] },
            [
                'administrators[0] must be a GUID, got "flink-admins"',
                `administrators[2] must not repeat "${guidOf("a")}"; remove it`,
            ],
        ],
        [
            "a cluster name with an underscore",
            { clusterName: "prod_1" },
            [
                'clusterName must be from 1 to 63 letters, digits and "-", with a letter or digit at each end, got "prod_1"',
            ],
        ],
        [
            "names that make the nodes' group too long",
            { clusterName: "a".repeat(62), resourceGroup: "flink" },
            [
                "clusterName must be shorter: with resource group and location, the group of nodes gets a name of 82 characters, and 80 are allowed",
            ],
        ],
        ["generation 0", { generation: 0 }, ["generation must be a whole number from 1 to 999, got 0"]],
        [
            "an old Kubernetes version",
            { kubernetesVersion: "1.20" },
            ['kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "1.20"'],
        ],
        ["one zone twice", { zones: ["1", "1"] }, ['zones[1] must not repeat "1"; remove it']],
        [
            "a cap that takes in no logs",
            { logDailyCapGB: 0 },
            ["logDailyCapGB must be a whole number from 1 to 4000, got 0"],
        ],
        [
            "logs that are kept for a week",
            { logRetentionDays: 7 },
            ["logRetentionDays must be a whole number from 30 to 730, got 7"],
        ],
        [
            "a maintenance window that is too short, at an hour that does not exist",
            { maintenance: { day: "sunday", startHourUtc: 24, hours: 2 } },
            [
                "maintenance.startHourUtc must be a whole number from 0 to 23, got 24",
                "maintenance.hours must be a whole number from 4 to 24, got 2",
            ],
        ],
        [
            "names of account, container and vault that Azure refuses",
            { stateStore: { name: "Flink-State", container: "a--b", oldVersionDays: 0 }, keys: { vaultName: "1" } },
            [
                'stateStore.name must be from 3 to 24 lower-case letters and digits, got "Flink-State"',
                'stateStore.container must be from 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end, got "a--b"',
                'keys.vaultName must be from 3 to 24 letters, digits and single "-", starting with a letter and not ending with "-", got "1"',
                "stateStore.oldVersionDays must be a whole number from 1 to 365, got 0",
            ],
        ],
        [
            "changes to an account that exists",
            { stateStore: { existing: "acmestate", name: "acme", oldVersionDays: 3 } },
            [
                'stateStore.name cannot be combined with stateStore.existing, got "acme"; remove one of them',
                "stateStore.oldVersionDays cannot be combined with stateStore.existing, got 3; remove one of them",
            ],
        ],
        [
            "the group of an existing account without the account",
            { stateStore: { existingResourceGroup: "data" } },
            ['stateStore.existingResourceGroup needs stateStore.existing, got "data"; remove it or name the account'],
        ],
        [
            "workload identity with an older Hadoop",
            { identity: "workloadIdentity", hadoopInImage: "3.3.6" },
            ['hadoopInImage must be at least 3.4.1 with identity "workloadIdentity", got "3.3.6"'],
        ],
        [
            "a Hadoop version of two numbers",
            { hadoopInImage: "3.4" },
            ['hadoopInImage must be a version such as 3.4.1, got "3.4"'],
        ],
        [
            "AKS Automatic",
            { sku: "automatic" },
            [
                'sku must be "base", got "automatic"; AKS Automatic has system nodes that AKS hosts, which Pulumi\'s Azure provider cannot declare',
            ],
        ],
        [
            "words that no argument knows, from a program without types",
            unknownWords,
            [
                'network.natGateways cannot be combined with network.existing, got "two"; remove one of them',
                'maintenance.day must be one of "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", got "someday"',
                'sku must be "base", got "premium"',
                'upgradeChannel must be one of "patch", "none", got "rapid"',
                'network.natGateways must be one of "one", "perZone", got "two"',
                'network.existing.outbound must be one of "natGateway", "route", got "vpn"',
                'identity must be one of "proxySidecar", "nodeIdentity", "workloadIdentity", got "key"',
                'login must be one of "azurecli", "workloadidentity", "spn", "msi", got "browser"',
                'logs must be one of "cloud", "inCluster", got "nowhere"',
                'metrics must be one of "cloud", "inCluster", got "nowhere"',
            ],
        ],
        [
            "tags that Azure refuses",
            { tags: { "team/flink": "a", Team: "b", team: "c", "azure-team": "d", "": "e", long: "x".repeat(257) } },
            [
                'tags["team/flink"] must have a key without "<", ">", "%", "&", "\\", "?" and "/", got "team/flink"',
                'tags["team"] must not repeat a key, which Azure reads without regard to case, got "team"; remove one',
                'tags["azure-team"] must not start with "azure", which Azure reserves, got "azure-team"',
                'tags[""] must have a key of 1 to 128 characters, got 0',
                'tags["long"] must be at most 256 characters, got 257',
            ],
        ],
        [
            "more tags than a resource takes",
            { tags: Object.fromEntries([...Array(51).keys()].map((number) => [`tag${number}`, ""])) },
            ["tags must be at most 50, got 51"],
        ],
    ];
    for (const [title, args, findings] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(findingsOf(args), findings));
    }

    it("ends the constructor with one line a finding", () =>
        assert.rejects(
            record(() => new AksCluster("prod", { ...place, administrators: [], zones: ["4"] })),
            (error: unknown) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'AksCluster "prod": administrators must name at least one Entra group; without local accounts, only its members can administer the cluster\n' +
                        'AksCluster "prod": zones must be at least two of 1, 2 and 3, got "4"\n' +
                        'AksCluster "prod": zones[0] must be one of "1", "2", "3", got "4"',
        ));
});
