import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { awsResources } from "./aws-permission-resources";
import type { Call } from "./calls";
import { rulesOf } from "./main";
import { billOfCalls, billOfTable, unknownCalls, type Need, type PermissionTable } from "./permissions";
import { awsPolicy, azurePolicy, compare } from "./policies";
import type { Inputs } from "./rules";
import { assertPermissionsCovered, permissionTables, policyOf, type Cloud } from "../engine/support/permissions";

const repository = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(resolve(repository, path), "utf8");

for (const [cloud, table] of Object.entries(permissionTables) as [Cloud, PermissionTable][]) {
    describe(`permissions for ${cloud}`, () => {
        const rules = rulesOf(table.provider);

        it("are told for each type and function of the double, and for no other", () => {
            assert.deepEqual(Object.keys(table.types).sort(), Object.keys(rules.types).sort());
            assert.deepEqual(Object.keys(table.functions).sort(), Object.keys(rules.functions).sort());
        });

        it("have something for changes just where the double changes in place", () => {
            const inPlace = Object.entries(rules.types)
                .filter(([, { properties, replaces }]) =>
                    Object.keys(properties).some((key) => !replaces.includes(key)),
                )
                .map(([type]) => type);
            const told = Object.entries(table.types).filter(([, { update }]) => update !== undefined);
            assert.deepEqual(told.map(([type]) => type).sort(), inPlace.sort());
        });

        it("have public sources", () => {
            const { types, functions, beside } = table;
            const needs: readonly (readonly [string, Pick<Need, "sources">])[] = [
                ...Object.entries(types),
                ...Object.entries(functions),
                ...Object.entries(beside),
            ];
            const isPublic = (source: string) => /^https:\/\/\S+$/.test(source);
            const unsourced = needs.filter(([, { sources }]) => sources.length === 0 || !sources.every(isPublic));
            assert.deepEqual(unsourced, []);
        });

        it(`are what docs/policies/${cloud}.json allows, no less and no more`, () =>
            assert.deepEqual(compare(policyOf(cloud), billOfTable(table)), { missing: [], surplus: [] }));

        it("are led to by the documentation, or shown there as they are in the file", () => {
            const file = `docs/policies/${cloud}.json`;
            const page = read(`docs/${cloud}.md`);
            const [, shown] = page.split(`<!-- file: ${file} -->\n\`\`\`json\n`);
            assert.ok(shown === undefined || shown.split("```")[0] === read(file), `${file} is shown as it is`);
            assert.ok(
                shown !== undefined || page.includes(`(policies/${cloud}.json)`),
                `docs/${cloud}.md leads to ${file}`,
            );
        });
    });
}

const table: PermissionTable = {
    provider: "aws",
    types: {
        "aws:s3/bucket:Bucket": { create: ["s3:CreateBucket"], read: ["s3:ListBucket"], update: [], sources: [] },
        "aws:iam/role:Role": {
            create: ["iam:CreateRole"],
            read: ["iam:GetRole"],
            delete: ["iam:DeleteRole"],
            sources: [],
        },
    },
    functions: { "aws:index/getRegion:getRegion": { permissions: ["ec2:DescribeRegions"], sources: [] } },
    beside: { "the way in": { permissions: ["eks:DescribeCluster"], sources: [] } },
};

const call = (method: Call["method"], type: string, more: Partial<Call> = {}): Call => ({
    provider: "aws",
    method,
    type,
    ...more,
});

