import { both, listOf, matching, objectOf, oneOf, text } from "./property-rules";
import { anyId, common, groupName, guid, guidOf, nameOf, resourceId, someSubscription } from "./azure-native-values";
import type { Inputs, PropertyRule, TypeRules } from "./rules";

const roleId = matching(
    /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/,
    "the id of a role definition",
);

// Every parenthesis closed, every operation and attribute in its brackets:
// https://learn.microsoft.com/azure/role-based-access-control/conditions-format
const condition: PropertyRule = both(text, (value) => {
    const written = String(value).replace(/'[^']*'/g, "''");
    const open = [...written].reduce((depth, sign) => depth + (sign === "(" ? 1 : sign === ")" ? -1 : 0), 0);
    const right = open === 0 && /ActionMatches\{''\}/.test(written) && String(value).length <= 8192;
    return right ? undefined : `must be a condition on operations, got ${JSON.stringify(value)}`;
});

const action = matching(/^(\*|Microsoft\.[A-Za-z]+\/[A-Za-z/*]+)$/, "an operation of Azure");

/** Groups, identities and rights. */
export const azureAccessTypes: Readonly<Record<string, TypeRules>> = {
    "azure-native:resources:ResourceGroup": {
        required: [],
        properties: common,
        replaces: ["resourceGroupName", "location"],
        physicalName: "resourceGroupName",
        outputs: ({ resourceGroupName }) => ({ name: resourceGroupName, type: "Microsoft.Resources/resourceGroups" }),
        id: ({ resourceGroupName }) => `/subscriptions/${someSubscription}/resourceGroups/${resourceGroupName}`,
    },
    "azure-native:managedidentity:UserAssignedIdentity": {
        required: ["resourceGroupName"],
        properties: { ...common, resourceName: nameOf(3, 128, "-_") },
        replaces: ["resourceGroupName", "resourceName", "location"],
        physicalName: "resourceName",
        outputs: ({ resourceName }, { serial }) => ({
            name: resourceName,
            clientId: guidOf(serial, "1"),
            principalId: guidOf(serial, "2"),
            tenantId: someSubscription,
        }),
        id: (inputs) => resourceId(inputs, identityPath(inputs)),
    },
    "azure-native:managedidentity:FederatedIdentityCredential": {
        required: ["audiences", "issuer", "resourceGroupName", "resourceName", "subject"],
        properties: {
            resourceGroupName: groupName,
            resourceName: nameOf(3, 128, "-_"),
            federatedIdentityCredentialResourceName: nameOf(3, 120, "-_"),
            issuer: matching(/^https:\/\/\S+$/, "an address"),
            // Exactly one service account.
            subject: matching(/^system:serviceaccount:[-a-z0-9]{1,63}:[-a-z0-9.]{1,253}$/, "a service account"),
            audiences: listOf(oneOf("api://AzureADTokenExchange"), 1, 1),
        },
        replaces: ["resourceGroupName", "resourceName", "federatedIdentityCredentialResourceName"],
        physicalName: "federatedIdentityCredentialResourceName",
        outputs: (inputs) => ({ name: inputs["federatedIdentityCredentialResourceName"] }),
        id: (inputs) =>
            resourceId(
                inputs,
                `${identityPath(inputs)}/federatedIdentityCredentials/${inputs["federatedIdentityCredentialResourceName"]}`,
            ),
    },
    "azure-native:authorization:RoleAssignment": {
        required: ["principalId", "roleDefinitionId", "scope"],
        properties: {
            roleAssignmentName: guid,
            scope: anyId,
            roleDefinitionId: roleId,
            principalId: guid,
            principalType: oneOf("User", "Group", "ServicePrincipal", "ForeignGroup", "Device"),
            description: text,
            condition,
            conditionVersion: oneOf("2.0"),
        },
        replaces: ["roleAssignmentName", "scope", "roleDefinitionId", "principalId"],
        physicalName: "roleAssignmentName",
        outputs: ({ roleAssignmentName }) => ({ name: roleAssignmentName }),
        id: ({ scope, roleAssignmentName }) =>
            `${scope}/providers/Microsoft.Authorization/roleAssignments/${roleAssignmentName}`,
        problems: ({ condition: given, conditionVersion }) =>
            (given === undefined) === (conditionVersion === undefined)
                ? []
                : ["condition and conditionVersion belong together"],
    },
    "azure-native:authorization:RoleDefinition": {
        required: ["scope"],
        properties: {
            scope: anyId,
            roleDefinitionId: guid,
            roleName: matching(/^.{1,512}$/, "a name of 1 to 512 characters"),
            roleType: oneOf("CustomRole"),
            description: text,
            permissions: listOf(
                objectOf({
                    actions: listOf(action),
                    notActions: listOf(action),
                    dataActions: listOf(action),
                    notDataActions: listOf(action),
                }),
                1,
                1,
            ),
            assignableScopes: listOf(anyId, 1),
        },
        replaces: ["scope", "roleDefinitionId"],
        physicalName: "roleDefinitionId",
        outputs: ({ roleDefinitionId }) => ({ name: roleDefinitionId }),
        id: ({ roleDefinitionId }) =>
            `/subscriptions/${someSubscription}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`,
    },
    "azure-native:authorization:ManagementLockByScope": {
        required: ["level", "scope"],
        properties: {
            scope: anyId,
            lockName: nameOf(1, 90, "-_."),
            level: oneOf("CanNotDelete", "ReadOnly"),
            notes: text,
        },
        replaces: ["scope", "lockName"],
        physicalName: "lockName",
        outputs: ({ lockName }) => ({ name: lockName }),
        id: ({ scope, lockName }) => `${scope}/providers/Microsoft.Authorization/locks/${lockName}`,
    },
};

const identityPath = ({ resourceName }: Inputs) => `Microsoft.ManagedIdentity/userAssignedIdentities/${resourceName}`;
