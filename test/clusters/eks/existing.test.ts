import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, type ExistingEksClusterArgs } from "../../../src/clusters/eks/cluster";
import { checkExistingEksCluster } from "../../../src/clusters/eks/existing-checks";
import { formatFinding } from "../../../src/checks/findings";
import type { Access, Binding } from "../../../src/contracts/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkPlatform } from "../../../src/platform/platform";
import { eksMocks } from "../../support/eks-mocks";
import { modes, named, namesOf, only, record, valueOf } from "../../support/record";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

const account = "123456789012";
const args: ExistingEksClusterArgs = {
    region: "eu-west-1",
    clusterName: "shop-prod",
    stateStore: { bucket: "shop-state", kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" },
};
const issuer = `arn:aws:iam::${account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`;
const irsa = { identity: "irsa", oidcProviderArn: issuer } as const;

const mocks = {
    ...eksMocks,
    functions: {
        ...eksMocks.functions,
        "aws:eks/getCluster:getCluster": ({ name }: { name: string }) => ({
            name,
            arn: `arn:aws:eks:eu-west-1:${account}:cluster/${name}`,
            endpoint: "https://api.example.com",
            certificateAuthorities: [{ data: "Y2VydGlmaWNhdGU=" }],
            identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
        }),
    },
};

/** Binds the jobs of the namespace `orders`. */
async function bind(more: Partial<ExistingEksClusterArgs> = {}, access: readonly Access[] = ["state:readWrite"]) {
    let binding: Binding | undefined;
    const resources = await record(() => {
        const cluster = EksCluster.existing("prod", { ...args, ...more });
        const to = { namespace: "orders", serviceAccount: "flink", access, statePrefix: "orders" };
        binding = cluster.bindServiceAccount("orders", to, { provider: cluster.provider });
    }, mocks);
    return { resources, binding: binding ?? assert.fail() };
}

const findings = (more: object) =>
    checkExistingEksCluster("prod", { ...args, ...more })
        .map(formatFinding)
        .map((text) => text.replace('ExistingEksCluster "prod": ', ""));

describe("EksCluster.existing", () => {
    for (const { title, preview } of modes) {
        it(`makes providers and nothing in AWS ${title}`, async () => {
            const resources = await record(() => EksCluster.existing("prod", args), { ...mocks, preview });
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "flink-platform:eks:EksIdentity prod-identity",
                "flink-platform:eks:ExistingEksCluster prod",
                "pulumi:providers:aws prod-aws",
                "pulumi:providers:kubernetes prod-kubernetes",
            ]);
        });
    }

    it("signs in by the AWS CLI, with a kubeconfig that it keeps secret", async () => {
        const { inputs, secretInputs } = only(
            await record(() => EksCluster.existing("prod", args), mocks),
            "pulumi:providers:kubernetes",
        );
        assert.equal(inputs.clusterIdentifier, "eks/eu-west-1/shop-prod");
        assert.deepEqual(secretInputs, ["kubeconfig"]);
        const { clusters, users } = JSON.parse(inputs.kubeconfig);
        assert.equal(clusters[0].cluster.server, "https://api.example.com");
        assert.deepEqual(users[0].user.exec.args, [
            "--region",
            "eu-west-1",
            "eks",
            "get-token",
            "--cluster-name",
            "shop-prod",
            "--output",
            "json",
        ]);
    });

    it("takes a kubeconfig and a name of another resource; the component's name then tells clusters apart", async () => {
        const resources = await record(() => {
            const clusterName = pulumi.output("shop-prod");
            const { labels } = EksCluster.existing("prod", { ...args, clusterName, kubeconfig: unreachableKubeconfig });
            assert.deepEqual(labels, { cloud: "eks", region: "eu-west-1", cluster: "prod" });
        }, mocks);
        const { inputs } = only(resources, "pulumi:providers:kubernetes");
        assert.equal(inputs.clusterIdentifier, "eks/eu-west-1/prod");
        assert.equal(JSON.parse(inputs.kubeconfig)["current-context"], "dev");
    });

    it("keeps state in the bucket, by the region's S3", async () => {
        await record(async () => {
            const { stateStore } = EksCluster.existing("prod", {
                ...args,
                stateStore: { bucket: pulumi.output("b-1") },
            });
            assert.equal(await valueOf(stateStore.uri), "s3p://b-1");
            assert.equal(await valueOf(stateStore.files.uri), "s3a://b-1");
            assert.deepEqual(stateStore.flinkConfiguration("2.2.1"), {
                "s3.endpoint": "https://s3.eu-west-1.amazonaws.com",
                "s3.directory.marker.retention": "keep",
                "presto.s3.upload-acl-type": "BUCKET_OWNER_FULL_CONTROL",
            });
            assert.match(stateStore.flinkVersionProblem("1.18.1") ?? "", /^must be 1\.19\.2/);
        }, mocks);
    });

    it("is registered with what it is", async () => {
        const { resources } = await bind(irsa);
        assert.deepEqual(named(resources, "prod").inputs, {
            region: "eu-west-1",
            clusterName: "shop-prod",
            identity: "irsa",
            stateStore: args.stateStore,
        });
        assert.deepEqual(named(resources, "prod-identity").inputs, { identity: "irsa" });
    });

    it("names what its bindings add to a job, as a cluster that is made here", () =>
        record(() => {
            const { bindingNames } = EksCluster.existing("prod", args).stateStore;
            assert.deepEqual(bindingNames?.options("2.2.1"), ["fs.s3a.aws.credentials.provider"]);
            assert.equal(bindingNames?.variables.includes("AWS_ROLE_ARN"), true);
        }, mocks));

    it("binds a service account by Pod Identity, to its own part of the bucket", async () => {
        const { resources, binding } = await bind();
        const [{ Condition }] = JSON.parse(named(resources, "orders-role").inputs.assumeRolePolicy).Statement;
        assert.deepEqual(Condition.StringEquals, {
            "aws:RequestTag/eks-cluster-arn": `arn:aws:eks:eu-west-1:${account}:cluster/shop-prod`,
            "aws:RequestTag/kubernetes-namespace": "orders",
            "aws:RequestTag/kubernetes-service-account": "flink",
        });
        assert.equal(named(resources, "orders-association").inputs.clusterName, "shop-prod");
        const { Statement } = JSON.parse(named(resources, "orders-rights").inputs.policy);
        assert.deepEqual(
            Statement.map(({ Resource }: { Resource: unknown }) => Resource),
            [
                ["arn:aws:s3:::shop-state/orders", "arn:aws:s3:::shop-state/orders/*"],
                ["arn:aws:s3:::shop-state/orders", "arn:aws:s3:::shop-state/orders/*"],
                "arn:aws:s3:::shop-state",
                "arn:aws:s3:::shop-state",
                "arn:aws:kms:eu-west-1:123456789012:key/1",
            ],
        );
        assert.equal(named(resources, "orders-credentials-policy").type.includes("ValidatingAdmissionPolicy"), true);
        assert.deepEqual([binding.serviceAccountAnnotations, binding.grantDelay.seconds], [{}, 60]);
    });

    it("binds a service account by the issuer that IAM has for the cluster, and makes none", async () => {
        const { resources, binding } = await bind(irsa);
        assert.deepEqual(namesOf(resources, "aws:iam/openIdConnectProvider:OpenIdConnectProvider"), []);
        const [statement] = JSON.parse(named(resources, "orders-role").inputs.assumeRolePolicy).Statement;
        assert.deepEqual(statement.Principal, { Federated: issuer });
        assert.deepEqual(statement.Condition.StringEquals, {
            "oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
            "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:orders:flink",
        });
        const role = binding.serviceAccountAnnotations["eks.amazonaws.com/role-arn"];
        assert.equal(await valueOf(pulumi.output(role)), `arn:aws:iam::${account}:role/orders-role`);
    });

    it("makes nothing for a service account without rights", async () => {
        const { resources, binding } = await bind({}, []);
        assert.deepEqual(namesOf(resources, "aws:iam/role:Role"), []);
        assert.deepEqual(binding.dependsOn, []);
    });

    it("runs a job where its arguments say", async () => {
        const resources = await record(() => {
            const cluster = EksCluster.existing("prod", {
                ...args,
                placement: { nodeSelector: { pool: "flink" } },
                imagePullSecrets: ["registry"],
            });
            const platform = new FlinkPlatform("flink", { cluster });
            new FlinkApplication("orders", { platform, namespace: "shop", jar: "local:///orders.jar" });
        }, mocks);
        const { spec } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
        assert.deepEqual(spec.taskManager.podTemplate.spec.nodeSelector, { pool: "flink" });
        assert.equal(
            spec.flinkConfiguration["execution.checkpointing.dir"],
            "s3p://shop-state/shop/orders/checkpoints",
        );
        assert.deepEqual(named(resources, "flink-jobs-shop-service-account").inputs.imagePullSecrets, [
            { name: "registry" },
        ]);
    });

    it("is refused with everything that is wrong", () =>
        assert.deepEqual(
            findings({
                region: "europe",
                clusterName: "",
                context: "dev",
                identity: "irsa",
                stateStore: { bucket: "Shop", endpoint: "s3" },
                storageClassName: "",
            }),
            [
                'region must be an AWS region, such as eu-west-1, got "europe"',
                'clusterName must be the name of the cluster in AWS, got ""',
                'context cannot be combined with the kubeconfig that is made here, got "dev"; remove one of them',
                'oidcProviderArn is required for identity "irsa"; name the provider of OpenID Connect that IAM has for the cluster',
                'stateStore.bucket must be lower-case letters, digits and "-", with a letter or digit at each end, got "Shop"',
                'stateStore.endpoint must be a URL without a path, such as https://s3.eu-west-1.amazonaws.com, got "s3"',
                'storageClassName must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got ""',
            ],
        ));

    it("takes no issuer with Pod Identity, and no unknown identity", () => {
        assert.deepEqual(findings({ oidcProviderArn: issuer }), [
            `oidcProviderArn cannot be combined with identity "podIdentity", got "${issuer}"; remove one of them`,
        ]);
        assert.deepEqual(findings({ ...irsa, identity: "kiam" }), [
            'identity must be one of "podIdentity", "irsa", got "kiam"',
        ]);
    });
});
