import assert from "node:assert/strict";
import type { Call } from "../../doubles/calls";
import type { AwsPolicy } from "./aws-policies";
import { madeRights } from "./made-rights";

const policyOf = (Action: string): AwsPolicy => ({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action, Resource: "*" },
});
const created = (type: string, name: string, inputs: object, call: Partial<Call> = {}): Call => ({
    provider: "aws",
    method: "create",
    type,
    name,
    inputs: { ...inputs },
    ...call,
});
const rolePolicy = (name: string, action: string, call: Partial<Call> = {}) =>
    created("aws:iam/rolePolicy:RolePolicy", name, { policy: JSON.stringify(policyOf(action)) }, call);

describe("madeRights", () => {
    it("is the role's policies, the bucket's and its key", () => {
        const rights = madeRights(
            [
                rolePolicy("platform-orders-state-rights", "s3:GetObject"),
                rolePolicy("platform-payments-state-rights", "s3:PutObject"),
                rolePolicy("platform-orders-state-rights", "s3:*", { preview: true }),
                created("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "eks-state-ownership", {
                    rule: { objectOwnership: "BucketOwnerEnforced" },
                }),
                created("aws:s3/bucketPolicy:BucketPolicy", "eks-state-transport", {
                    policy: JSON.stringify(policyOf("s3:List*")),
                }),
                created(
                    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                    "eks-state-encryption",
                    { rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: "arn:aws:kms:…" } }] },
                ),
            ],
            "orders-state",
            "eu-west-1",
        );
        assert.deepEqual(rights, {
            policies: [policyOf("s3:GetObject"), policyOf("s3:List*")],
            withoutAcls: true,
            key: { arn: "arn:aws:kms:…", region: "eu-west-1" },
        });
    });

    it("follows a policy that is changed", () => {
        const calls = [
            rolePolicy("orders-state-rights", "s3:PutObject"),
            rolePolicy("orders-state-rights", "s3:GetObject", { method: "update" }),
        ];
        const rights = { policies: [policyOf("s3:GetObject")], withoutAcls: false };
        assert.deepEqual(madeRights(calls, "orders-state", "eu-west-1"), rights);
    });

    it("is nothing before anything is made", () =>
        assert.deepEqual(madeRights([], "orders-state", "eu-west-1"), { policies: [], withoutAcls: false }));
});
