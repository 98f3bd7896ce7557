import type { Change, Cycle } from "./change";

const cluster = "control-plane-cluster";
const home = "81.2.69.142/32";
const key = (name: string) => `projects/acme-prod/locations/europe-west1/keyRings/own/cryptoKeys/${name}`;

/** What changes in place of a pool. */
const inPlace = (role: string, kebab: string): Change[] => {
    const at = `nodes-${kebab}`;
    const argument = (name: string) => `nodes.${role}.${name}`;
    return [
        {
            argument: argument("instanceType"),
            after: "n4-standard-16",
            at,
            path: "nodeConfig.machineType",
            shown: "n4-standard-16",
        },
        { argument: argument("minNodes"), after: 3, at, path: "autoscaling.totalMinNodeCount", shown: 3 },
        { argument: argument("maxNodes"), after: 30, at, path: "autoscaling.totalMaxNodeCount", shown: 30 },
        { argument: argument("diskGiB"), after: 200, at, path: "nodeConfig.diskSizeGb", shown: 200 },
    ];
};

/** What makes another pool: the sizes are those of the type with local disks. */
const remade = (role: string, kebab: string, more: readonly Change[] = []): Change[] => {
    const shown = {
        by: "remake",
        at: `nodes-${kebab}`,
        path: "nodeConfig.machineType",
        shown: "c4a-standard-16-lssd",
    } as const;
    const argument = (name: string) => `nodes.${role}.${name}`;
    return [
        { argument: argument("instanceType"), after: undefined, ...shown },
        { argument: argument("vcpus"), after: 16, ...shown },
        { argument: argument("memoryGiB"), after: 64, ...shown },
        { argument: argument("architecture"), after: "arm64", ...shown },
        { argument: argument("localDisk"), after: true, ...shown },
        ...more,
    ];
};

/** A window on Mondays to Wednesdays from 1 to 6. */
const window: readonly Change[] = [
    { argument: "maintenance.days", after: ["monday", "tuesday", "wednesday"] },
    { argument: "maintenance.startHourUtc", before: 2, after: 1 },
    { argument: "maintenance.hours", before: 6, after: 5 },
].map((change) => ({
    ...change,
    at: cluster,
    path: "maintenancePolicy.recurringWindow",
    shown: {
        startTime: "2024-01-01T01:00:00Z",
        endTime: "2024-01-01T06:00:00Z",
        recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE",
    },
}));

export const gke: Cycle = {
    title: "GKE",
    cloud: "gke",
    component: "GkeCluster",
    args: { project: "acme-prod", region: "europe-west1" },
    left: [
        /^gcp:kms\/cryptoKey:CryptoKey .*\/keyRings\/prod-keys-ring-[0-9a-f]+\/cryptoKeys\/prod-keys-secrets-[0-9a-f]+$/,
        ...Array.from({ length: 9 }, () => /^gcp:projects\/service:Service acme-prod\/[a-z]+\.googleapis\.com$/),
    ],
    stages: [
        [
            {
                argument: "kubernetesVersion",
                before: "1.35",
                after: "1.36",
                at: cluster,
                path: "minMasterVersion",
                shown: "1.36",
            },
            { argument: "releaseChannel", after: "rapid", at: cluster, path: "releaseChannel.channel", shown: "RAPID" },
            {
                argument: "zones",
                before: ["europe-west1-b", "europe-west1-c"],
                after: ["europe-west1-b", "europe-west1-c", "europe-west1-d"],
                at: cluster,
                path: "nodeLocations",
                shown: ["europe-west1-b", "europe-west1-c", "europe-west1-d"],
            },
            {
                argument: "network.cidr",
                before: "10.0.0.0/20",
                after: "10.0.0.0/19",
                at: "network-nodes",
                path: "ipCidrRange",
                shown: "10.0.0.0/19",
            },
            {
                argument: "endpoint.public",
                after: true,
                at: cluster,
                path: "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled",
                shown: true,
            },
            {
                argument: "endpoint.allowedCidrs",
                after: [home],
                at: cluster,
                path: "masterAuthorizedNetworksConfig.cidrBlocks",
                shown: [{ cidrBlock: home }],
            },
            {
                argument: "administrators",
                after: ["group:flink@example.com"],
                by: "create",
                at: "control-plane-administrator-group:flink@example.com",
                path: "member",
                shown: "group:flink@example.com",
            },
            ...inPlace("system", "system"),
            ...inPlace("jobManager", "job-manager"),
            ...inPlace("taskManager", "task-manager"),
            {
                argument: "stateStore.oldVersionDays",
                after: 14,
                at: "state-bucket",
                path: "lifecycleRules",
                shown: /"daysSinceNoncurrentTime":14/,
            },
            {
                argument: "stateStore.abortUploadsDays",
                after: 21,
                at: "state-bucket",
                path: "lifecycleRules",
                shown: /"age":21/,
            },
            {
                argument: "stateStore.samples",
                after: { "jobs/text.txt": "LICENSE" },
                by: "create",
                at: "state-sample-jobs/text.txt",
                path: "name",
                shown: "jobs/text.txt",
            },
            {
                argument: "stateStore.kmsKeyId",
                before: key("one"),
                after: key("two"),
                at: "state-bucket",
                path: "encryption.defaultKmsKeyName",
                shown: key("two"),
            },
            {
                argument: "identity",
                after: "serviceAccount",
                by: "create",
                at: "jobs-identity",
                path: "displayName",
                shown: /jobs/,
            },
            {
                argument: "logs",
                after: "inCluster",
                at: cluster,
                path: "loggingConfig.enableComponents",
                shown: ["SYSTEM_COMPONENTS", "APISERVER", "SCHEDULER", "CONTROLLER_MANAGER"],
            },
            {
                argument: "metrics",
                after: "cloud",
                at: cluster,
                path: "monitoringConfig.managedPrometheus.enabled",
                shown: true,
            },
            {
                argument: "deletionProtection",
                before: true,
                after: false,
                at: cluster,
                path: "deletionProtection",
                shown: false,
            },
            ...window,
            {
                argument: "labels",
                after: { team: "flink" },
                at: cluster,
                path: "resourceLabels",
                shown: { team: "flink" },
            },
            { argument: "enableApis", after: false, by: "delete", at: "apis-compute", path: "service" },
        ],
        [
            ...remade("system", "system"),
            ...remade("jobManager", "job-manager"),
            ...remade("taskManager", "task-manager", [
                {
                    argument: "nodes.taskManager.spot",
                    after: true,
                    by: "remake",
                    at: "nodes-task-manager",
                    path: "nodeConfig.spot",
                    shown: true,
                },
            ]),
        ],
    ],
};