describe("bill of permissions", () => {
    it("names what each call needs, with what the provider reads besides", () => {
        const calls = [
            call("check", "aws:s3/bucket:Bucket"),
            call("create", "aws:s3/bucket:Bucket"),
            call("delete", "aws:iam/role:Role"),
            call("invoke", "aws:index/getRegion:getRegion", { preview: true }),
        ];
        const bucket = "create aws:s3/bucket:Bucket";
        assert.deepEqual(billOfCalls(table, calls), [
            { permission: "s3:CreateBucket", reason: bucket },
            { permission: "s3:ListBucket", reason: bucket },
            { permission: "iam:DeleteRole", reason: "delete aws:iam/role:Role" },
            { permission: "iam:GetRole", reason: "delete aws:iam/role:Role" },
            { permission: "ec2:DescribeRegions", reason: "invoke aws:index/getRegion:getRegion" },
            { permission: "eks:DescribeCluster", reason: "the way in" },
        ]);
    });

    it("leaves out previews and other providers", () => {
        const calls = [
            call("create", "aws:iam/role:Role", { preview: true }),
            call("create", "gcp:storage/bucket:Bucket", { provider: "gcp" }),
        ];
        assert.deepEqual(billOfCalls(table, calls), [{ permission: "eks:DescribeCluster", reason: "the way in" }]);
        assert.deepEqual(unknownCalls(table, calls), []);
    });

    it("names calls that no table knows, each once", () => {
        const calls = [
            call("delete", "aws:s3/bucket:Bucket"),
            call("update", "aws:iam/role:Role"),
            call("create", "aws:eks/addon:Addon"),
            call("create", "aws:eks/addon:Addon"),
            call("invoke", "aws:index/getMoon:getMoon"),
        ];
        assert.deepEqual(unknownCalls(table, calls), [
            "create aws:eks/addon:Addon",
            "delete aws:s3/bucket:Bucket",
            "invoke aws:index/getMoon:getMoon",
            "update aws:iam/role:Role",
        ]);
    });

    it("finds what a policy lacks, and what it has for nothing", () => {
        const allowed = ["s3:*", "iam:CreateRole", "iam:GetRole", "ec2:*"].map((permission) => ({ permission }));
        const bill = billOfCalls({ ...table, beside: {} }, [
            call("create", "aws:s3/bucket:Bucket"),
            call("create", "aws:iam/role:Role"),
            call("delete", "aws:iam/role:Role"),
            call("delete", "aws:iam/role:Role"),
        ]);
        assert.deepEqual(compare({ allowed, denied: [{ permission: "s3:ListBucket" }] }, bill), {
            missing: ["iam:DeleteRole: delete aws:iam/role:Role", "s3:ListBucket: create aws:s3/bucket:Bucket"],
            surplus: ["ec2:*"],
        });
    });

    it("finds what a policy allows in the wrong place", () => {
        const policy = {
            allowed: [{ permission: "iam:PassRole", resources: ["arn:aws:iam::*:role/prod-*"] }],
            denied: [],
        };
        const demand = { permission: "iam:PassRole", reason: "create aws:eks/cluster:Cluster" };
        const on = (name: string) => ({ ...demand, resource: `arn:aws:iam::123456789012:role/${name}` });
        assert.deepEqual(compare(policy, [demand, on("prod-cluster"), on("test-cluster")]), {
            missing: ["iam:PassRole on arn:aws:iam::123456789012:role/test-cluster: create aws:eks/cluster:Cluster"],
            surplus: [],
        });
    });

    it("is covered for a cluster of the name that the policy is for, and for no other", () => {
        const nodeRoleArn = "arn:aws:iam::123456789012:role/test-nodes-1";
        const calls = [call("create", "aws:eks/nodeGroup:NodeGroup", { inputs: { nodeRoleArn } })];
        assertPermissionsCovered("eks", calls, "test");
        assert.throws(() => assertPermissionsCovered("eks", calls, "prod"), /iam:PassRole for .*role\/test-nodes-1/);
    });

    it("ends the test of a cloud whose calls it does not know", () => {
        assert.throws(() => assertPermissionsCovered("eks", []), /aws was called/);
        assert.throws(
            () => assertPermissionsCovered("eks", [call("delete", "aws:s3/bucket:Bucket")]),
            /every call is known[\s\S]*delete aws:s3\/bucket:Bucket/,
        );
    });
});

