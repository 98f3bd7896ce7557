import type { Change, Cycle } from "./change";

const cluster = "control-plane-cluster";
const platform = "arn:aws:iam::123456789012:role/platform";
const operators = "arn:aws:iam::123456789012:role/operators";
const home = "81.2.69.142/32";

/** Nodes of Auto Mode: what decides a type shows in the types that a pool takes. */
const autoPool = (role: string, kebab: string, types: readonly string[], more: readonly Change[] = []): Change[] => {
    const at = `nodes-${kebab}`;
    const key = (name: string) => `nodes.${role}.${name}`;
    const shownTypes = { at, path: "spec.template.spec.requirements.0.values", shown: types };
    return [
        { argument: key("vcpus"), after: 16, ...shownTypes },
        { argument: key("memoryGiB"), after: 64, ...shownTypes },
        { argument: key("localDisk"), after: true, ...shownTypes },
        {
            argument: key("architecture"),
            after: "arm64",
            at,
            path: "spec.template.spec.requirements.1.values",
            shown: ["arm64"],
        },
        { argument: key("minNodes"), before: 1, after: 3, at: `${at}-fixed`, path: "spec.replicas", shown: 3 },
        { argument: key("maxNodes"), after: 30, at, path: "spec.limits.cpu", shown: String((30 - 3) * 16) },
        {
            argument: key("diskGiB"),
            after: 200,
            at: `${at}-class`,
            path: "spec.ephemeralStorage.size",
            shown: "200Gi",
        },
        ...more,
    ];
};

/** With 16 processors, 64 GiB, a local disk and arm64. */
const types = ["m7gd.4xlarge", "m6gd.4xlarge"];

/** Weekly window of 5 hours from Monday, 1 o'clock: closed from 6 on for the rest of the 168 hours of a week. */
const window: readonly Change[] = [
    { argument: "maintenance.day", before: "sunday", after: "monday" },
    { argument: "maintenance.startHourUtc", before: 2, after: 1 },
    { argument: "maintenance.hours", before: 4, after: 5 },
].map((change) => ({
    ...change,
    at: "nodes-task-manager",
    path: "spec.disruption.budgets.1",
    shown: { nodes: "0", reasons: ["Drifted"], schedule: "0 6 * * 1", duration: "163h" },
}));

/** With Auto Mode, from a public endpoint, as a first run has it, to a private one. */
export const eksAuto: Cycle = {
    title: "EKS with Auto Mode",
    cloud: "eks",
    component: "EksCluster",
    args: { region: "eu-west-1" },
    left: [/^aws:cloudwatch\/logGroup:LogGroup \/aws\/eks\/prod\/cluster$/],
    stages: [
        [
            {
                argument: "kubernetesVersion",
                before: "1.35",
                after: "1.36",
                at: cluster,
                path: "version",
                shown: "1.36",
            },
            {
                argument: "network.natGateways",
                after: "perZone",
                by: "create",
                at: "network-nat-eu-west-1b",
                path: "connectivityType",
                shown: "public",
            },
            {
                argument: "endpoint.public",
                before: true,
                after: false,
                at: cluster,
                path: "vpcConfig.endpointPublicAccess",
                shown: false,
            },
            {
                argument: "endpoint.allowedCidrs",
                before: [home],
                after: ["192.168.0.0/24"],
                by: "create",
                at: "control-plane-api-192.168.0.0-24",
                path: "cidrIpv4",
                shown: "192.168.0.0/24",
            },
            { argument: "endpoint.reachable", after: true },
            {
                argument: "administrators",
                before: [platform],
                after: [platform, operators],
                by: "create",
                at: "control-plane-administrator-123456789012-role-operators",
                path: "principalArn",
                shown: operators,
            },
            ...autoPool("system", "system", types),
            ...autoPool("jobManager", "job-manager", types),
            ...autoPool("taskManager", "task-manager", types, [
                {
                    argument: "nodes.taskManager.spot",
                    after: true,
                    at: "nodes-task-manager",
                    path: "spec.template.spec.requirements.2.values",
                    shown: ["spot"],
                },
            ]),
            {
                argument: "stateStore.oldVersionDays",
                after: 14,
                at: "state-lifecycle",
                path: "rules.1.noncurrentVersionExpiration.noncurrentDays",
                shown: 14,
            },
            {
                argument: "stateStore.abortUploadsDays",
                after: 21,
                at: "state-lifecycle",
                path: "rules.0.abortIncompleteMultipartUpload.daysAfterInitiation",
                shown: 21,
            },
            {
                argument: "stateStore.samples",
                after: { "jobs/text.txt": "LICENSE" },
                by: "create",
                at: "state-sample-jobs/text.txt",
                path: "key",
                shown: "jobs/text.txt",
            },
            {
                argument: "stateStore.endpoint",
                after: "https://s3.example.com",
                at: "outputs",
                path: "flinkConfiguration.s3\\.endpoint",
                shown: "https://s3.example.com",
            },
            {
                argument: "identity",
                after: "irsa",
                by: "create",
                at: "identity-issuer",
                path: "clientIdLists",
                shown: ["sts.amazonaws.com"],
            },
            {
                argument: "logs",
                before: "inCluster",
                after: "cloud",
                by: "create",
                at: "container-logs-amazon-cloudwatch-observability",
                path: "addonName",
                shown: "amazon-cloudwatch-observability",
            },
            { argument: "metrics", after: "cloud", by: "create", at: "sinks-metrics", path: "alias", shown: "prod" },
            {
                argument: "controlPlaneLogs",
                after: ["api", "audit"],
                at: cluster,
                path: "enabledClusterLogTypes",
                shown: ["api", "audit"],
            },
            {
                argument: "logRetentionDays",
                after: 30,
                at: "control-plane-logs",
                path: "retentionInDays",
                shown: 30,
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
                argument: "tags",
                after: { team: "flink" },
                at: "nodes-system-class",
                path: "spec.tags",
                shown: { team: "flink" },
            },
        ],
    ],
};

