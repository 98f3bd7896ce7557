import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Call } from "../engine/doubles/calls";
import { rulesOf } from "../engine/doubles/main";
import { billOfCalls, billOfTable, unknownCalls, type Need, type PermissionTable } from "../engine/doubles/permissions";
import { awsPolicy, azurePolicy, compare } from "../engine/doubles/policies";
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

        it("are shown in the documentation as they are in the file", () => {
            const file = `docs/policies/${cloud}.json`;
            const [, shown] = read(`docs/${cloud}.md`).split(`<!-- file: ${file} -->\n\`\`\`json\n`);
            assert.equal(shown?.split("```")[0], read(file));
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
            call("create", "aws:s3/bucket:Bucket"),
            call("delete", "aws:iam/role:Role"),
            call("invoke", "aws:index/getRegion:getRegion", { preview: true }),
        ];
        assert.deepEqual(Object.fromEntries(billOfCalls(table, calls)), {
            "s3:CreateBucket": ["create aws:s3/bucket:Bucket"],
            "s3:ListBucket": ["create aws:s3/bucket:Bucket"],
            "iam:DeleteRole": ["delete aws:iam/role:Role"],
            "iam:GetRole": ["delete aws:iam/role:Role"],
            "ec2:DescribeRegions": ["invoke aws:index/getRegion:getRegion"],
            "eks:DescribeCluster": ["the way in"],
        });
    });

    it("leaves out previews and other providers", () => {
        const calls = [
            call("create", "aws:iam/role:Role", { preview: true }),
            call("create", "gcp:storage/bucket:Bucket", { provider: "gcp" }),
        ];
        assert.deepEqual([...billOfCalls(table, calls).keys()], ["eks:DescribeCluster"]);
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
        const policy = { allowed: ["s3:*", "iam:CreateRole", "iam:GetRole", "ec2:*"], denied: ["s3:ListBucket"] };
        const bill = billOfCalls({ ...table, beside: {} }, [
            call("create", "aws:s3/bucket:Bucket"),
            call("create", "aws:iam/role:Role"),
            call("delete", "aws:iam/role:Role"),
        ]);
        assert.deepEqual(compare(policy, bill), {
            missing: ["iam:DeleteRole: delete aws:iam/role:Role", "s3:ListBucket: create aws:s3/bucket:Bucket"],
            surplus: ["ec2:*"],
        });
    });

    it("ends the test of a cloud whose calls it does not know", () => {
        assert.throws(() => assertPermissionsCovered("eks", []), /aws was called/);
        assert.throws(
            () => assertPermissionsCovered("eks", [call("delete", "aws:s3/bucket:Bucket")]),
            /every call is known[\s\S]*delete aws:s3\/bucket:Bucket/,
        );
    });
});

describe("policies", () => {
    const Resource = "*";

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
            ],
            denied: ["eks:DeleteCluster"],
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
            { allowed: ["A/*", "data B/read"], denied: ["A/delete"] },
        ));
});