describe("what AWS is asked for a permission on", () => {
    const iam = "arn:aws:iam::123456789012";
    const roleArn = `${iam}:role/prod-pods-1`;
    const cases: readonly [permission: string, type: string, values: Inputs, expected: readonly string[]][] = [
        [
            "iam:CreateRole",
            "aws:iam/role:Role",
            { namePrefix: "prod-pods-", assumeRolePolicy: "{}" },
            [`${iam}:role/prod-pods-20260101000000000000`],
        ],
        ["iam:PutRolePolicy", "aws:iam/rolePolicy:RolePolicy", { role: "prod-pods-1", name: "x" }, [roleArn]],
        ["iam:PassRole for eks.amazonaws.com", "aws:eks/cluster:Cluster", { name: "prod", roleArn }, [roleArn]],
        [
            "iam:PassRole for pods.eks.amazonaws.com",
            "aws:eks/addon:Addon",
            { podIdentityAssociations: [{ roleArn, serviceAccount: "ebs" }] },
            [roleArn],
        ],
        [
            "iam:GetRole",
            "aws:eks/nodeGroup:NodeGroup",
            { nodeRoleArn: roleArn },
            [`${iam}:role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRole`, roleArn],
        ],
        [
            "iam:CreateServiceLinkedRole for eks.amazonaws.com",
            "aws:eks/cluster:Cluster",
            { roleArn },
            [`${iam}:role/aws-service-role/eks.amazonaws.com/AWSServiceRole`],
        ],
        [
            "iam:TagOpenIDConnectProvider",
            "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
            { url: "https://oidc.eks.eu-west-1.amazonaws.com/id/1" },
            [`${iam}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1`],
        ],
        ["s3:GetBucketObjectLockConfiguration", "aws:s3/bucket:Bucket", { bucket: "b" }, ["arn:aws:s3:::b"]],
        [
            "s3:ListBucketVersions",
            "aws:s3/bucketObjectv2:BucketObjectv2",
            { bucket: "b", key: "k" },
            ["arn:aws:s3:::b"],
        ],
        ["s3:PutObject", "aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "b", key: "k/l" }, ["arn:aws:s3:::b/k/l"]],
        ["kms:CreateKey", "aws:kms/key:Key", {}, []],
    ];
    for (const [permission, type, values, expected] of cases) {
        it(`${permission} by ${type}`, () => {
            assert.deepEqual(awsResources(permission, call("create", type, { inputs: values })), expected);
            assert.deepEqual(awsResources(permission, call("delete", type, { olds: values })), expected);
        });
    }
});

describe("policies", () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    it("of AWS have at most 6144 characters, white space not counted", () =>
        assert.ok(JSON.stringify(JSON.parse(read("docs/policies/eks.json"))).length <= 6144));

    const Resource = "*";
    const named = (permission: string) => ({ permission });
    const anywhere = (permission: string) => ({ permission, resources: ["*"] });

    it("of AWS count for the services that their conditions name", () => {
        const Condition = { StringEquals: { "iam:PassedToService": ["eks.amazonaws.com", "ec2.amazonaws.com"] } };
        const Statement = [
            { Effect: "Allow", Action: "iam:PassRole", Resource, Condition },
            { Effect: "Allow", Action: ["eks:*", "iam:GetRole"], Resource },
            { Effect: "Deny", Action: "eks:DeleteCluster", Resource },
        ];
        assert.deepEqual(awsPolicy({ Statement }), {
            allowed: [
                "iam:PassRole for eks.amazonaws.com",
                "iam:PassRole for ec2.amazonaws.com",
                "eks:*",
                "iam:GetRole",
            ].map(anywhere),
            denied: [anywhere("eks:DeleteCluster")],
        });
    });

    it("of AWS are not guessed at", () => {
        const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
        const statement = { Effect: "Allow", Action: "eks:*", Resource, Condition, NotResource: "arn:aws:s3:::logs" };
        assert.throws(() => awsPolicy({ Statement: [statement] }), {
            message: "not understood: NotResource, Bool aws:MultiFactorAuthPresent",
        });
    });

    it("of Azure tell rights on data from others", () =>
        assert.deepEqual(
            azurePolicy({ Actions: ["A/*"], NotActions: ["A/delete"], DataActions: ["B/read"], NotDataActions: [] }),
            { allowed: ["A/*", "data B/read"].map(named), denied: [named("A/delete")] },
        ));
});
