import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, type EksClusterArgs } from "../../../src/clusters/eks/cluster";
import type { Binding, BindingArgs } from "../../../src/contracts/cluster";
import { modes, named, namesOf, record, valueOf, type Recorded } from "../../support/record";
import { eksMocks } from "../../support/eks-mocks";

const region = "eu-west-1";
const jobs: BindingArgs = {
    namespace: "orders",
    serviceAccount: "flink",
    access: ["state:readWrite"],
    statePrefix: "orders",
};

type Bound = { readonly resources: readonly Recorded[]; readonly binding: Binding };
const bound = new Map<string, Promise<Bound>>();

/** Binds a service account of a cluster; the same arguments are run once for all tests. */
function bind(args: Partial<BindingArgs>, cluster: Partial<EksClusterArgs> = {}, preview = false): Promise<Bound> {
    const key = JSON.stringify([args, cluster, preview]);
    const result = bound.get(key) ?? bindNow(args, cluster, preview);
    bound.set(key, result);
    return result;
}

/** Binds with the options of a caller whose provider is that of Kubernetes. */
async function bindNow(args: Partial<BindingArgs>, cluster: Partial<EksClusterArgs>, preview: boolean): Promise<Bound> {
    let binding: Binding | undefined;
    const resources = await record(
        () => {
            const eks = new EksCluster("prod", { region, endpoint: { reachable: true }, ...cluster });
            const caller = new pulumi.ComponentResource("test:index:Caller", "caller", {}, { provider: eks.provider });
            binding = eks.bindServiceAccount(
                "caller-identity",
                { ...jobs, ...args },
                { parent: caller, provider: eks.provider },
            );
        },
        { ...eksMocks, preview },
    );
    return { resources, binding: binding ?? assert.fail() };
}

const bucket = "arn:aws:s3:::prod-state-123456789012-eu-west-1";
const statements = (resources: readonly Recorded[]) =>
    JSON.parse(named(resources, "caller-identity-rights").inputs.policy).Statement;

describe("bindServiceAccount on EKS", () => {
    it("trusts one service account of one namespace of this cluster", async () => {
        const { resources } = await bind({});
        const role = named(resources, "caller-identity-role");
        assert.equal(role.inputs.namePrefix, "prod-pods-");
        assert.deepEqual(JSON.parse(role.inputs.assumeRolePolicy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "pods.eks.amazonaws.com" },
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
                            "aws:RequestTag/kubernetes-namespace": "orders",
                            "aws:RequestTag/kubernetes-service-account": "flink",
                        },
                    },
                },
            ],
        });
        assert.deepEqual(named(resources, "caller-identity-association").inputs, {
            clusterName: "prod",
            namespace: "orders",
            serviceAccount: "flink",
            roleArn: "arn:aws:iam::123456789012:role/caller-identity-role",
        });
    });

    it("grants reading and writing below the prefix, and nothing beside it", async () => {
        const { resources } = await bind({});
        assert.deepEqual(statements(resources), [
            {
                Effect: "Allow",
                Action: [
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:DeleteObject",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts",
                ],
                Resource: [`${bucket}/orders`, `${bucket}/orders/*`],
            },
            {
                Effect: "Allow",
                Action: ["s3:PutObjectAcl"],
                Resource: [`${bucket}/orders`, `${bucket}/orders/*`],
                Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
            {
                Effect: "Allow",
                Action: ["s3:ListBucket"],
                Resource: bucket,
                Condition: { StringLike: { "s3:prefix": ["orders", "orders/*"] } },
            },
            { Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: bucket },
            {
                Effect: "Allow",
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: "arn:aws:kms:eu-west-1:123456789012:key/prod-state-key",
                Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
            },
        ]);
    });

    it("grants no write to who only reads, over the whole store where there is no prefix", async () => {
        const { resources } = await bind({ access: ["state:read"], statePrefix: "" });
        assert.deepEqual(
            statements(resources).map(({ Action, Resource, Condition }: any) => [Action, Resource, Condition]),
            [
                [["s3:GetObject"], [`${bucket}/*`], undefined],
                [["s3:ListBucket"], bucket, undefined],
                [["s3:GetBucketLocation"], bucket, undefined],
                [
                    ["kms:Decrypt"],
                    "arn:aws:kms:eu-west-1:123456789012:key/prod-state-key",
                    { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
                ],
            ],
        );
    });

    it("grants logs and metrics where the cloud takes them", async () => {
        const { resources } = await bind({ access: ["logs:write", "metrics:write"] }, { metrics: "cloud" });
        assert.deepEqual(statements(resources), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/flink-platform/prod/containers:*",
            },
            {
                Effect: "Allow",
                Action: ["aps:RemoteWrite"],
                Resource: "arn:aws:aps:eu-west-1:123456789012:workspace/ws-1",
            },
        ]);
    });

    for (const [title, access] of [
        ["no rights at all", []],
        ["rights to logs and metrics that stay in the cluster", ["logs:write", "metrics:write"]],
    ] as const) {
        it(`makes nothing for ${title}`, async () => {
            const { resources, binding } = await bind({ access }, { logs: "inCluster" });
            const made = resources.filter(({ name }) => name.startsWith("caller-identity"));
            assert.deepEqual([made, binding.dependsOn, binding.env], [[], [], []]);
        });
    }

    for (const { title, preview } of modes) {
        it(`hangs under its caller and is made with the cluster's own AWS provider ${title}`, async () => {
            const { resources, binding } = await bind({}, {}, preview);
            for (const name of ["role", "rights", "association"]) {
                const { parent, provider } = named(resources, `caller-identity-${name}`);
                assert.deepEqual([parent, provider.includes("::prod-aws::")], ["caller", true], name);
            }
            for (const name of ["credentials-policy", "credentials"]) {
                const { parent, provider } = named(resources, `caller-identity-${name}`);
                assert.deepEqual([parent, provider.includes("::prod-kubernetes::")], ["caller", true], name);
            }
            assert.equal(binding.dependsOn.length, 3);
            assert.deepEqual(binding.serviceAccountAnnotations, {});
        });
    }

    it("has its pods made only once EKS adds credentials to them", async () => {
        const { resources } = await bind({});
        const metadata = { name: "pod-identity.orders.flink" };
        const { spec, ...policy } = named(resources, "caller-identity-credentials-policy").inputs;
        assert.deepEqual(policy.metadata, metadata);
        assert.deepEqual(spec.matchConstraints, {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "orders" } },
            resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
        });
        const binding = named(resources, "caller-identity-credentials").inputs;
        assert.deepEqual(binding.spec, { policyName: "pod-identity.orders.flink", validationActions: ["Deny"] });
    });

    it("lets the Hadoop plugin find the identity, by the class that the Flink version has", async () => {
        const { binding } = await bind({});
        const key = "fs.s3a.aws.credentials.provider";
        assert.deepEqual(binding.flinkConfiguration("2.2.1"), {
            [key]: "com.amazonaws.auth.DefaultAWSCredentialsProviderChain",
        });
        assert.deepEqual(binding.flinkConfiguration("2.5.0"), {
            [key]: "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
        });
    });
});

