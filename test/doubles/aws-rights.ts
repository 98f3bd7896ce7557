import { account, globalArn, named, policyRule, prefixOf, tags } from "./aws-forms";
import { listOf, matching, text } from "./property-rules";
import type { TypeRules } from "./rules";

// What a role may be called, with what AWS adds to a prefix: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const rolePrefix = prefixOf(64 - 26);
const roleName = matching(/^[\w+=,.@-]{1,64}$/, "a role's name");
const policyName = matching(/^[\w+=,.@-]{1,128}$/, "a policy's name");

/** Roles and what they may do. */
export const awsRightsTypes: Readonly<Record<string, TypeRules>> = {
    "aws:iam/role:Role": {
        required: ["assumeRolePolicy"],
        properties: {
            name: roleName,
            namePrefix: rolePrefix,
            // Tabs, line ends and Latin-1 alone: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
            description: matching(/^[\t\n\r\x20-\x7e\xa1-\xff]{0,1000}$/, "a description"),
            assumeRolePolicy: policyRule("trust"),
            tags,
        },
        replaces: ["name", "namePrefix"],
        id: (inputs, context) => named(inputs, context),
        problems: ({ name, namePrefix }) =>
            name !== undefined && namePrefix !== undefined ? ["a name and a prefix of it exclude each other"] : [],
        outputs: (inputs, context) => {
            const name = named(inputs, context);
            return { name, arn: globalArn("iam", `role/${name}`), uniqueId: `AROA${context.serial.toUpperCase()}` };
        },
    },
    "aws:iam/rolePolicy:RolePolicy": {
        required: ["role", "policy"],
        properties: { role: roleName, name: policyName, policy: policyRule("identity") },
        replaces: ["role", "name"],
        id: (inputs, context) => `${inputs["role"]}:${named(inputs, context)}`,
        outputs: (inputs, context) => ({ name: named(inputs, context) }),
    },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        required: ["role", "policyArn"],
        properties: {
            role: roleName,
            policyArn: matching(/^arn:aws:iam::(aws|\d{12}):policy\/.+$/, "the ARN of a policy"),
        },
        replaces: ["role", "policyArn"],
        outputs: () => ({}),
    },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
        required: ["url", "clientIdLists"],
        properties: { url: matching(/^https:\/\/[^/]+\/.+$/, "an issuer's URL"), clientIdLists: listOf(text, 1), tags },
        replaces: ["url"],
        physicalName: "url",
        id: (inputs) => globalArn("iam", `oidc-provider/${String(inputs["url"]).replace("https://", "")}`),
        outputs: (inputs) => ({
            arn: globalArn("iam", `oidc-provider/${String(inputs["url"]).replace("https://", "")}`),
        }),
    },
};

/** What the double says of who asks. */
export const callerIdentity = {
    accountId: account,
    arn: globalArn("iam", "role/deployer"),
    userId: "AROADEPLOYER",
    id: account,
};
