import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AksCluster, type AksClusterArgs } from "../../src/clusters/aks/cluster";
import { EksCluster, type EksClusterArgs } from "../../src/clusters/eks/cluster";
import { GkeCluster, type GkeClusterArgs } from "../../src/clusters/gke/cluster";
import { guidOf, place as aksPlace } from "../support/aks-mocks";
import { DoubleCloud } from "../support/double-cloud";
import { place as gkePlace } from "../support/gke-mocks";

const eks = (args: Partial<EksClusterArgs>) => () =>
    new EksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true }, ...args });
const gke = (args: Partial<GkeClusterArgs>) => () => new GkeCluster("prod", { ...gkePlace, ...args });
const aks = (args: Partial<AksClusterArgs>) => () => new AksCluster("prod", { ...aksPlace, ...args });

const sizes = { system: { minNodes: 3 }, jobManager: { minNodes: 2 }, taskManager: { minNodes: 3, maxNodes: 30 } };
const weekly = { day: "monday", startHourUtc: 1, hours: 5 } as const;
const kubernetesVersion = "1.36";
const kept = { stateStore: { oldVersionDays: 14 }, kubernetesVersion, deletionProtection: false };

interface Change {
    readonly title: string;
    readonly provider: string;
    readonly before: () => unknown;
    readonly after: () => unknown;
    /** As before, but for the Kubernetes version, which never goes down. */
    readonly back: () => unknown;
    /** What it does, in order; nothing is replaced. */
    readonly steps: readonly string[];
}

const changes: readonly Change[] = [
    {
        title: "EKS with Auto Mode",
        provider: "aws",
        before: eks({}),
        back: eks({ kubernetesVersion }),
        after: eks({
            ...kept,
            endpoint: { public: true, allowedCidrs: ["203.0.113.0/24"] },
            administrators: ["arn:aws:iam::123456789012:role/platform"],
            nodes: sizes,
            logRetentionDays: 30,
            metrics: "cloud",
            maintenance: weekly,
            network: { natGateways: "perZone" },
            tags: { team: "flink" },
        }),
        steps: [
            "create prod-sinks-metrics",
            "create prod-network-nat-eu-west-1b-address",
            "create prod-network-nat-eu-west-1c-address",
            "update prod-sinks-logs",
            "update prod-control-plane-logs",
            "create prod-control-plane-tags",
            "create prod-network-nat-eu-west-1b",
            "create prod-network-nat-eu-west-1c",
            "update prod-state-lifecycle",
            "update prod-control-plane-cluster",
            "update prod-network-private-eu-west-1b-internet",
            "update prod-network-private-eu-west-1c-internet",
            "create prod-control-plane-administrator-123456789012-role-platform",
            "create prod-control-plane-administrator-123456789012-role-platform-rights",
        ],
    },
    {
        title: "EKS with node groups",
        provider: "aws",
        before: eks({ compute: "nodeGroups" }),
        back: eks({ kubernetesVersion, compute: "nodeGroups" }),
        after: eks({ ...kept, compute: "nodeGroups", nodes: sizes, logs: "inCluster" }),
        steps: [
            "delete prod-container-logs-amazon-cloudwatch-observability",
            "delete prod-container-logs-rights",
            "delete prod-container-logs-role",
            "delete prod-sinks-logs",
            "update prod-control-plane-cluster",
            "update prod-nodes-job-manager",
            "update prod-nodes-system",
            "update prod-nodes-task-manager",
            "update prod-state-lifecycle",
        ],
    },
    {
        title: "GKE",
        provider: "gcp",
        before: gke({}),
        back: gke({ kubernetesVersion }),
        after: gke({
            ...kept,
            endpoint: { public: true, allowedCidrs: ["203.0.113.0/24"] },
            administrators: ["group:flink@example.com"],
            nodes: sizes,
            logs: "inCluster",
            metrics: "cloud",
            releaseChannel: "stable",
            maintenance: { days: ["monday", "tuesday"], startHourUtc: 1, hours: 6 },
            labels: { team: "flink" },
        }),
        steps: [
            "create prod-control-plane-administrator-group:flink@example.com",
            "update prod-keys-secrets",
            "update prod-keys-state",
            "update prod-state-bucket",
            "update prod-control-plane-cluster",
            "update prod-nodes-system",
            "update prod-nodes-job-manager",
            "update prod-nodes-task-manager",
        ],
    },
    {
        title: "AKS",
        provider: "azure-native",
        before: aks({}),
        back: aks({ kubernetesVersion }),
        after: aks({
            ...kept,
            administrators: [guidOf("a"), guidOf("b")],
            nodes: sizes,
            logs: "inCluster",
            metrics: "cloud",
            upgradeChannel: "none",
            maintenance: weekly,
            tags: { team: "flink" },
        }),
        steps: [
            "update prod-group",
            "create prod-sinks-metrics",
            "create prod-sinks-metrics-endpoint",
            "update prod-state-encryption",
            "update prod-control-plane-identity",
            "update prod-control-plane-nodes-identity",
            "update prod-sinks-logs",
            "update prod-keys-vault",
            "create prod-sinks-metrics-rule",
            "update prod-keys-secrets",
            "update prod-keys-state",
            "update prod-network-virtual-network",
            "update prod-network-nat-address",
            "update prod-network-nat",
            "update prod-state-account",
            "update prod-state-soft-delete",
            "update prod-control-plane-cluster",
            "create prod-control-plane-administrator-bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb",
            "update prod-control-plane-cluster-upgrades",
            "update prod-control-plane-node-upgrades",
            "update prod-nodes-job-manager-6a1e9325",
            "update prod-nodes-task-manager-c1cdc1f7",
            "delete prod-control-plane-container-logs",
            "delete prod-sinks-container-logs",
        ],
    },
];

