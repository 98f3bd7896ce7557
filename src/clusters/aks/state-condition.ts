import type { StateAccess } from "../shared/state-access";

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

/** Clause that restricts the named operations to the demands and leaves all others alone. */
function clause(operations: readonly string[], demands: readonly string[]): string {
    const anyOther = operations.map((operation) => `!(${operation})`).join(" AND ");
    return `((${anyOther}) OR (${demands.join(" AND ")}))`;
}

function below(source: "@Resource" | "@Request", attribute: "path" | "prefix", prefix: string): string {
    const name = `${source}[${blobs}:${attribute}]`;
    return `(${name} StringEquals '${prefix}' OR ${name} StringStartsWith '${prefix}/')`;
}
