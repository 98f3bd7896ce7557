import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { builtInRoleId, roleId } from "./iam";
import { shortHash, stableGuid } from "./names";
import { newRoles } from "./propagation";
import type { AksSettings } from "./settings";
import { stateActions, stateCondition, uploadCondition, type StateRole } from "./state-condition";
import type { StateAccess } from "../shared/state-access";
import type { Propagation } from "../shared/propagation";

/** GUID of a cluster's own role for state. */
function stateRoleGuid(settings: AksSettings, access: StateRole): string {
    const { subscriptionId, stateStore, baseName } = settings;
    return stableGuid("role-definition", subscriptionId, stateStore.resourceGroup, baseName, access);
}

/**
 * Scope of the state roles and their assignments. It is not the account, whose lock would keep a binding from being removed:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources#considerations-before-applying-your-locks.
 * The roles have no actions but those on files, and a condition says on which.
 */
function stateScope({ subscriptionId, stateStore }: Pick<AksSettings, "subscriptionId" | "stateStore">): string {
    return `/subscriptions/${subscriptionId}/resourceGroups/${stateStore.resourceGroup}`;
}

/** Roles with the rights of applications on state, and no others. */
export interface StateRoles extends Readonly<Record<StateAccess, authorization.RoleDefinition>> {
    /** Patience with assignments of a role that has just been made. */
    readonly propagation: Propagation;
    /** All of them. */
    readonly all: readonly authorization.RoleDefinition[];
    /** Role of what puts samples into the store; undefined if there are none. */
    readonly upload: authorization.RoleDefinition | undefined;
}

/** Registers the roles. */
export function createStateRoles(name: string, settings: AksSettings, opts: pulumi.CustomResourceOptions): StateRoles {
    const scope = stateScope(settings);
    const propagation = newRoles(name);
    const role = (access: StateRole, purpose: "reader" | "writer" | "uploader", words: string) => {
        const guid = stateRoleGuid(settings, access);
        return new authorization.RoleDefinition(
            `${name}-${purpose}`,
            {
                scope,
                roleDefinitionId: guid,
                // A role's name must be the only one in its tenant.
                roleName: `Flink state-${purpose} ${settings.baseName} ${shortHash(8, guid)}`,
                roleType: "CustomRole",
                description: `${words} files and folders of Flink's state; its assignments say which`,
                permissions: [
                    { actions: [], notActions: [], dataActions: [...stateActions[access]], notDataActions: [] },
                ],
                assignableScopes: [scope],
            },
            { ...opts, ...propagation.ofMade },
        );
    };
    const read = role("read", "reader", "Reads");
    const readWrite = role("readWrite", "writer", "Reads, writes and deletes");
    const upload = hasSamples(settings) ? role("upload", "uploader", "Writes") : undefined;
    return { read, readWrite, upload, all: [read, readWrite, ...(upload ? [upload] : [])], propagation };
}

/** Whether there are files to be put into the store. */
export const hasSamples = ({ stateStore }: AksSettings) => Object.keys(stateStore.samples).length > 0;

/** One right of an identity. */
export interface Right {
    readonly purpose: "state" | "metrics" | "upload";
    readonly scope: pulumi.Input<string>;
    readonly roleId: pulumi.Input<string>;
    readonly condition?: string;
    /** Options for what must be there, and known, before it can be given. */
    readonly opts: Pick<pulumi.CustomResourceOptions, "dependsOn" | "hooks">;
}

/** Right on state in one folder; on everything if the prefix is empty. */
export function stateRight(settings: AksSettings, roles: StateRoles, access: StateAccess, prefix: string): Right {
    return {
        purpose: "state",
        scope: stateScope(settings),
        roleId: roleId(settings.subscriptionId, stateRoleGuid(settings, access)),
        condition: stateCondition(settings.stateStore, access, prefix),
        opts: { dependsOn: [roles[access]], ...roles.propagation.ofNeedingOnce },
    };
}

/** Right to write the samples, and nothing else, into the store. */
export function uploadRight(settings: AksSettings, { upload, propagation }: StateRoles): Right {
    return {
        purpose: "upload",
        scope: stateScope(settings),
        roleId: roleId(settings.subscriptionId, stateRoleGuid(settings, "upload")),
        condition: uploadCondition(settings.stateStore, Object.keys(settings.stateStore.samples)),
        opts: { dependsOn: upload === undefined ? [] : [upload], ...propagation.ofNeedingOnce },
    };
}

/** Right to write metrics by a rule. */
export function metricsRight({ subscriptionId }: AksSettings, ruleId: pulumi.Input<string>): Right {
    const publisher = builtInRoleId(subscriptionId, "monitoringMetricsPublisher");
    return { purpose: "metrics", scope: ruleId, roleId: publisher, opts: {} };
}
