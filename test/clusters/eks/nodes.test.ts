import assert from "node:assert/strict";
import { EksCluster, eksFacts, type EksClusterArgs } from "../../../src/clusters/eks/cluster";
import { closedBudget } from "../../../src/clusters/eks/nodes-auto-manifests";
import { eksInstanceTypes, poolInstanceTypes, vcpusOf } from "../../../src/clusters/eks/instance-types";
import { nodePools } from "../../../src/clusters/shared/node-pools";
import { named, namesOf, record } from "../../support/record";
import { eksMocks, recordEks } from "../../support/eks-mocks";

const region = "eu-west-1";

describe("poolInstanceTypes", () => {
    const pool = (args: object) => nodePools({ taskManager: args })[2] ?? assert.fail();

    for (const [title, args, types] of [
        ["the smallest that holds the defaults", {}, ["m7i.2xlarge", "m6i.2xlarge", "m7a.2xlarge"]],
        ["those with much memory", { memoryGiB: 64 }, ["r7i.2xlarge", "r6i.2xlarge", "r7a.2xlarge"]],
        ["those with a disk", { localDisk: true }, ["m6id.2xlarge", "m5d.2xlarge"]],
        ["those for arm64", { architecture: "arm64" }, ["m7g.2xlarge", "m8g.2xlarge", "m6g.2xlarge"]],
        ["the named one alone", { instanceType: "x2idn.16xlarge" }, ["x2idn.16xlarge"]],
    ] as const) {
        it(`takes ${title}`, () => assert.deepEqual(poolInstanceTypes(pool(args)), types));
    }
});

describe("eksInstanceTypes", () => {
    it("has every type once, with the processors that its name says", () => {
        assert.equal(new Set(eksInstanceTypes.map(({ name }) => name)).size, eksInstanceTypes.length);
        eksInstanceTypes.forEach(({ name, vcpus }) => assert.equal(vcpusOf(name), vcpus, name));
        assert.equal(vcpusOf("m7i.metal-24xl"), undefined);
    });
});

describe("closedBudget", () => {
    for (const [title, window, schedule, duration] of [
        ["on one day", { day: "sunday", startHourUtc: 2, hours: 4 }, "0 6 * * 0", "164h"],
        ["over midnight", { day: "friday", startHourUtc: 22, hours: 4 }, "0 2 * * 6", "164h"],
        ["over the week's end", { day: "saturday", startHourUtc: 12, hours: 24 }, "0 12 * * 0", "144h"],
    ] as const) {
        it(`is open for a window ${title}`, () =>
            assert.deepEqual(closedBudget(window), { nodes: "0", reasons: ["Drifted"], schedule, duration }));
    }
});

