import assert from "node:assert/strict";
import type { AwsConditions } from "./aws-conditions";
import { decide, type AwsDecision, type AwsPolicy, type AwsRequest, type AwsStatement } from "./aws-policies";
import type { AwsContext } from "./aws-patterns";

const policyOf = (...Statement: AwsStatement[]): AwsPolicy => ({ Version: "2012-10-17", Statement });
const object = "arn:aws:s3:::state/jobs/a";
const read: AwsRequest = { action: "s3:GetObject", resource: object, context: {} };
const allow: AwsStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: object };

describe("decide", () => {
    const decisions: [string, readonly AwsStatement[], AwsDecision][] = [
        ["nothing", [], "not allowed"],
        ["an action and a resource by name", [allow], "allowed"],
        ["an action in another case", [{ ...allow, Action: "S3:getobject" }], "allowed"],
        ["actions by a pattern", [{ ...allow, Action: ["s3:Put*", "s3:Get*"] }], "allowed"],
        ["an action with one more character", [{ ...allow, Action: "s3:GetObject?" }], "not allowed"],
        ["all resources", [{ ...allow, Resource: "*" }], "allowed"],
        ["a resource in another case", [{ ...allow, Resource: "arn:aws:s3:::state/jobs/A" }], "not allowed"],
        ["all in the folder", [{ ...allow, Resource: ["arn:aws:s3:::state/jobs/*"] }], "allowed"],
        [
            "all in a folder whose name begins alike",
            [{ ...allow, Resource: "arn:aws:s3:::state/job/*" }],
            "not allowed",
        ],
        ["a part of AWS by a pattern", [{ ...allow, Resource: "arn:*:s3:::state/jobs/?" }], "allowed"],
        [
            "a pattern that would have to reach over a colon",
            [{ ...allow, Resource: "arn:*:s3:::jobs/?" }],
            "not allowed",
        ],
        ["a denial behind it", [allow, { Effect: "Deny", Action: "s3:*", Resource: "*" }], "denied"],
        ["a denial of others", [allow, { Effect: "Deny", Action: "s3:Put*", Resource: "*" }], "allowed"],
    ];
    for (const [title, statements, decision] of decisions) {
        it(`says "${decision}" to ${title}`, () => assert.equal(decide([policyOf(...statements)], read), decision));
    }

    it("lets any of several policies allow, and any deny", () => {
        const other = policyOf({ ...allow, Action: "s3:PutObject" });
        assert.equal(decide([other, policyOf(allow)], read), "allowed");
        assert.equal(decide([policyOf(allow), policyOf({ ...allow, Effect: "Deny", Principal: "*" })], read), "denied");
    });

    const conditions: [string, AwsConditions, AwsContext, boolean][] = [
        ["an equal text", { StringEquals: { "s3:prefix": "a" } }, { "s3:prefix": "a" }, true],
        ["a text in another case", { StringEquals: { "s3:prefix": "a" } }, { "s3:prefix": "A" }, false],
        ["a key in another case", { StringEquals: { "S3:Prefix": "a" } }, { "s3:prefix": "a" }, true],
        [
            "a text that only looks like a pattern",
            { StringEquals: { "s3:prefix": "a*" } },
            { "s3:prefix": "ab" },
            false,
        ],
        ["a text like a pattern", { StringLike: { "s3:prefix": ["b", "a*"] } }, { "s3:prefix": "ab" }, true],
        ["no value for a key", { StringLike: { "s3:prefix": "*" } }, { "s3:prefix": undefined }, false],
        ["an empty value", { StringLike: { "s3:prefix": "*" } }, { "s3:prefix": "" }, true],
        ["a truth", { Bool: { "aws:SecureTransport": "false" } }, { "aws:SecureTransport": "true" }, false],
        ["a smaller number", { NumericLessThan: { "s3:TlsVersion": "1.2" } }, { "s3:TlsVersion": "1.1" }, true],
        ["an equal number", { NumericLessThan: { "s3:TlsVersion": "1.2" } }, { "s3:TlsVersion": "1.2" }, false],
        ["one of two operators", { StringEquals: { a: "1" }, StringLike: { b: "2" } }, { a: "1", b: "1" }, false],
        ["one of two keys", { StringEquals: { a: "1", b: "2" } }, { a: "1", b: "1" }, false],
        [
            "a tag of the session's",
            { StringLike: { "s3:prefix": "${aws:PrincipalTag/kubernetes-namespace}/*" } },
            { "s3:prefix": "orders/a", "aws:PrincipalTag/kubernetes-namespace": "orders" },
            true,
        ],
        [
            "a tag that has a pattern's characters",
            { StringLike: { "s3:prefix": "${aws:PrincipalTag/team}/*" } },
            { "s3:prefix": "orders/a", "aws:PrincipalTag/team": "*" },
            false,
        ],
        [
            "a tag that the session lacks",
            { StringLike: { "s3:prefix": "${aws:PrincipalTag/team}*" } },
            { "s3:prefix": "orders", "aws:PrincipalTag/team": undefined },
            false,
        ],
        ["an asterisk that is meant", { StringLike: { "s3:prefix": "a${*}" } }, { "s3:prefix": "ab" }, false],
    ];
    for (const [title, Condition, context, holds] of conditions) {
        it(`${holds ? "takes" : "does not take"} ${title} for a condition met`, () => {
            const decision = decide([policyOf({ ...allow, Condition })], { ...read, context });
            assert.equal(decision, holds ? "allowed" : "not allowed");
        });
    }

    it("puts a tag into a resource", () => {
        const tagged = { ...allow, Resource: "arn:aws:s3:::state/${aws:PrincipalTag/team}/*" };
        const decideFor = (team: string) =>
            decide([policyOf(tagged)], { ...read, context: { "aws:PrincipalTag/team": team } });
        assert.deepEqual([decideFor("jobs"), decideFor("job")], ["allowed", "not allowed"]);
    });

    const refused: [string, object, RegExp][] = [
        ["another version", { Version: "2008-10-17" }, /^policy of version 2008-10-17 is not understood/],
        ["an element", { Statement: [{ ...allow, NotAction: "s3:*" }] }, /not understood: Effect Allow, NotAction/],
        ["an effect", { Statement: [{ ...allow, Effect: "Audit" }] }, /not understood: Effect Audit/],
        ["a kind of principal", { Statement: [{ ...allow, Principal: { AWS: "*" } }] }, /not understood: AWS/],
        ["an incomplete ARN", { Statement: [{ ...allow, Resource: "arn:aws:s3:*" }] }, /arn:aws:s3:\* is no ARN/],
        ["a missing Resource", { Statement: [{ ...allow, Resource: undefined }] }, /without Resource/],
        [
            "an operator",
            { Statement: [{ ...allow, Condition: { StringNotLike: { a: "b" } } }] },
            /operator StringNotLike is not understood/,
        ],
        [
            "an operator's sort of test",
            { Statement: [{ ...allow, Condition: { "ForAllValues:StringLike": { a: "b" } } }] },
            /operator ForAllValues:StringLike is not understood/,
        ],
        [
            "a key",
            { Statement: [{ ...allow, Condition: { StringLike: { "s3:ExistingObjectTag/a": "b" } } }] },
            /key s3:ExistingObjectTag\/a is not understood/,
        ],
        [
            "a variable with a default",
            { Statement: [{ ...allow, Resource: "arn:aws:s3:::state/${aws:PrincipalTag/a, 'b'}" }] },
            /variable \$\{aws:PrincipalTag\/a, 'b'\} is not understood/,
        ],
    ];
    for (const [title, change, message] of refused) {
        it(`rejects ${title} that it does not understand`, () =>
            assert.throws(() => decide([{ ...policyOf(allow), ...change } as AwsPolicy], read), { message }));
    }
});
