import assert from "node:assert/strict";
import { AksCluster, aksFacts, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { modes, named, only, record, valueOf, type Recorded, type RecordOptions } from "../../support/record";
import { azure, guidOf, place } from "../../support/aks-mocks";

const clusterOf = (args: Partial<AksClusterArgs> = {}, options: RecordOptions = azure) =>
    record(() => new AksCluster("prod", { ...place, ...args }), options);

const pools = ["prod-nodes-job-manager-6a1e9325", "prod-nodes-task-manager-c1cdc1f7"];

describe("AksCluster", () => {
    let resources: Recorded[];
    before(async () => {
        resources = await clusterOf({ stateStore: { name: "acmestate", oldVersionDays: 3 } });
    });

    for (const { title, preview } of modes) {
        it(`registers everything that a cluster needs ${title}`, async () => {
            const all = await clusterOf({}, preview ? { functions: azure.functions, preview } : azure);
            assert.deepEqual(all.map(({ type, name }) => `${type.replace("azure-native:", "")} ${name}`).sort(), [
                "authorization:ManagementLockByScope prod-state-lock",
                `authorization:RoleAssignment prod-control-plane-administrator-${guidOf("a")}`,
                "authorization:RoleAssignment prod-control-plane-key",
                "authorization:RoleAssignment prod-control-plane-network",
                "authorization:RoleAssignment prod-control-plane-nodes",
                "authorization:RoleAssignment prod-state-encryption-key",
                "authorization:RoleDefinition prod-state-reader",
                "authorization:RoleDefinition prod-state-writer",
                ...pools.map((name) => `containerservice:AgentPool ${name}`),
                "containerservice:MaintenanceConfiguration prod-control-plane-cluster-upgrades",
                "containerservice:MaintenanceConfiguration prod-control-plane-node-upgrades",
                "containerservice:ManagedCluster prod-control-plane-cluster",
                "flink-platform:aks:AksCluster prod",
                "flink-platform:aks:AksControlPlane prod-control-plane",
                "flink-platform:aks:AksIdentity prod-identity",
                "flink-platform:aks:AksKeys prod-keys",
                "flink-platform:aks:AksNetwork prod-network",
                "flink-platform:aks:AksNodes prod-nodes",
                "flink-platform:aks:AksSinks prod-sinks",
                "flink-platform:aks:AksState prod-state",
                "keyvault:Key prod-keys-secrets",
                "keyvault:Key prod-keys-state",
                "keyvault:Vault prod-keys-vault",
                "managedidentity:UserAssignedIdentity prod-control-plane-identity",
                "managedidentity:UserAssignedIdentity prod-control-plane-nodes-identity",
                "managedidentity:UserAssignedIdentity prod-state-encryption",
                "monitor:DataCollectionRule prod-sinks-container-logs",
                "monitor:DataCollectionRuleAssociation prod-control-plane-container-logs",
                "monitor:DiagnosticSetting prod-control-plane-logs",
                "network:NatGateway prod-network-nat",
                "network:PublicIPAddress prod-network-nat-address",
                "network:Subnet prod-network-nodes",
                "network:VirtualNetwork prod-network-virtual-network",
                "operationalinsights:Workspace prod-sinks-logs",
                "pulumi:providers:azure-native prod-azure",
                "pulumi:providers:kubernetes prod-kubernetes",
                "resources:ResourceGroup prod-group",
                "storage:BlobContainer prod-state-container",
                "storage:BlobServiceProperties prod-state-soft-delete",
                "storage:StorageAccount prod-state-account",
            ]);
        });
    }

    it("makes private nodes, a private API and no local accounts", () => {
        const { inputs, protect, ignoreChanges } = named(resources, "prod-control-plane-cluster");
        assert.deepEqual(inputs.sku, { name: "Base", tier: "Standard" });
        assert.equal(inputs.disableLocalAccounts, true);
        assert.deepEqual(inputs.aadProfile, {
            managed: true,
            enableAzureRBAC: true,
            adminGroupObjectIDs: [guidOf("a")],
            tenantID: guidOf("2"),
        });
        assert.deepEqual(inputs.apiServerAccessProfile, {
            disableRunCommand: true,
            enablePrivateCluster: true,
            enablePrivateClusterPublicFQDN: true,
            privateDNSZone: "none",
        });
        assert.deepEqual(inputs.networkProfile, {
            networkPlugin: "azure",
            networkPluginMode: "overlay",
            networkDataplane: "cilium",
            networkPolicy: "cilium",
            loadBalancerSku: "standard",
            outboundType: "userAssignedNATGateway",
            podCidr: "10.128.0.0/14",
            serviceCidr: "10.32.0.0/16",
            dnsServiceIP: "10.32.0.10",
        });
        assert.deepEqual(inputs.securityProfile, {
            workloadIdentity: { enabled: true },
            azureKeyVaultKms: {
                enabled: true,
                keyId: "https://keys.vault.azure.net/keys/kubernetes-secrets/1",
                keyVaultNetworkAccess: "Public",
            },
            imageCleaner: { enabled: true, intervalHours: 168 },
        });
        assert.deepEqual(inputs.oidcIssuerProfile, { enabled: true });
        assert.equal(inputs.agentPoolProfiles[0].enableNodePublicIP, false);
        assert.equal(protect, true);
        assert.deepEqual(ignoreChanges, []);
    });

    it("groups its children, so that a preview reads as a map", () => {
        assert.deepEqual(
            resources
                .filter(({ parent }) => parent === "prod")
                .map(({ name }) => name.replace("prod-", ""))
                .sort(),
            ["azure", "control-plane", "group", "identity", "keys", "kubernetes", "network", "nodes", "sinks", "state"],
        );
        for (const { name, parent } of resources.filter(({ parent }) => parent !== "")) {
            assert.ok(name.startsWith(`${parent}-`), `${name} in ${parent}`);
        }
    });

    it("makes the cluster after the rights it needs, and after the roles, which so outlive their assignments", () => {
        const rights = ["key", "network", "nodes"].map((purpose) => `prod-control-plane-${purpose}`);
        const needed = [...rights, "prod-state-reader", "prod-state-writer"];
        const { dependsOn } = named(resources, "prod-control-plane-cluster");
        assert.deepEqual(
            dependsOn.filter((name) => needed.includes(name)),
            needed,
        );
    });

    it("asks Kubernetes only after control plane, nodes and a state store that is encrypted and closed", () => {
        const provider = only(resources, "pulumi:providers:kubernetes");
        const parts = ["prod-control-plane", "prod-nodes", "prod-state"];
        assert.deepEqual(
            provider.dependsOn,
            ["prod-group", ...resources.filter(({ parent }) => parts.includes(parent)).map(({ name }) => name)].sort(),
        );
        assert.match(provider.inputs.kubeconfig, /"server":"https:\/\/prod\.example\.com:443".*"--login","azurecli"/);
    });

    it("takes state in by the nodes' subnet alone, encrypted by its own key, and keeps it", () => {
        const account = named(resources, "prod-state-account");
        const { allowSharedKeyAccess, allowBlobPublicAccess, minimumTlsVersion, enableHttpsTrafficOnly } =
            account.inputs;
        assert.deepEqual([allowSharedKeyAccess, allowBlobPublicAccess], [false, false]);
        assert.deepEqual([minimumTlsVersion, enableHttpsTrafficOnly], ["TLS1_2", true]);
        assert.deepEqual([account.inputs.isHnsEnabled, account.inputs.sku.name], [true, "Standard_ZRS"]);
        const subnet = `/subscriptions/${guidOf("1")}/resourceGroups/prod/providers/Microsoft.Network/virtualNetworks/prod/subnets/nodes`;
        assert.deepEqual(account.inputs.networkRuleSet, {
            defaultAction: "Deny",
            bypass: "None",
            virtualNetworkRules: [{ virtualNetworkResourceId: subnet, action: "Allow" }],
        });
        assert.equal(account.inputs.encryption.keySource, "Microsoft.Keyvault");
        assert.equal(account.inputs.encryption.keyVaultProperties.keyName, "state-store");
        assert.deepEqual(named(resources, "prod-state-soft-delete").inputs.deleteRetentionPolicy, {
            enabled: true,
            days: 3,
        });
        assert.equal(named(resources, "prod-state-lock").inputs.level, "CanNotDelete");
        assert.deepEqual(
            resources
                .filter(({ protect, retainOnDelete }) => protect && retainOnDelete)
                .map(({ name }) => name)
                .sort(),
            [
                "prod-group",
                "prod-keys-secrets",
                "prod-keys-state",
                "prod-keys-vault",
                "prod-state-account",
                "prod-state-container",
                "prod-state-encryption",
                "prod-state-encryption-key",
                "prod-state-lock",
                "prod-state-soft-delete",
            ],
        );
        // Whatever a protected resource depends on stays with it; the network costs money and must not.
        assert.deepEqual(
            account.dependsOn.filter((name) => /nodes|network/.test(name)),
            [],
        );
    });

    it("takes in no more logs a day than the cap", () => {
        const { workspaceCapping, retentionInDays } = named(resources, "prod-sinks-logs").inputs;
        assert.deepEqual([workspaceCapping, retentionInDays], [{ dailyQuotaGb: 5 }, 90]);
    });

    it("gives applications rights to files and to nothing else", () => {
        const { inputs } = named(resources, "prod-state-writer");
        const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
        assert.deepEqual(inputs.permissions, [
            {
                actions: [],
                notActions: [],
                dataActions: ["read", "write", "add/action", "move/action", "delete"].map((end) => `${blobs}/${end}`),
                notDataActions: [],
            },
        ]);
        assert.deepEqual(inputs.assignableScopes, [`/subscriptions/${guidOf("1")}/resourceGroups/prod`]);
    });

    it("says what is above it needs to know", async () => {
        await record(async () => {
            const cluster = new AksCluster("prod", { ...place, stateStore: { name: "acmestate" }, metrics: "cloud" });
            const { stateStore, storageClassName, logSink, metricsSink } = cluster;
            assert.equal(await valueOf(stateStore.uri), "abfss://flink@acmestate.dfs.core.windows.net");
            assert.deepEqual([stateStore.plugin, stateStore.files.plugin], Array(2).fill("flink-azure-fs-hadoop"));
            assert.equal(await valueOf(storageClassName), "managed-csi");
            assert.equal(
                logSink.kind === "azureMonitor" && (await valueOf(logSink.workspaceId as any)),
                "prod-sinks-logs-id",
            );
            assert.equal(
                metricsSink.kind === "remoteWrite" && (await valueOf(metricsSink.url as any)),
                "https://ingest.example.com/dataCollectionRules/dcr-1/streams/Microsoft-PrometheusMetrics/api/v1/write?api-version=2023-04-24",
            );
            assert.deepEqual(cluster.namespaceLabels, { "pod-security.kubernetes.io/enforce": "privileged" });
            assert.deepEqual(cluster.disruptionAnnotations, {
                "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
            });
            assert.deepEqual(cluster.labels, { cloud: "aks", cluster: "prod", region: "westeurope" });
        }, azure);
    });
});

describe("aksFacts", () => {
    it("tells architectures and Flink versions from the arguments alone", () => {
        const facts = aksFacts({ ...place, nodes: { taskManager: { architecture: "arm64" } } });
        assert.deepEqual(facts.architectures, { system: "amd64", jobManager: "amd64", taskManager: "arm64" });
        assert.equal(facts.flinkVersionProblem("2.2.1"), undefined);
        assert.match(facts.flinkVersionProblem("1.15.4") ?? "", /^must be at least 1\.16\.0/);
    });
});
