import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { stableGuid } from "./names";

/** A right that somebody gets. */
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
    /** Why, for whoever reads the assignments in Azure. */
    readonly description: string;
}

/** Registers a role assignment. */
export function assignRole(
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