describe("nodes of EKS Auto Mode", () => {
    it("grow from nothing to their limit for TaskManagers, and are theirs alone", async () => {
        const { inputs } = named(await recordEks(), "prod-nodes-task-manager");
        assert.deepEqual(inputs.metadata, { name: "flink-task-manager" });
        assert.deepEqual(inputs.spec, {
            template: {
                metadata: { labels: { "flink-platform/role": "task-manager" } },
                spec: {
                    nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: "flink-task-manager" },
                    requirements: [
                        {
                            key: "node.kubernetes.io/instance-type",
                            operator: "In",
                            values: ["m7i.2xlarge", "m6i.2xlarge", "m7a.2xlarge"],
                        },
                        { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
                        { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
                    ],
                    taints: [{ key: "flink-platform/role", value: "task-manager", effect: "NoSchedule" }],
                    expireAfter: "336h",
                    terminationGracePeriod: "1h",
                },
            },
            disruption: {
                consolidationPolicy: "WhenEmpty",
                consolidateAfter: "5m",
                budgets: [
                    { nodes: "1" },
                    { nodes: "0", reasons: ["Drifted"], schedule: "0 6 * * 0", duration: "164h" },
                ],
            },
            limits: { cpu: "160" },
        });
    });

    it("are always there for the system, where they repel nothing", async () => {
        const resources = await recordEks();
        const fixed = named(resources, "prod-nodes-system-fixed").inputs.spec;
        assert.deepEqual([fixed.replicas, fixed.limits, fixed.template.spec.taints], [2, { nodes: 3 }, []]);
        assert.deepEqual(named(resources, "prod-nodes-system").inputs.spec.limits, { cpu: "4" });
        assert.equal(named(resources, "prod-nodes-system").inputs.spec.replicas, undefined);
    });

    it("do not grow where least and most are the same", async () => {
        const resources = await recordEks({ nodes: { jobManager: { minNodes: 3, maxNodes: 3 } } });
        assert.deepEqual(
            namesOf(resources, "kubernetes:karpenter.sh/v1:NodePool").filter((name) => name.includes("job-manager")),
            ["prod-nodes-job-manager-fixed"],
        );
    });

    it("join by a role that may do this and no more", async () => {
        const resources = await recordEks();
        const access = resources.filter(({ name }) => name.startsWith("prod-nodes-access")).map(({ inputs }) => inputs);
        const principalArn = "arn:aws:iam::123456789012:role/prod-nodes-role";
        assert.deepEqual(access, [
            { clusterName: "prod", principalArn, type: "EC2" },
            {
                clusterName: "prod",
                principalArn,
                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
                accessScope: { type: "cluster" },
            },
        ]);
        assert.deepEqual(named(resources, "prod-nodes-task-manager-class").inputs.spec, {
            role: "prod-nodes-1",
            subnetSelectorTerms: ["a", "b", "c"].map((zone) => ({ id: `prod-network-private-${region}${zone}-id` })),
            securityGroupSelectorTerms: [{ id: "sg-1" }],
            ephemeralStorage: { size: "100Gi" },
            networkPolicy: "DefaultAllow",
        });
    });
});

describe("managed node groups", () => {
    const compute = "nodeGroups";

    it("have the number of nodes asked for, from the first to the last run", async () => {
        const resources = await recordEks({ compute });
        const group = named(resources, "prod-nodes-task-manager");
        const { inputs, ignoreChanges } =
            group.type === "aws:eks/nodeGroup:NodeGroup" ? group : assert.fail(group.type);
        assert.deepEqual(inputs, {
            clusterName: "prod",
            nodeGroupNamePrefix: "task-manager-",
            nodeRoleArn: "arn:aws:iam::123456789012:role/prod-nodes-role",
            subnetIds: ["a", "b", "c"].map((zone) => `prod-network-private-${region}${zone}-id`),
            version: "1.35",
            amiType: "AL2023_x86_64_STANDARD",
            capacityType: "ON_DEMAND",
            instanceTypes: ["m7i.2xlarge"],
            scalingConfig: { minSize: 1, maxSize: 20, desiredSize: 1 },
            updateConfig: { maxUnavailable: 1 },
            nodeRepairConfig: { enabled: true },
            labels: { "flink-platform/role": "task-manager" },
            taints: [{ key: "flink-platform/role", value: "task-manager", effect: "NO_SCHEDULE" }],
            launchTemplate: { id: "prod-nodes-task-manager-template-id", version: "1" },
        });
        assert.deepEqual(ignoreChanges, []);
    });

    it("leave the number of nodes to an autoscaler once they are there", async () => {
        const resources = await recordEks({ compute, nodes: { autoscaler: true } });
        const { inputs, ignoreChanges } = named(resources, "prod-nodes-task-manager");
        assert.deepEqual(inputs.scalingConfig, { minSize: 1, maxSize: 20, desiredSize: 1 });
        assert.deepEqual(ignoreChanges, ["scalingConfig.desiredSize"]);
    });

    it("run the image's release that is named", async () => {
        const resources = await recordEks({ compute, nodeRelease: "1.35.2-20261110" });
        assert.equal(named(resources, "prod-nodes-system").inputs.releaseVersion, "1.35.2-20261110");
    });

    it("keep the node's rights from pods, and encrypt its disk", async () => {
        const { inputs } = named(await recordEks({ compute }), "prod-nodes-system-template");
        assert.deepEqual(inputs.metadataOptions, {
            httpEndpoint: "enabled",
            httpTokens: "required",
            httpPutResponseHopLimit: 1,
        });
        assert.deepEqual(inputs.blockDeviceMappings, [
            {
                deviceName: "/dev/xvda",
                ebs: { volumeType: "gp3", volumeSize: 100, encrypted: "true", deleteOnTermination: "true" },
            },
        ]);
    });

    it("join local disks into one where they are asked for", async () => {
        const nodes = { taskManager: { localDisk: true } };
        const resources = await recordEks({ compute, nodes });
        const userData = Buffer.from(named(resources, "prod-nodes-task-manager-template").inputs.userData, "base64");
        assert.match(userData.toString(), /localStorage:\n {6}strategy: RAID0\n/);
        assert.equal(named(resources, "prod-nodes-system-template").inputs.userData, undefined);
    });

    it("get what they need before nodes come, and the rest after", async () => {
        const resources = await recordEks({ compute, addonVersions: { coredns: "v1.13.1-eksbuild.1" } });
        const group = named(resources, "prod-nodes-task-manager").dependsOn;
        for (const addon of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
            assert.ok(group.includes(`prod-nodes-${addon}`), addon);
        }
        for (const addon of ["coredns", "aws-ebs-csi-driver", "metrics-server"]) {
            assert.ok(named(resources, `prod-nodes-${addon}`).dependsOn.includes("prod-nodes-task-manager"), addon);
        }
        assert.equal(named(resources, "prod-nodes-coredns").inputs.addonVersion, "v1.13.1-eksbuild.1");
        assert.deepEqual(JSON.parse(named(resources, "prod-nodes-vpc-cni").inputs.configurationValues), {
            enableNetworkPolicy: "true",
        });
    });

    it("let only the driver make volumes", async () => {
        const resources = await recordEks({ compute });
        const trust = JSON.parse(named(resources, "prod-nodes-volumes-role").inputs.assumeRolePolicy);
        assert.deepEqual(trust.Statement[0].Condition.StringEquals, {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
        });
    });
});

describe("placement on EKS", () => {
    const placed = async (args: Partial<EksClusterArgs>) => {
        let cluster: EksCluster | undefined;
        await record(
            () => (cluster = new EksCluster("prod", { region, endpoint: { reachable: true }, ...args })),
            eksMocks,
        );
        return cluster ?? assert.fail();
    };

    it("sends each process to its own nodes", async () => {
        const { nodes, spot, disruptionAnnotations } = await placed({});
        assert.deepEqual(nodes, {
            system: { nodeSelector: { "flink-platform/role": "system" }, tolerations: [], architecture: "amd64" },
            jobManager: {
                nodeSelector: { "flink-platform/role": "job-manager" },
                tolerations: [
                    { key: "flink-platform/role", operator: "Equal", value: "job-manager", effect: "NoSchedule" },
                ],
                architecture: "amd64",
            },
            taskManager: {
                nodeSelector: { "flink-platform/role": "task-manager" },
                tolerations: [
                    { key: "flink-platform/role", operator: "Equal", value: "task-manager", effect: "NoSchedule" },
                ],
                architecture: "amd64",
            },
        });
        assert.deepEqual(spot, {
            nodeSelector: {},
            tolerations: [],
            architecture: "any",
            available: false,
            noticeSeconds: 0,
        });
        assert.deepEqual(disruptionAnnotations, { "karpenter.sh/do-not-disrupt": "true" });
    });

    for (const [compute, label, annotation] of [
        ["auto", { "karpenter.sh/capacity-type": "spot" }, "karpenter.sh/do-not-disrupt"],
        ["nodeGroups", { "eks.amazonaws.com/capacityType": "SPOT" }, "cluster-autoscaler.kubernetes.io/safe-to-evict"],
    ] as const) {
        it(`finds interruptible TaskManager nodes with compute ${compute}`, async () => {
            const { nodes, spot, disruptionAnnotations } = await placed({
                compute,
                nodes: { taskManager: { spot: true, architecture: "arm64" } },
            });
            assert.deepEqual(nodes.taskManager, {
                nodeSelector: { "flink-platform/role": "task-manager", ...label },
                tolerations: [
                    { key: "flink-platform/role", operator: "Equal", value: "task-manager", effect: "NoSchedule" },
                    { key: "flink-platform/spot", operator: "Equal", value: "true", effect: "NoSchedule" },
                ],
                architecture: "arm64",
            });
            assert.deepEqual(spot, { ...nodes.taskManager, available: true, noticeSeconds: 120 });
            assert.deepEqual(Object.keys(disruptionAnnotations), [annotation]);
        });
    }

    it("is told from the arguments alone", () => {
        const facts = eksFacts({ region, nodes: { taskManager: { architecture: "arm64" } } });
        assert.deepEqual(facts.architectures, { system: "amd64", jobManager: "amd64", taskManager: "arm64" });
        assert.equal(facts.flinkVersionProblem("2.2.1"), undefined);
        assert.match(facts.flinkVersionProblem("1.18.1") ?? "", /^must be 1\.19\.2, 1\.20\.1, 2\.0\.0 or later/);
    });
});
