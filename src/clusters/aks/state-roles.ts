import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { shortHash } from "./names";
import { stateActions, stateRoleGuid, stateScope, type StateAccess } from "./rights";
import type { AksSettings } from "./settings";

/** Roles with the rights of applications on state, and no others. */
export type StateRoles = Readonly<Record<StateAccess, authorization.RoleDefinition>>;

/** Registers the roles. */
export function stateRoles(name: string, settings: AksSettings, opts: pulumi.CustomResourceOptions): StateRoles {
    const scope = stateScope(settings);
    const role = (access: StateAccess, purpose: string, words: string) => {
        const guid = stateRoleGuid(settings, access);
        return new authorization.RoleDefinition(
            `${name}-${purpose}`,
            {
                scope,
                roleDefinitionId: guid,
                // A role's name must be the only one in its tenant.
                roleName: `Flink ${purpose} ${settings.clusterName} ${shortHash(8, guid)}`,
                roleType: "CustomRole",
                description: `${words} files and folders of Flink's state; its assignments say which`,
                permissions: [
                    { actions: [], notActions: [], dataActions: [...stateActions[access]], notDataActions: [] },
                ],
                assignableScopes: [scope],
            },
            opts,
        );
    };
    return {
        read: role("read", "state-reader", "Reads"),
        readWrite: role("readWrite", "state-writer", "Reads, writes and deletes"),
    };
}