describe("bindServiceAccount on EKS with irsa", () => {
    it("trusts a token of one service account, and says so on it", async () => {
        const { resources, binding } = await bind({}, { identity: "irsa" });
        const host = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";
        assert.deepEqual(named(resources, "prod-identity-issuer").inputs, {
            url: `https://${host}`,
            clientIdLists: ["sts.amazonaws.com"],
        });
        assert.deepEqual(JSON.parse(named(resources, "caller-identity-role").inputs.assumeRolePolicy).Statement, [
            {
                Effect: "Allow",
                Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${host}` },
                Action: ["sts:AssumeRoleWithWebIdentity"],
                Condition: {
                    StringEquals: {
                        [`${host}:aud`]: "sts.amazonaws.com",
                        [`${host}:sub`]: "system:serviceaccount:orders:flink",
                    },
                },
            },
        ]);
        assert.deepEqual(Object.keys(binding.serviceAccountAnnotations), ["eks.amazonaws.com/role-arn"]);
        assert.deepEqual(namesOf(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation"), []);
        assert.ok(resources.every(({ type }) => !type.includes("admissionregistration")));
        assert.equal(binding.dependsOn.length, 1);
    });

    it("annotates with the role's ARN", () =>
        record(async () => {
            const cluster = new EksCluster("prod", { region, endpoint: { reachable: true }, identity: "irsa" });
            const { serviceAccountAnnotations } = cluster.bindServiceAccount("orders", jobs, {});
            const arn = pulumi.output(serviceAccountAnnotations["eks.amazonaws.com/role-arn"]);
            assert.equal(await valueOf(arn), "arn:aws:iam::123456789012:role/orders-role");
        }, eksMocks));

    it("makes one issuer for any number of service accounts", async () => {
        const resources = await record(() => {
            const cluster = new EksCluster("prod", { region, endpoint: { reachable: true }, identity: "irsa" });
            cluster.bindServiceAccount("orders", jobs, {});
            cluster.bindServiceAccount("payments", { ...jobs, namespace: "payments" }, {});
        }, eksMocks);
        assert.deepEqual(namesOf(resources, "aws:iam/openIdConnectProvider:OpenIdConnectProvider"), [
            "prod-identity-issuer",
        ]);
    });
});
