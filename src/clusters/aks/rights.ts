import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { builtInRoleId, roleId } from "./iam";
import { shortHash, stableGuid } from "./names";
import type { AksSettings } from "./settings";
import type { BindingArgs } from "../../contracts/cluster";

/** Access of a service account to state. */
export type StateAccess = "read" | "readWrite";

/** Right on state among all rights that a binding asks for; undefined if there is none. */
export function stateAccess({ access }: Pick<BindingArgs, "access">): StateAccess | undefined {
    if (access.includes("state:readWrite")) {
        return "readWrite";
    }
    return access.includes("state:read") ? "read" : undefined;
}

const account = "Microsoft.Storage/storageAccounts";
const container = `${account}/blobServices/containers`;
const blobs = `${container}/blobs`;

/**
 * Actions on files and folders. The built-in roles for blob data also let their holder delete whole containers, so that the
 * roles are our own: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage.
 */
const stateActions = {
    read: [`${blobs}/read`],
    readWrite: [`${blobs}/read`, `${blobs}/write`, `${blobs}/add/action`, `${blobs}/move/action`, `${blobs}/delete`],
} as const satisfies Record<StateAccess, readonly string[]>;

/** GUID of a cluster's own role for state. */
function stateRoleGuid(settings: AksSettings, access: StateAccess): string {
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

/**
 * Condition of a role assignment that narrows it to one folder of one container, also when folders are listed:
 * https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes.
 *
 * @param prefix path of the folder, without slashes at its ends; empty for the whole container.
 * @throws Error if a name has a quotation mark, which would end the text that it is put into.
 */
export function stateCondition(
    place: { readonly account: string; readonly container: string },
    access: StateAccess,
    prefix: string,
): string {
    if ([place.account, place.container, prefix].some((name) => name.includes("'"))) {
        throw new Error(`a path in the state store must have no quotation mark, got ${JSON.stringify(prefix)}`);
    }
    const here = [
        `@Resource[${account}:name] StringEquals '${place.account}'`,
        `@Resource[${container}:name] StringEquals '${place.container}'`,
    ];
    const read = `ActionMatches{'${blobs}/read'}`;
    if (prefix === "") {
        return clause(
            stateActions[access].map((action) => `ActionMatches{'${action}'}`),
            here,
        );
    }
    const others = stateActions[access].slice(1).map((action) => `ActionMatches{'${action}'}`);
    return [
        clause(
            [`${read} AND NOT SubOperationMatches{'Blob.List'}`, ...others],
            [...here, below("@Resource", "path", prefix)],
        ),
        clause([`${read} AND SubOperationMatches{'Blob.List'}`], [...here, below("@Request", "prefix", prefix)]),
    ].join(" AND ");
}

/** Holds for every operation but those that are named; for these, what is demanded must hold. */
function clause(operations: readonly string[], demands: readonly string[]): string {
    const anyOther = operations.map((operation) => `!(${operation})`).join(" AND ");
    return `((${anyOther}) OR (${demands.join(" AND ")}))`;
}

function below(source: "@Resource" | "@Request", attribute: "path" | "prefix", prefix: string): string {
    const name = `${source}[${blobs}:${attribute}]`;
    return `(${name} StringEquals '${prefix}' OR ${name} StringStartsWith '${prefix}/')`;
}

/** Roles with the rights of applications on state, and no others. */
export type StateRoles = Readonly<Record<StateAccess, authorization.RoleDefinition>>;

/** Registers the roles. */
export function createStateRoles(name: string, settings: AksSettings, opts: pulumi.CustomResourceOptions): StateRoles {
    const scope = stateScope(settings);
    const role = (access: StateAccess, purpose: "reader" | "writer", words: string) => {
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
            opts,
        );
    };
    return {
        read: role("read", "reader", "Reads"),
        readWrite: role("readWrite", "writer", "Reads, writes and deletes"),
    };
}

/** One right of an identity. */
export interface Right {
    readonly purpose: "state" | "metrics";
    readonly scope: pulumi.Input<string>;
    readonly roleId: pulumi.Input<string>;
    readonly condition?: string;
    /** Resources that must exist before it can be given. */
    readonly dependsOn: readonly pulumi.Resource[];
}

/** Right on state in one folder; on everything if the prefix is empty. */
export function stateRight(settings: AksSettings, roles: StateRoles, access: StateAccess, prefix: string): Right {
    return {
        purpose: "state",
        scope: stateScope(settings),
        roleId: roleId(settings.subscriptionId, stateRoleGuid(settings, access)),
        condition: stateCondition(settings.stateStore, access, prefix),
        dependsOn: [roles[access]],
    };
}

/** Right to write metrics by a rule. */
export function metricsRight({ subscriptionId }: AksSettings, ruleId: pulumi.Input<string>): Right {
    const publisher = builtInRoleId(subscriptionId, "monitoringMetricsPublisher");
    return { purpose: "metrics", scope: ruleId, roleId: publisher, dependsOn: [] };
}
