import type { Change, Cycle } from "./change";

const cluster = "control-plane-cluster";
const guid = "11111111-1111-4111-8111-111111111111";
const operators = "22222222-2222-4222-8222-222222222222";
const home = "81.2.69.142/32";
const keyUri = (version: string) => `https://own.vault.azure.net/keys/secrets/${version.repeat(32)}`;

/** What changes in place of a pool, by the name that tells its machines. */
const inPlace = (role: string, at: string): Change[] => [
    { argument: `nodes.${role}.minNodes`, after: 2, at, path: "minCount", shown: 2 },
    { argument: `nodes.${role}.maxNodes`, after: 30, at, path: "maxCount", shown: 30 },
];

/** Other machines or disks are another pool, by a name of its own. */
const machines = (role: string, at: string, changes: Readonly<Record<string, unknown>>): Change[] =>
    Object.entries(changes).map(([argument, after]) => ({
        argument: `nodes.${role}.${argument}`,
        after,
        by: "create",
        at,
        path: "vmSize",
        shown: /^"Standard_\w+"$/,
    }));

const sizes = { vcpus: 16, memoryGiB: 64, architecture: "arm64", localDisk: true, diskGiB: 200 };

/** A window of 5 hours from Monday, 1 o'clock. */
const window: readonly Change[] = [
    {
        argument: "maintenance.day",
        before: "sunday",
        after: "monday",
        path: "maintenanceWindow.schedule.weekly.dayOfWeek",
        shown: "Monday",
    },
    { argument: "maintenance.startHourUtc", before: 2, after: 1, path: "maintenanceWindow.startTime", shown: "01:00" },
    { argument: "maintenance.hours", before: 4, after: 5, path: "maintenanceWindow.durationHours", shown: 5 },
].map((change) => ({ ...change, at: "control-plane-cluster-upgrades" }));

export const aks: Cycle = {
    title: "AKS",
    cloud: "aks",
    component: "AksCluster",
    args: {
        subscriptionId: guid,
        tenantId: guid,
        location: "westeurope",
        endpoint: { public: true },
        keys: {
            existing: {
                vaultId: `/subscriptions/${guid}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/own`,
                stateKeyName: "state",
            },
        },
    },
    left: [],
    stages: [
        [
            {
                argument: "kubernetesVersion",
                before: "1.35",
                after: "1.36",
                at: cluster,
                path: "kubernetesVersion",
                shown: "1.36",
            },
            {
                argument: "upgradeChannel",
                after: "none",
                at: cluster,
                path: "autoUpgradeProfile.upgradeChannel",
                shown: "none",
            },
            {
                argument: "administrators",
                before: [guid],
                after: [guid, operators],
                at: cluster,
                path: "aadProfile.adminGroupObjectIDs",
                shown: [guid, operators],
            },
            {
                argument: "endpoint.allowedCidrs",
                before: [home],
                after: [home, "81.2.70.0/24"],
                at: cluster,
                path: "apiServerAccessProfile.authorizedIPRanges.1",
                shown: "81.2.70.0/24",
            },
            { argument: "endpoint.reachable", after: true },
            {
                argument: "nodes.system.minNodes",
                after: 3,
                at: cluster,
                path: "agentPoolProfiles.0.minCount",
                shown: 3,
            },
            {
                argument: "nodes.system.maxNodes",
                after: 6,
                at: cluster,
                path: "agentPoolProfiles.0.maxCount",
                shown: 6,
            },
            ...inPlace("jobManager", "nodes-job-manager-6a1e9325"),
            ...inPlace("taskManager", "nodes-task-manager-c1cdc1f7"),
            {
                argument: "stateStore.oldVersionDays",
                after: 14,
                at: "state-soft-delete",
                path: "deleteRetentionPolicy.days",
                shown: 14,
            },
            {
                argument: "stateStore.samples",
                before: { "jobs/text.txt": "LICENSE" },
                after: { "jobs/text.txt": "Pulumi.yaml" },
                at: "samples-files",
                path: "data",
                shown: /\S/,
            },
            {
                argument: "stateStore.samplesImage",
                after: "registry.example.com/flink:2.2",
                by: "replace", // a Job cannot change
                at: "samples-job",
                path: "spec.template.spec.containers.0.image",
                shown: "registry.example.com/flink:2.2",
            },
            {
                argument: "keys.existing.secretsKeyUri",
                before: keyUri("a"),
                after: keyUri("b"),
                at: cluster,
                path: "securityProfile.azureKeyVaultKms.keyId",
                shown: keyUri("b"),
            },
            {
                argument: "identity",
                after: "workloadIdentity",
                at: "outputs",
                path: "flinkConfiguration",
                shown: /./,
            },
            { argument: "hadoopInImage", after: "3.4.1" },
            { argument: "login", after: "spn", at: "outputs", path: "kubeconfig", shown: /spn/ },
            {
                argument: "storageClassName",
                after: "managed-csi-premium",
                at: "outputs",
                path: "storageClassName",
                shown: "managed-csi-premium",
            },
            {
                argument: "logs",
                after: "inCluster",
                at: cluster,
                path: "addonProfiles.omsagent.enabled",
                shown: false,
            },
            {
                argument: "metrics",
                after: "cloud",
                by: "create",
                at: "sinks-metrics",
                path: "name",
                shown: "prod-metrics",
            },
            { argument: "logRetentionDays", after: 30, at: "sinks-logs", path: "retentionInDays", shown: 30 },
            {
                argument: "logDailyCapGB",
                after: 20,
                at: "sinks-logs",
                path: "workspaceCapping.dailyQuotaGb",
                shown: 20,
            },
            { argument: "deletionProtection", before: true, after: false },
            ...window,
            {
                argument: "tags",
                after: { team: "flink" },
                at: "state-account",
                path: "tags",
                shown: { team: "flink" },
            },
        ],
        [
            ...machines("jobManager", "nodes-job-manager-*", { instanceType: "Standard_D8s_v5" }),
            ...machines("taskManager", "nodes-task-manager-*", { ...sizes, spot: true }),
        ],
        [
            ...machines("jobManager", "nodes-job-manager-*", { instanceType: undefined, ...sizes }),
            ...machines("taskManager", "nodes-task-manager-*", {
                vcpus: undefined,
                memoryGiB: undefined,
                architecture: undefined,
                localDisk: undefined,
                instanceType: "Standard_D8s_v5",
            }),
        ],
    ],
};
