import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { stableGuid } from "./names";

/** Built-in roles by the GUIDs that they have everywhere: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles. */
const builtInRoles = {
    networkContributor: "4d97b98b-1d4f-4787-a291-c67834d212e7",
    managedIdentityOperator: "f1a07417-d97a-45cb-824c-7a7467783830",
    keyVaultCryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
    keyVaultCryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    kubernetesClusterAdministrator: "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", // Azure Kubernetes Service RBAC Cluster Admin
    monitoringMetricsPublisher: "3913510d-42f4-4e42-8a64-420c390055eb",
} as const;

/** A built-in role. */
export type BuiltInRole = keyof typeof builtInRoles;

/** Id of a built-in role in a subscription. */
export function builtInRoleId(subscriptionId: string, role: BuiltInRole): string {
    return roleId(subscriptionId, builtInRoles[role]);
}

/** Id of a role in a subscription. */
export function roleId(subscriptionId: string, guid: string): string {
    return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

/** A role for one identity or group. */
export interface RoleAssignmentArgs {
    /** Id of what the right is for. */
    readonly scope: pulumi.Input<string>;
    /** Id of the role. */
    readonly roleId: pulumi.Input<string>;
    /** Object id of who gets it. */
    readonly principalId: pulumi.Input<string>;
    /** @default an identity of a machine or a pod */
    readonly principalType?: "ServicePrincipal" | "Group";
    /** Plain texts that tell this assignment from all others; its GUID is made from them. */
    readonly identifiedBy: readonly string[];
    /** Narrows the right. @default none */
    readonly condition?: string;
    /** Reason for the assignment, for people who read it in Azure. */
    readonly description: string;
}

/** Registers an assignment of a role. */
export function createRoleAssignment(
    name: string,
    args: RoleAssignmentArgs,
    opts: pulumi.CustomResourceOptions,
): authorization.RoleAssignment {
    const { scope, roleId, principalId, condition, description } = args;
    return new authorization.RoleAssignment(
        name,
        {
            roleAssignmentName: stableGuid("role-assignment", ...args.identifiedBy),
            scope,
            roleDefinitionId: roleId,
            principalId,
            // Without the type, Azure looks a new identity up in a copy of the directory that may not have it yet:
            // https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails
            principalType: args.principalType ?? "ServicePrincipal",
            description,
            ...(condition === undefined ? {} : { condition, conditionVersion: "2.0" }),
        },
        // The name stays when the rest must be made anew.
        { ...opts, deleteBeforeReplace: true },
    );
}