describe("everything that a page calls changeable", function () {
    this.timeout(120_000);
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "change-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    for (const { title, provider, before, after, back, steps } of changes) {
        it(`changes on ${title}, and back`, async () => {
            const cloud = new DoubleCloud(provider, folder);
            assert.deepEqual(await cloud.up(before), []);
            assert.deepEqual(await cloud.up(after), []);
            assert.deepEqual(cloud.steps.toSorted(), steps.toSorted());
            assert.deepEqual(await cloud.up(back), []);
            assert.deepEqual(await cloud.up(back), []);
            assert.deepEqual(cloud.steps, [], "there is nothing to do the second time");
        });
    }
});

describe("the least number of nodes of a group with an autoscaler", function () {
    this.timeout(60_000);

    it("grows by a run without one, as its page says: EKS refuses it above the number that Pulumi gave", async () => {
        const folder = mkdtempSync(join(tmpdir(), "change-"));
        try {
            const cloud = new DoubleCloud("aws", folder);
            const group = (minNodes: number, autoscaler: boolean) =>
                eks({ compute: "nodeGroups", nodes: { autoscaler, taskManager: { minNodes, maxNodes: 9 } } });
            assert.deepEqual(await cloud.up(group(1, true)), []);
            assert.deepEqual(await cloud.up(group(3, true)), [
                "prod-nodes-task-manager: the desired size must be between the least and the most",
            ]);
            assert.deepEqual(await cloud.up(group(3, false)), []);
            assert.deepEqual(await cloud.up(group(3, true)), []);
            assert.deepEqual(cloud.steps, []);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});

/** What a page says is refused by a protection: arguments, and the resources that would be replaced. */
const refusals = [
    {
        provider: "aws",
        before: eks({}),
        after: eks({ network: { serviceCidr: "172.21.0.0/16" }, stateStore: { name: "other-state" } }),
        refused: ["prod-control-plane-cluster", "prod-state-bucket"],
    },
    {
        provider: "gcp",
        before: gke({}),
        after: gke({
            network: {
                existing: {
                    network: "shared",
                    subnetwork: "nodes",
                    podRangeName: "pods",
                    serviceRangeName: "services",
                },
            },
            stateStore: { name: "other-state" },
        }),
        refused: ["prod-control-plane-cluster", "prod-state-bucket"],
    },
    {
        provider: "azure-native",
        before: aks({}),
        after: aks({
            network: { podCidr: "10.64.0.0/14" },
            stateStore: { container: "other" },
        }),
        refused: ["prod-control-plane-cluster", "prod-state-container"],
    },
] as const;

describe("what a page calls refused by a protection", function () {
    this.timeout(120_000);
    for (const { provider, before, after, refused } of refusals) {
        it(`would replace what is protected, with ${provider}`, async () => {
            const folder = mkdtempSync(join(tmpdir(), "change-"));
            try {
                const cloud = new DoubleCloud(provider, folder);
                assert.deepEqual(await cloud.up(before), []);
                const problems = await cloud.up(after);
                const found = problems.filter((problem) => problem.endsWith(": is protected and would be replaced"));
                assert.deepEqual(
                    refused.filter((name) => !found.some((problem) => problem.startsWith(`${name}: `))),
                    [],
                    problems.join("\n"),
                );
            } finally {
                rmSync(folder, { recursive: true });
            }
        });
    }
});

/** Changes that the engine's hooks refuse at preview, which are not called here, and what the cloud says to them. */
const refusedByCloud = [
    {
        provider: "aws",
        before: eks({}),
        after: eks({ secretsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/own" }),
        words: ["prod-control-plane-cluster: the key of a cluster's secrets cannot change"],
    },
    {
        provider: "gcp",
        before: gke({}),
        after: gke({ network: { podCidr: "10.16.0.0/14", proxyCidr: "10.9.0.0/22" } }),
        words: [
            "prod-network-nodes: googleapi: Error 400: Existing secondary range cannot be modified, invalid",
            "prod-network-proxies: googleapi: Error 400: a proxy-only subnetwork cannot be expanded, badRequest",
        ],
    },
    {
        provider: "azure-native",
        before: aks({}),
        after: aks({ endpoint: { public: true, allowedCidrs: ["81.2.69.0/24"] } }),
        words: [
            "prod-control-plane-cluster: Changing property 'apiServerAccessProfile.enablePrivateCluster' is not allowed",
        ],
    },
    {
        provider: "azure-native",
        before: aks({}),
        after: aks({ network: { cidr: "10.1.0.0/16" } }),
        words: [
            "prod-network-nodes: InUsePrefixCannotBeDeleted: IpPrefix 10.0.0.0/18 on Subnet nodes has active allocations and cannot be deleted.",
        ],
    },
] as const;

describe("what a cloud refuses of a change", function () {
    this.timeout(120_000);
    for (const { provider, before, after, words } of refusedByCloud) {
        it(`is refused by the stand-in for ${provider}: ${words[0]}`, async () => {
            const folder = mkdtempSync(join(tmpdir(), "change-"));
            try {
                const cloud = new DoubleCloud(provider, folder);
                assert.deepEqual(await cloud.up(before), []);
                const problems = await cloud.up(after);
                assert.deepEqual(
                    words.filter((line) => !problems.includes(line)),
                    [],
                    problems.join("\n"),
                );
            } finally {
                rmSync(folder, { recursive: true });
            }
        });
    }
});
