import assert from "node:assert/strict";
import type { AwsPolicy, AwsStatement } from "./aws-policies";
import { trustsPod, trustsToken } from "./aws-trust";

const trustOf = (statement: Omit<AwsStatement, "Effect">): AwsPolicy => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", ...statement }],
});

describe("trustsPod", () => {
    const pod = {
        clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
        namespace: "orders",
        serviceAccount: "flink",
    };
    const Principal = { Service: "pods.eks.amazonaws.com" };
    const Action = ["sts:AssumeRole", "sts:TagSession"];
    const tagged = { StringEquals: { "aws:RequestTag/kubernetes-namespace": "orders" } };
    const trusts: [string, Omit<AwsStatement, "Effect">, boolean][] = [
        ["Pod Identity with both actions", { Principal, Action }, true],
        ["the pod's namespace", { Principal, Action, Condition: tagged }, true],
        [
            "another namespace",
            { Principal, Action, Condition: { StringEquals: { "aws:RequestTag/kubernetes-namespace": "payments" } } },
            false,
        ],
        ["one action of two", { Principal, Action: ["sts:AssumeRole"] }, false],
        ["another service", { Principal: { Service: "ec2.amazonaws.com" }, Action }, false],
    ];
    for (const [title, statement, trusted] of trusts) {
        it(`${trusted ? "holds" : "does not hold"} with a trust in ${title}`, () =>
            assert.equal(trustsPod(trustOf(statement), pod), trusted));
    }
});

describe("trustsToken", () => {
    const host = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";
    const providerArn = `arn:aws:iam::123456789012:oidc-provider/${host}`;
    const token = { providerArn, audience: "sts.amazonaws.com", subject: "system:serviceaccount:orders:flink" };
    const trust = trustOf({
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${host}:aud`]: token.audience, [`${host}:sub`]: token.subject } },
    });
    const tokens: [string, object, boolean][] = [
        ["the service account's token", {}, true],
        ["a token for another audience", { audience: "kubernetes.default.svc" }, false],
        ["another service account's token", { subject: "system:serviceaccount:orders:default" }, false],
    ];
    for (const [title, change, trusted] of tokens) {
        it(`${trusted ? "takes" : "refuses"} ${title}`, () =>
            assert.equal(trustsToken(trust, { ...token, ...change }), trusted));
    }

    it("refuses another issuer's token", () => {
        const other = providerArn.replace("ABC", "DEF");
        assert.equal(trustsToken(trust, { ...token, providerArn: other }), false);
    });
});
