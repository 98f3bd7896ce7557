import { stableGuid } from "./names";
import type { AksSettings } from "./settings";

/** Built-in roles by the GUIDs that they have everywhere: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles. */
export const builtInRoles = {
    networkContributor: "4d97b98b-1d4f-4787-a291-c67834d212e7",
    managedIdentityOperator: "f1a07417-d97a-45cb-824c-7a7467783830",
    keyVaultCryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
    keyVaultCryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    kubernetesClusterAdministrator: "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", // Azure Kubernetes Service RBAC Cluster Admin
    monitoringMetricsPublisher: "3913510d-42f4-4e42-8a64-420c390055eb",
} as const;

/** Id of a built-in role in a subscription. */
export function builtInRoleId(subscriptionId: string, role: keyof typeof builtInRoles): string {
    return roleId(subscriptionId, builtInRoles[role]);
}

/** Id of a role in a subscription. */
export function roleId(subscriptionId: string, guid: string): string {
    return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

/** What a service account may do with state. */
export type StateAccess = "read" | "readWrite";

const account = "Microsoft.Storage/storageAccounts";
const container = `${account}/blobServices/containers`;
const blobs = `${container}/blobs`;

/**
 * Actions on files and folders. The built-in roles for blob data also let their holder delete whole containers, so that the
 * roles are our own: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage.
 */
export const stateActions = {
    read: [`${blobs}/read`],
    readWrite: [`${blobs}/read`, `${blobs}/write`, `${blobs}/add/action`, `${blobs}/move/action`, `${blobs}/delete`],
} as const satisfies Record<StateAccess, readonly string[]>;

/** GUID of a cluster's own role for state. */
export function stateRoleGuid(settings: AksSettings, access: StateAccess): string {
    const { subscriptionId, stateStore, clusterName } = settings;
    return stableGuid("role-definition", subscriptionId, stateStore.resourceGroup, clusterName, access);
}

/**
 * Scope of the state roles and their assignments. It is not the account, whose lock would keep a binding from being removed:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources#considerations-before-applying-your-locks.
 * The roles have no actions but those on files, and a condition says on which.
 */
export function stateScope({ subscriptionId, stateStore }: Pick<AksSettings, "subscriptionId" | "stateStore">): string {
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