/** A group whose machines change is made next to the old one. */
const group = (role: string, kebab: string, type: string): Change => ({
    argument: `nodes.${role}.instanceType`,
    after: type,
    by: "remake",
    at: `nodes-${kebab}`,
    path: "instanceTypes",
    shown: [type],
});

const subnets = ["subnet-0000000a", "subnet-0000000b"];

/** With node groups, in a network that exists. */
export const eksGroups: Cycle = {
    title: "EKS with node groups",
    cloud: "eks",
    component: "EksCluster",
    args: { region: "eu-west-1", compute: "nodeGroups", endpoint: { reachable: true } },
    left: [/^aws:cloudwatch\/logGroup:LogGroup \/aws\/eks\/prod\/cluster$/],
    stages: [
        [
            {
                argument: "nodeRelease",
                before: "1.35.2-20261110",
                after: "1.35.3-20261201",
                at: "nodes-system",
                path: "releaseVersion",
                shown: "1.35.3-20261201",
            },
            {
                argument: "addonVersions",
                before: { coredns: "v1.12.1-eksbuild.2" },
                after: { coredns: "v1.12.4-eksbuild.1" },
                at: "nodes-coredns",
                path: "addonVersion",
                shown: "v1.12.4-eksbuild.1",
            },
            // The launch template gets another version, and the group with it.
            {
                argument: "nodes.taskManager.diskGiB",
                after: 200,
                at: "nodes-task-manager",
                path: "launchTemplate.version",
                shown: "2",
            },
            // Two nodes, as the autoscaler has it, and not the one that the program would give.
            {
                argument: "nodes.autoscaler",
                after: true,
                at: "nodes-task-manager",
                path: "scalingConfig",
                shown: { minSize: 1, maxSize: 20, desiredSize: 2 },
            },
            {
                argument: "nodes.taskManager.minNodes",
                before: 2,
                after: 1,
                at: "nodes-task-manager",
                path: "scalingConfig.minSize",
                shown: 1,
            },
            {
                argument: "deletionProtection",
                before: true,
                after: false,
                at: cluster,
                path: "deletionProtection",
                shown: false,
            },
        ],
        [
            {
                argument: "network.existing.subnetIds",
                before: subnets,
                after: [...subnets, "subnet-0000000c"],
                at: cluster,
                path: "vpcConfig.subnetIds",
                shown: [...subnets, "subnet-0000000c"],
            },
            group("system", "system", "m7i.xlarge"),
            group("jobManager", "job-manager", "m7i.2xlarge"),
            group("taskManager", "task-manager", "m7i.4xlarge"),
        ],
    ],
};

/** Subnets of the network that exists. */
export const eksSubnets = [...subnets, "subnet-0000000c"];
