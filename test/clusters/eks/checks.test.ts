import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, checkEksCluster, type EksClusterArgs } from "../../../src/clusters/eks/cluster";
import { record } from "../../support/record";

const region = "eu-west-1";
const problems = (args: Partial<EksClusterArgs>, name = "prod") =>
    checkEksCluster(name, { region, endpoint: { reachable: true }, ...args }).map(
        ({ path, problem }) => `${path} ${problem}`,
    );
const long = "a".repeat(40);

/** Arguments, and every finding about them. */
const cases: readonly (readonly [title: string, args: Partial<EksClusterArgs>, expected: readonly string[]])[] = [
    [
        "a zone for a region",
        { region: "eu-west-1a" },
        ['region must be an AWS region, such as eu-west-1, got "eu-west-1a"'],
    ],
    [
        "a choice that there is not",
        { compute: "fargate", identity: "keys" } as never,
        [
            'compute must be one of "auto", "nodeGroups", got "fargate"',
            'identity must be one of "podIdentity", "irsa", got "keys"',
        ],
    ],
    [
        "a name that EKS does not take",
        { clusterName: "prod.eu", stateStore: { name: "prod-eu" } },
        ['clusterName must be letters, digits, "-" and "_", starting with a letter or digit, got "prod.eu"'],
    ],
    [
        "a name that gets too long by its generation",
        { clusterName: "a".repeat(99), generation: 10, stateStore: { name: "state" } },
        [`clusterName must be at most 100 characters with the generation, got 102 in "${"a".repeat(99)}-10"`],
    ],
    ["a generation of none", { generation: 0 }, ["generation must be a whole number of at least 1, got 0"]],
    [
        "a cluster's name that makes no bucket's",
        { clusterName: long },
        [
            `stateStore.name is required, as the default made from clusterName, "${long}-state-123456789012-eu-west-1", cannot be a bucket's name (3 to 63 lower-case letters, digits and "-")`,
        ],
    ],
    [
        "a bucket's name that S3 does not take",
        { stateStore: { name: "Prod.state" } },
        [
            'stateStore.name must be lower-case letters, digits and "-", with a letter or digit at each end, got "Prod.state"',
        ],
    ],
    [
        "a reserved name of a bucket",
        { stateStore: { existing: "prod-s3alias" } },
        ['stateStore.existing must not use "-s3alias", which AWS keeps for itself, got "prod-s3alias"'],
    ],
    [
        "a bucket that is both made and adopted",
        { stateStore: { name: "one", existing: "two" } },
        ['stateStore.name cannot be combined with stateStore.existing, got "one"; remove one of them'],
    ],
    [
        "lifecycles that lose state, and an endpoint with a path",
        { stateStore: { oldVersionDays: 0, abortUploadsDays: 6, endpoint: "http://store/s3" } },
        [
            "stateStore.oldVersionDays must be a whole number of at least 1, got 0",
            "stateStore.abortUploadsDays must be a whole number of at least 7, got 6",
            'stateStore.endpoint must be a URL without a path, such as https://s3.eu-west-1.amazonaws.com, got "http://store/s3"',
        ],
    ],
    [
        "a Kubernetes version that has left standard support",
        { kubernetesVersion: "1.33" },
        [`kubernetesVersion must be one that EKS still offers, from 1.34 on, got "1.33"; raise it`],
    ],
    [
        "a Kubernetes version that is none",
        { kubernetesVersion: "v1.35" },
        ['kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "v1.35"'],
    ],
    [
        "a session for an administrator, and one twice",
        {
            administrators: [
                "arn:aws:sts::123456789012:assumed-role/platform/me",
                "arn:aws:iam::123456789012:role/platform",
                "arn:aws:iam::123456789012:role/platform",
            ],
        },
        [
            'administrators[0] must be the ARN of an IAM role or user, such as arn:aws:iam::123456789012:role/platform, got "arn:aws:sts::123456789012:assumed-role/platform/me"',
            'administrators[2] must not repeat "arn:aws:iam::123456789012:role/platform"; remove it',
        ],
    ],
    [
        "interruptible JobManagers",
        { nodes: { jobManager: { spot: true } as object } },
        ["nodes.jobManager.spot must be false, got true; only TaskManagers can be interrupted"],
    ],
    [
        "a type that is not what the pool says",
        { nodes: { taskManager: { instanceType: "m7g.2xlarge", localDisk: true } } },
        [
            'nodes.taskManager.architecture must be "arm64", that of m7g.2xlarge, got "amd64"',
            "nodes.taskManager.localDisk must be false, as m7g.2xlarge has no disk, got true",
        ],
    ],
    [
        "a log that a control plane does not have, and one twice",
        { controlPlaneLogs: ["audit", "audit", "etcd"] as never },
        [
            'controlPlaneLogs[1] must not repeat "audit"; remove it',
            'controlPlaneLogs[2] must be one of "api", "audit", "authenticator", "controllerManager", "scheduler", got "etcd"',
        ],
    ],
    [
        "a release of nodes with Auto Mode",
        { nodeRelease: "1.35.2-20261110" },
        ['nodeRelease cannot be combined with compute "auto", got "1.35.2-20261110"; remove one of them'],
    ],
    [
        "a release of nodes of another Kubernetes version",
        { compute: "nodeGroups", nodeRelease: "1.34.2-20261110" },
        ['nodeRelease must be a release of Kubernetes 1.35, such as 1.35.0-20261110, got "1.34.2-20261110"'],
    ],
    [
        "an autoscaler beside Auto Mode",
        { nodes: { autoscaler: true } },
        ['nodes.autoscaler cannot be combined with compute "auto", got true; remove one of them'],
    ],
    [
        "a retention that CloudWatch does not have",
        { logRetentionDays: 100 },
        [
            "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 100",
        ],
    ],
    [
        "a window that is none",
        { maintenance: { day: "someday" as never, startHourUtc: 24, hours: 0 } },
        [
            'maintenance.day must be one of "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", got "someday"',
            "maintenance.startHourUtc must be a whole number from 0 to 23, got 24",
            "maintenance.hours must be a whole number from 1 to 24, got 0",
        ],
    ],
    [
        "a window without anything that happens in it",
        { compute: "nodeGroups", maintenance: { day: "sunday", startHourUtc: 2, hours: 4 } },
        ['maintenance cannot be combined with compute "nodeGroups"; remove one of them'],
    ],
    [
        "add-ons that Auto Mode brings",
        { addonVersions: { coredns: "v1" } },
        ['addonVersions["coredns"] cannot be combined with compute "auto", got "v1"; remove one of them'],
    ],
    [
        "add-ons that are not installed",
        { compute: "nodeGroups", addonVersions: { karpenter: "v1" } },
        [
            'addonVersions["karpenter"] must be the version of one of "vpc-cni", "kube-proxy", "eks-pod-identity-agent", "coredns", "aws-ebs-csi-driver", "metrics-server", "amazon-cloudwatch-observability", got "karpenter"',
        ],
    ],
    [
        "the add-on of container logs that stay in the cluster",
        { logs: "inCluster", addonVersions: { "amazon-cloudwatch-observability": "v6.2.0-eksbuild.1" } },
        [
            'addonVersions["amazon-cloudwatch-observability"] cannot be combined with logs "inCluster", got "v6.2.0-eksbuild.1"; remove one of them',
        ],
    ],
    [
        "tags of AWS's own",
        { tags: { "aws:team": "x" } },
        ['tags["aws:team"] must not start with "aws:"; take another key'],
    ],
];

describe("checkEksCluster", () => {
    for (const [title, args, expected] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(problems(args), expected));
    }

    it("accepts a region alone", () => assert.deepEqual(problems({}), []));

    it("accepts a version of the add-on of container logs with Auto Mode", () =>
        assert.deepEqual(problems({ addonVersions: { "amazon-cloudwatch-observability": "v6.2.0-eksbuild.1" } }), []));

    it("accepts a type that it does not know", () =>
        assert.deepEqual(problems({ nodes: { taskManager: { instanceType: "x2idn.16xlarge" } } }), []));

    it("ends the constructor with one line a finding", () =>
        assert.rejects(
            record(
                () =>
                    new EksCluster("prod", {
                        region,
                        endpoint: { reachable: true },
                        generation: 0,
                        kubernetesVersion: "1.33",
                    }),
            ),
            (error: unknown) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'EksCluster "prod": generation must be a whole number of at least 1, got 0\n' +
                        `EksCluster "prod": kubernetesVersion must be one that EKS still offers, from 1.34 on, got "1.33"; raise it`,
        ));
});
