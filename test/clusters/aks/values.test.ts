import assert from "node:assert/strict";
import { azureFlinkProblem, identityConfiguration, storeConfiguration } from "../../../src/clusters/aks/filesystem";
import { aksInstanceTypes, localDiskGiB, namedArchitecture } from "../../../src/clusters/aks/instance-types";
import { aksKubeconfig } from "../../../src/clusters/aks/kubeconfig";
import { boundedName, shortHash, stableGuid } from "../../../src/clusters/aks/names";
import { dnsServiceAddress, nodeGroups, podCapacity, subnetCapacity } from "../../../src/clusters/aks/network-plan";
import { placements, spotPlacement } from "../../../src/clusters/aks/placement";
import { agentPoolPlans } from "../../../src/clusters/aks/nodes-plan";
import { aksSettings } from "../../../src/clusters/aks/settings";
import { dnsPrefix } from "../../../src/clusters/aks/control-plane-spec";
import type { AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { place } from "../../support/aks-mocks";

const settingsOf = (args: Partial<AksClusterArgs> = {}) => aksSettings("prod", { ...place, ...args });

describe("names in Azure", () => {
    it("follow from plain texts, with the marks of a GUID", () => {
        assert.equal(stableGuid("a", "b"), stableGuid("a", "b"));
        assert.notEqual(stableGuid("a", "b"), stableGuid("ab"));
        assert.match(stableGuid("a"), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    });

    it("keep to a length and stay different", () => {
        assert.equal(boundedName(63, "prod", "logs"), "prod-logs");
        assert.equal(boundedName(63, "orders", "v2/state"), `orders-v2-state-${shortHash(8, "orders", "v2/state")}`);
        assert.equal(boundedName(20, "a".repeat(30), "logs").length, 20);
        assert.notEqual(boundedName(20, "a".repeat(30), "logs"), boundedName(20, "a".repeat(31), "logs"));
    });

    it("have defaults that are unique and short enough", () => {
        const { stateStore, vaultName, clusterIdentifier } = settingsOf({ generation: 2 });
        assert.match(stateStore.account, /^flink[0-9a-f]{16}$/);
        assert.match(vaultName, /^flink-[0-9a-f]{16}$/);
        assert.equal(stateStore.account, settingsOf().stateStore.account);
        assert.notEqual(stateStore.account, settingsOf({ clusterName: "other" }).stateStore.account);
        assert.equal(clusterIdentifier, `aks/${place.subscriptionId}/prod/prod-2`);
        assert.equal(dnsPrefix(`${"a".repeat(53)}-b`), "a".repeat(53));
    });
});

describe("network plan", () => {
    it("puts nodes into quarters of the network", () => {
        assert.deepEqual(
            nodeGroups(settingsOf({ network: { natGateways: "perZone" } })).map(({ suffix, cidr }) => [suffix, cidr]),
            [
                ["1", "10.0.0.0/18"],
                ["2", "10.0.64.0/18"],
                ["3", "10.0.128.0/18"],
            ],
        );
        assert.deepEqual(nodeGroups(settingsOf()), [{ suffix: "", zones: ["1", "2", "3"], cidr: "10.0.0.0/18" }]);
        assert.equal(dnsServiceAddress("10.32.0.0/16"), "10.32.0.10");
        assert.deepEqual([subnetCapacity("10.0.0.0/24"), podCapacity("10.128.0.0/14")], [251, 1024]);
    });
});

describe("agent pools", () => {
    it("have one name for as long as machines, disks and zones stay", () => {
        const namesOf = (args: Partial<AksClusterArgs>) =>
            agentPoolPlans(settingsOf(args), args.nodes).map(({ agentPoolName }) => agentPoolName);
        const [system, jobManager, taskManager] = namesOf({});
        assert.deepEqual([system, jobManager?.slice(0, 2), taskManager?.slice(0, 2)], ["system", "jm", "tm"]);
        assert.deepEqual(
            namesOf({ nodes: { jobManager: { maxNodes: 3 }, taskManager: { vcpus: 16 } } }).map((name, index) =>
                name === [system, jobManager, taskManager][index] ? "same" : name.length,
            ),
            ["same", "same", 10],
        );
    });

    it("share a role's nodes out among zones with a NAT gateway each", () => {
        const nodes = { jobManager: { maxNodes: 1 }, taskManager: { minNodes: 1, maxNodes: 20 } };
        const network = { natGateways: "perZone" } as const;
        assert.deepEqual(
            agentPoolPlans(settingsOf({ nodes, network }), nodes).map(
                ({ role, zones, minNodes, maxNodes }) => `${role} ${zones.join()} ${minNodes}-${maxNodes}`,
            ),
            [
                "system 1 1-2",
                "system 2 1-1",
                "system 3 1-1",
                "jobManager 1 0-1",
                "taskManager 1 1-7",
                "taskManager 2 0-7",
                "taskManager 3 0-6",
            ],
        );
    });

    it("know their machines", () => {
        assert.deepEqual(
            aksInstanceTypes.filter(({ vcpus }) => vcpus === 32).map(({ name, memoryGiB }) => `${name} ${memoryGiB}`),
            [
                "Standard_D32s_v5 128",
                "Standard_D32ds_v5 128",
                "Standard_E32s_v5 256",
                "Standard_E32ds_v5 256",
                "Standard_D32ps_v5 128",
                "Standard_D32pds_v5 128",
                "Standard_E32ps_v5 208",
                "Standard_E32pds_v5 208",
            ],
        );
        assert.deepEqual(["Standard_D8ds_v5", "Standard_D8s_v5", "Standard_D8ds_v6"].map(localDiskGiB), [
            300,
            undefined,
            undefined,
        ]);
        assert.deepEqual(
            ["Standard_D8pds_v6", "Standard_L8s_v3", "Standard_E4-2ds_v5", "custom"].map(namedArchitecture),
            ["arm64", "amd64", "amd64", undefined],
        );
    });
});

describe("placement on AKS", () => {
    const settings = settingsOf({ nodes: { taskManager: { spot: true, architecture: "arm64" } } });

    it("finds the nodes of a role, interruptible ones too", () => {
        assert.deepEqual(placements(settings).system, {
            nodeSelector: { "flink-platform/role": "system" },
            tolerations: [],
            architecture: "amd64",
        });
        assert.deepEqual(spotPlacement(settings), {
            nodeSelector: { "flink-platform/role": "task-manager", "kubernetes.azure.com/scalesetpriority": "spot" },
            tolerations: [
                { key: "flink-platform/role", operator: "Equal", value: "task-manager", effect: "NoSchedule" },
                {
                    key: "kubernetes.azure.com/scalesetpriority",
                    operator: "Equal",
                    value: "spot",
                    effect: "NoSchedule",
                },
            ],
            architecture: "arm64",
            available: true,
            noticeSeconds: 30,
        });
        const { available, noticeSeconds } = spotPlacement(settingsOf());
        assert.deepEqual([available, noticeSeconds], [false, 0]);
    });
});

describe("Flink on Azure storage", () => {
    const plain = "org.apache.hadoop.fs.azurebfs.oauth2";
    for (const [mode, version, provider] of [
        ["proxySidecar", "2.2.1", `${plain}.MsiTokenProvider`],
        ["nodeIdentity", "1.17.1", `${plain}.MsiTokenProvider`],
        ["proxySidecar", "1.17.0", `org.apache.flink.fs.shaded.hadoop3.${plain}.MsiTokenProvider`],
        ["workloadIdentity", "2.2.1", `${plain}.WorkloadIdentityTokenProvider`],
    ] as const) {
        it(`gets tokens from ${provider.split(".").at(-1)} in ${version} by ${mode}`, () =>
            assert.deepEqual(storeConfiguration(mode, version), {
                "fs.azure.account.auth.type": "OAuth",
                "fs.azure.account.oauth.provider.type": provider,
                "fs.azure.account.hns.enabled": "true",
                "fs.azure.data.blocks.buffer": "array",
            }));
    }

    it("names tenant and identity, and the token's file only where Hadoop reads it", () => {
        const both = { "fs.azure.account.oauth2.msi.tenant": "t", "fs.azure.account.oauth2.client.id": "c" };
        assert.deepEqual(identityConfiguration("proxySidecar", "t", "c"), both);
        assert.deepEqual(identityConfiguration("workloadIdentity", "t", "c"), {
            ...both,
            "fs.azure.account.oauth2.token.file": "/var/run/secrets/azure/tokens/azure-identity-token",
            "fs.azure.account.oauth2.msi.authority": "https://login.microsoftonline.com/",
        });
    });

    for (const [identity, hadoopInImage, version, problem] of [
        ["proxySidecar", undefined, "2.2.1", undefined],
        ["proxySidecar", undefined, "1.16.0", undefined],
        ["proxySidecar", undefined, "1.15.4", /^must be at least 1\.16\.0, got 1\.15\.4; /],
        ["nodeIdentity", "3.3.6", "1.15.4", undefined],
        ["workloadIdentity", undefined, "2.2.1", /^2\.2\.1 has no Hadoop 3\.4\.1 in its Azure plugin/],
        ["workloadIdentity", "3.4.1", "2.2.1", undefined],
    ] as const) {
        it(`${problem === undefined ? "takes" : "rejects"} ${version} by ${identity}, Hadoop ${hadoopInImage ?? "unsaid"}`, () => {
            const found = azureFlinkProblem({ identity, hadoopInImage }, version);
            return problem === undefined ? assert.equal(found, undefined) : assert.match(found ?? "", problem);
        });
    }
});

describe("aksKubeconfig", () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
    const args = { clusterName: "prod", tenantId: "t", login: "spn" } as const;

    it("keeps server and authority, and asks kubelogin for a token instead of a browser", () => {
        const cluster = { server: "https://prod:443", "certificate-authority-data": "Q0E=" };
        const listed = encode({
            clusters: [{ name: "x", cluster }],
            users: [{ name: "y", user: { token: "secret" } }],
        });
        assert.deepEqual(JSON.parse(aksKubeconfig(listed, args)), {
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "prod", cluster }],
            users: [
                {
                    name: "prod",
                    user: {
                        exec: {
                            apiVersion: "client.authentication.k8s.io/v1beta1",
                            command: "kubelogin",
                            args: [
                                "get-token",
                                "--login",
                                "spn",
                                "--server-id",
                                "6dae42f8-4368-4678-94ff-3960e28e3630",
                                "--tenant-id",
                                "t",
                            ],
                            installHint: "install kubelogin from https://azure.github.io/kubelogin/install.html",
                            interactiveMode: "Never",
                            provideClusterInfo: false,
                        },
                    },
                },
            ],
            contexts: [{ name: "prod", context: { cluster: "prod", user: "prod" } }],
            "current-context": "prod",
        });
    });

    it("rejects what is no kubeconfig", () => {
        assert.throws(() => aksKubeconfig(encode({ clusters: [] }), args), /names no server and certificate authority/);
    });
});
