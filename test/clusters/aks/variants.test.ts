import assert from "node:assert/strict";
import { AksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { named, namesOf, record } from "../../support/record";
import { azure, place } from "../../support/aks-mocks";

const clusterOf = (args: Partial<AksClusterArgs>) => record(() => new AksCluster("prod", { ...place, ...args }), azure);

describe("AksCluster by its arguments", () => {
    it("keeps to the minor version that is asked for, in cluster and pools", async () => {
        const resources = await clusterOf({ kubernetesVersion: "1.34" });
        const { inputs } = named(resources, "prod-control-plane-cluster");
        assert.equal(inputs.kubernetesVersion, "1.34");
        assert.deepEqual(inputs.autoUpgradeProfile, { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" });
        assert.equal(inputs.agentPoolProfiles[0].orchestratorVersion, "1.34");
        for (const name of namesOf(resources, "azure-native:containerservice:AgentPool")) {
            const pool = named(resources, name);
            assert.equal(pool.inputs.orchestratorVersion, "1.34");
        }
    });

    it("opens the API to the named ranges and the nodes' way out alone", async () => {
        const resources = await clusterOf({ endpoint: { public: true, allowedCidrs: ["198.51.100.0/24"] } });
        assert.deepEqual(named(resources, "prod-control-plane-cluster").inputs.apiServerAccessProfile, {
            disableRunCommand: true,
            enablePrivateCluster: false,
            authorizedIPRanges: ["198.51.100.0/24", "203.0.113.9/32"],
        });
    });

    it("adopts network, group, account and keys without making any of them", async () => {
        const group = "/subscriptions/s/resourceGroups/hub/providers";
        const subnetId = `${group}/Microsoft.Network/virtualNetworks/hub/subnets/flink`;
        const resources = await clusterOf({
            resourceGroup: "flink",
            network: { existing: { subnetId, outbound: "route" } },
            stateStore: { existing: "acmestate" },
            keys: {
                existing: {
                    vaultId: `${group}/Microsoft.KeyVault/vaults/acme`,
                    secretsKeyUri: "https://acme.vault.azure.net/keys/secrets/1",
                    stateKeyName: "state",
                },
            },
        });
        assert.deepEqual(
            resources.filter(({ type }) => /:(network|storage|keyvault|resources):/.test(type)).map(({ name }) => name),
            [],
        );
        const { inputs } = named(resources, "prod-control-plane-cluster");
        assert.equal(inputs.agentPoolProfiles[0].vnetSubnetID, subnetId);
        assert.equal(inputs.networkProfile.outboundType, "userDefinedRouting");
        assert.equal(inputs.resourceGroupName, "flink");
        assert.equal(named(resources, "prod-control-plane-network").inputs.scope, subnetId);
    });

    it("has a NAT gateway, a subnet and pools in each zone where asked for", async () => {
        const resources = await clusterOf({ network: { natGateways: "perZone" } });
        assert.deepEqual(
            namesOf(resources, "azure-native:network:NatGateway").map((name) => named(resources, name).inputs.zones),
            [["1"], ["2"], ["3"]],
        );
        assert.deepEqual(
            named(resources, "prod-control-plane-cluster").inputs.agentPoolProfiles.map((pool: any) => [
                pool.name,
                pool.availabilityZones,
                pool.vnetSubnetID,
            ]),
            [["system1", ["1"], "prod-network-nodes-1-id"]],
        );
        const added = namesOf(resources, "azure-native:containerservice:AgentPool").map((name) => {
            const { mode, availabilityZones, vnetSubnetID } = named(resources, name).inputs;
            return `${mode} ${availabilityZones.join()} ${vnetSubnetID}`;
        });
        assert.deepEqual(
            added.sort(),
            [
                ...["1", "1", "2", "2", "3", "3"].map((zone) => `User ${zone} prod-network-nodes-${zone}-id`),
                ...["2", "3"].map((zone) => `System ${zone} prod-network-nodes-${zone}-id`),
            ].sort(),
        );
    });

    it("leaves the cluster as it is where a zone comes or goes, and all that another zone has", async () => {
        const inZones = async (zones: readonly string[]) => {
            const resources = await clusterOf({ zones, network: { natGateways: "perZone" } });
            return new Map(resources.map(({ name, inputs }) => [name, inputs]));
        };
        const [two, three] = [await inZones(["1", "3"]), await inZones(["3", "1", "2"])];
        const cluster = "prod-control-plane-cluster";
        assert.deepEqual(three.get(cluster).agentPoolProfiles, two.get(cluster).agentPoolProfiles);
        const subnet = "prod-network-nodes-3";
        assert.deepEqual(three.get(subnet), two.get(subnet));
        assert.equal(two.get(subnet).addressPrefix, "10.0.128.0/18");
    });

    it("names everything of a zone by the zone, whichever others there are", async () => {
        const resources = await clusterOf({ zones: ["1", "3"], network: { natGateways: "perZone" } });
        const zones = (start: string) =>
            resources.filter(({ name }) => name.startsWith(start)).map(({ name, inputs }) => [name, inputs.scope]);
        assert.deepEqual(zones("prod-control-plane-network"), [
            ["prod-control-plane-network-1", "prod-network-nodes-1-id"],
            ["prod-control-plane-network-3", "prod-network-nodes-3-id"],
        ]);
    });

    it("makes interruptible TaskManager nodes as Azure wants them", async () => {
        const resources = await clusterOf({ nodes: { taskManager: { spot: true, localDisk: true } } });
        const [, name = ""] = namesOf(resources, "azure-native:containerservice:AgentPool");
        const { inputs } = named(resources, name);
        assert.deepEqual(
            [inputs.scaleSetPriority, inputs.scaleSetEvictionPolicy, inputs.spotMaxPrice, inputs.upgradeSettings],
            ["Spot", "Delete", -1, undefined],
        );
        assert.deepEqual(inputs.nodeTaints, [
            "flink-platform/role=task-manager:NoSchedule",
            "kubernetes.azure.com/scalesetpriority=spot:NoSchedule",
        ]);
        assert.deepEqual(
            [inputs.vmSize, inputs.osDiskType, inputs.osDiskSizeGB],
            ["Standard_D8ds_v5", "Ephemeral", undefined],
        );
    });

    it("lets go of the cluster, and of nothing else, without deletion protection", async () => {
        const resources = await clusterOf({ deletionProtection: false });
        assert.equal(named(resources, "prod-control-plane-cluster").protect, false);
        assert.equal(named(resources, "prod-state-account").protect, true);
    });
});
