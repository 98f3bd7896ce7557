import assert from "node:assert/strict";
import { EksCluster, type EksClusterArgs } from "../../../src/clusters/eks/cluster";
import { modes, named, namesOf, only, record, valueOf } from "../../support/record";
import { eksMocks, recordEks } from "../../support/eks-mocks";

const region = "eu-west-1";
const counted = (types: readonly string[]) =>
    Object.fromEntries(
        [...new Set(types)].sort().map((type) => [type, types.filter((other) => other === type).length]),
    );

describe("EksCluster", () => {
    for (const { title, preview } of modes) {
        it(`registers the same resources ${title}`, async () => {
            const resources = await recordEks({}, preview);
            assert.deepEqual(counted(resources.map(({ type }) => type)), {
                "aws:cloudwatch/logGroup:LogGroup": 2,
                "aws:ec2/eip:Eip": 1,
                "aws:ec2/internetGateway:InternetGateway": 1,
                "aws:ec2/natGateway:NatGateway": 1,
                "aws:ec2/route:Route": 4,
                "aws:ec2/routeTable:RouteTable": 4,
                "aws:ec2/routeTableAssociation:RouteTableAssociation": 6,
                "aws:ec2/subnet:Subnet": 6,
                "aws:ec2/vpc:Vpc": 1,
                "aws:ec2/vpcEndpoint:VpcEndpoint": 1,
                "aws:eks/accessEntry:AccessEntry": 1,
                "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": 1,
                "aws:eks/addon:Addon": 1,
                "aws:eks/cluster:Cluster": 1,
                "aws:iam/role:Role": 3,
                "aws:iam/rolePolicy:RolePolicy": 1,
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 7,
                "aws:kms/key:Key": 2,
                "aws:s3/bucket:Bucket": 1,
                "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
                "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
                "aws:s3/bucketPolicy:BucketPolicy": 1,
                "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
                "aws:s3/bucketVersioning:BucketVersioning": 1,
                "flink-platform:eks:EksAutoNodes": 1,
                "flink-platform:eks:EksCluster": 1,
                "flink-platform:eks:EksContainerLogs": 1,
                "flink-platform:eks:EksControlPlane": 1,
                "flink-platform:eks:EksIdentity": 1,
                "flink-platform:eks:EksNetwork": 1,
                "flink-platform:eks:EksSinks": 1,
                "flink-platform:eks:EksState": 1,
                "flink-platform:eks:EksStorageAndIngress": 1,
                "kubernetes:core/v1:ConfigMapPatch": 1,
                "kubernetes:eks.amazonaws.com/v1:NodeClass": 3,
                "kubernetes:karpenter.sh/v1:NodePool": 4,
                "kubernetes:networking.k8s.io/v1:IngressClass": 1,
                "kubernetes:storage.k8s.io/v1:StorageClass": 1,
                "pulumi:providers:aws": 1,
                "pulumi:providers:kubernetes": 2,
            });
            assert.ok(resources.every(({ name }) => name === "prod" || name.startsWith("prod-")));
            assert.equal(new Set(resources.map(({ name }) => name)).size, resources.length);
        });
    }

    it("is private, encrypted, logged and protected by default", async () => {
        const { inputs, protect, ignoreChanges } = only(await recordEks(), "aws:eks/cluster:Cluster");
        assert.deepEqual(inputs, {
            name: "prod",
            version: "1.35",
            roleArn: "arn:aws:iam::123456789012:role/prod-control-plane-role",
            vpcConfig: {
                subnetIds: ["a", "b", "c"].map((zone) => `prod-network-private-${region}${zone}-id`),
                endpointPrivateAccess: true,
                endpointPublicAccess: false,
            },
            accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
            encryptionConfig: {
                provider: { keyArn: `arn:aws:kms:${region}:123456789012:key/prod-control-plane-secrets` },
                resources: ["secrets"],
            },
            enabledClusterLogTypes: ["audit", "authenticator"],
            upgradePolicy: { supportType: "STANDARD" },
            deletionProtection: true,
            bootstrapSelfManagedAddons: false,
            computeConfig: { enabled: true, nodePools: [] },
            storageConfig: { blockStorage: { enabled: true } },
            kubernetesNetworkConfig: {
                ipFamily: "ipv4",
                serviceIpv4Cidr: "172.20.0.0/16",
                elasticLoadBalancing: { enabled: true },
            },
        });
        assert.equal(protect, true);
        assert.deepEqual(ignoreChanges, ["accessConfig.bootstrapClusterCreatorAdminPermissions"]);
    });

    it("makes the log group and the role's rights before the cluster, so that both outlive it", async () => {
        const resources = await recordEks();
        const cluster = only(resources, "aws:eks/cluster:Cluster");
        for (const name of ["logs", "AmazonEKSClusterPolicy", "AmazonEKSComputePolicy"]) {
            assert.ok(cluster.dependsOn.includes(`prod-control-plane-${name}`), name);
        }
        const logs = named(resources, "prod-control-plane-logs");
        assert.deepEqual(logs.inputs, { name: "/aws/eks/prod/cluster", retentionInDays: 90 });
        assert.deepEqual([logs.retainOnDelete, logs.importId], [true, ""]);
    });

    for (const { title, preview } of modes) {
        it(`takes over the log group of an earlier cluster ${title}, and no other's`, async () => {
            const group = "/aws/eks/prod/cluster";
            for (const [logGroupNames, importId] of [
                [[`${group}-2`, group], group],
                [[`${group}-2`], ""],
            ] as const) {
                const functions = {
                    ...eksMocks.functions,
                    "aws:cloudwatch/getLogGroups:getLogGroups": ({ logGroupNamePrefix }: Record<string, string>) => {
                        assert.equal(logGroupNamePrefix, group);
                        return { logGroupNames };
                    },
                };
                const resources = await record(
                    () => new EksCluster("prod", { region, endpoint: { reachable: true } }),
                    {
                        ...eksMocks,
                        functions,
                        preview,
                    },
                );
                assert.equal(named(resources, "prod-control-plane-logs").importId, importId);
            }
        });
    }

    it("keeps the logs of the control plane that are asked for, and makes no group for none", async () => {
        const some = await recordEks({ controlPlaneLogs: ["api"] });
        assert.deepEqual(only(some, "aws:eks/cluster:Cluster").inputs.enabledClusterLogTypes, ["api"]);
        const none = await recordEks({ controlPlaneLogs: [], logs: "inCluster" });
        assert.deepEqual(only(none, "aws:eks/cluster:Cluster").inputs.enabledClusterLogTypes, []);
        assert.deepEqual(namesOf(none, "aws:cloudwatch/logGroup:LogGroup"), []);
    });

    it("opens a public endpoint to the ranges named, and a private one by the cluster's security group", async () => {
        const open = await recordEks({ endpoint: { public: true, allowedCidrs: ["198.51.100.0/24"] } });
        const { endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs } = only(open, "aws:eks/cluster:Cluster")
            .inputs.vpcConfig;
        assert.deepEqual(
            [endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs],
            [true, true, ["198.51.100.0/24"]],
        );
        assert.deepEqual(namesOf(open, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);

        const within = await recordEks({ endpoint: { reachable: true, allowedCidrs: ["10.8.0.0/16"] } });
        const rule = named(within, "prod-control-plane-api-10.8.0.0-16");
        assert.deepEqual(rule.inputs, {
            securityGroupId: "sg-1",
            description: "Kubernetes API",
            cidrIpv4: "10.8.0.0/16",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
        });
    });

    it("lets administrators in by entries of their own, and then nobody else", async () => {
        const resources = await recordEks({ administrators: ["arn:aws:iam::123456789012:role/teams/platform"] });
        const name = "prod-control-plane-administrator-123456789012-role-teams-platform";
        const [entry, association] = [named(resources, name), named(resources, `${name}-rights`)];
        assert.deepEqual(entry.inputs, {
            clusterName: "prod",
            principalArn: "arn:aws:iam::123456789012:role/teams/platform",
            type: "STANDARD",
        });
        assert.equal(
            association.inputs.policyArn,
            "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        );
        const { accessConfig } = only(resources, "aws:eks/cluster:Cluster").inputs;
        assert.equal(accessConfig.bootstrapClusterCreatorAdminPermissions, false);
    });

    it("identifies itself to Kubernetes by inputs alone, with a kubeconfig that is secret and holds no token", async () => {
        const resources = await recordEks();
        for (const name of ["prod-nodes-kubernetes", "prod-kubernetes"]) {
            const { inputs, secretInputs, parent } = named(resources, name);
            assert.equal(inputs.clusterIdentifier, "eks/eu-west-1/prod");
            assert.deepEqual(secretInputs, ["kubeconfig"]);
            assert.equal(parent, "prod");
            assert.deepEqual(Object.keys(JSON.parse(inputs.kubeconfig).users[0].user), ["exec"]);
        }
    });

    it("hands its provider on when nodes, access, network and bucket are there", async () => {
        const { dependsOn } = named(await recordEks(), "prod-kubernetes");
        for (const name of [
            "prod-nodes-task-manager",
            "prod-nodes-access",
            "prod-control-plane-cluster",
            "prod-classes-storage",
            "prod-state-transport",
        ]) {
            assert.ok(dependsOn.includes(name), name);
        }
        const early = named(await recordEks(), "prod-nodes-kubernetes").dependsOn;
        assert.ok(early.includes("prod-network-nat-eu-west-1a") && early.includes("prod-network-object-store"));
    });

    it("changes the cluster's name with its generation, and not the bucket's", async () => {
        const resources = await recordEks({ clusterName: "flink", generation: 2 });
        assert.equal(only(resources, "aws:eks/cluster:Cluster").inputs.name, "flink-2");
        assert.equal(only(resources, "aws:s3/bucket:Bucket").inputs.bucket, "flink-state-123456789012-eu-west-1");
        assert.equal(named(resources, "prod-kubernetes").inputs.clusterIdentifier, "eks/eu-west-1/flink-2");
    });

    it("gives up the cluster's protection when asked to", async () => {
        const cluster = only(await recordEks({ deletionProtection: false }), "aws:eks/cluster:Cluster");
        assert.deepEqual([cluster.protect, cluster.inputs.deletionProtection], [false, false]);
    });

    it("puts tags on everything by its own provider, and lets Auto Mode put them on nodes", async () => {
        const resources = await recordEks({ tags: { team: "streams" } });
        const provider = only(resources, "pulumi:providers:aws");
        assert.deepEqual(JSON.parse(provider.inputs.defaultTags), { tags: { team: "streams" } });
        assert.equal(provider.inputs.region, region);
        assert.deepEqual(named(resources, "prod-nodes-system-class").inputs.spec.tags, { team: "streams" });
        assert.deepEqual(
            JSON.parse(named(resources, "prod-control-plane-tags").inputs.policy).Statement.map(
                ({ Action }: { Action: unknown }) => Action,
            ),
            [
                ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"],
                ["ec2:CreateVolume", "ec2:CreateSnapshot"],
                "ec2:CreateNetworkInterface",
            ],
        );
    });

    it("sends logs and metrics where it is told to", async () => {
        const sinks = (args: Partial<EksClusterArgs>) =>
            record(async () => {
                const { logSink, metricsSink } = new EksCluster("prod", {
                    region,
                    endpoint: { reachable: true },
                    ...args,
                });
                assert.ok(logSink.kind === "cloudWatch" && metricsSink.kind === "remoteWrite");
                assert.equal(await valueOf(logSink.logGroupName as never), "/flink-platform/prod/containers");
                assert.equal(
                    await valueOf(metricsSink.url as never),
                    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write",
                );
                assert.deepEqual(metricsSink.authentication, { kind: "sigv4", region });
            }, eksMocks);
        await sinks({ metrics: "cloud" });
        const inside = await recordEks({ logs: "inCluster" });
        assert.deepEqual(namesOf(inside, "aws:cloudwatch/logGroup:LogGroup"), ["prod-control-plane-logs"]);
        assert.deepEqual(namesOf(inside, "aws:amp/workspace:Workspace"), []);
    });

    it("keeps two clusters of one program apart", async () => {
        const resources = await record(() => {
            new EksCluster("blue", { region, endpoint: { reachable: true } });
            new EksCluster("green", { region: "us-east-2", endpoint: { reachable: true } });
        }, eksMocks);
        const names = resources.map(({ type, name }) => `${type} ${name}`);
        assert.equal(new Set(names).size, names.length);
        assert.deepEqual(
            resources.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ inputs }) => inputs.bucket),
            ["blue-state-123456789012-eu-west-1", "green-state-123456789012-us-east-2"],
        );
    });
});
