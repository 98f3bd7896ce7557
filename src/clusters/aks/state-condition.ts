import type * as pulumi from "@pulumi/pulumi";
import type { StateAccess } from "../shared/state-access";

/** Rights of a state role: `upload` is writing alone. */
export type StateRole = StateAccess | "upload";

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
    upload: [`${blobs}/write`],
} as const satisfies Record<StateRole, readonly string[]>;

/**
 * Condition of a role assignment that narrows it to one folder of one container, also when folders are listed:
 * https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes.
 *
 * @param prefix path of the folder, without slashes at its ends; empty for the whole container.
 * @throws Error if a name has a quotation mark.
 */
export function stateCondition(place: StatePlace, access: StateAccess, prefix: string): string {
    const here = demandsOfPlace(place, prefix);
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

/**
 * Condition of a role assignment that narrows writing to some files of one container.
 *
 * @throws Error if a name has a quotation mark.
 */
export function uploadCondition(place: StatePlace, files: readonly string[]): string {
    const demands = files.map((file) => `@Resource[${blobs}:path] StringEquals '${file}'`);
    return clause(
        stateActions.upload.map((action) => `ActionMatches{'${action}'}`),
        [...demandsOfPlace(place, ...files), `(${demands.join(" OR ")})`],
    );
}

/** Account and container of the state store. */
export interface StatePlace {
    readonly account: string;
    readonly container: string;
}

/** The same, which other resources may supply. */
export type StatePlaceInputs = { readonly [Name in keyof StatePlace]: pulumi.Input<string> };

/** @throws Error if one of the names has a quotation mark, which would end the text that it is put into. */
function demandsOfPlace(place: StatePlace, ...paths: readonly string[]): readonly string[] {
    const quoted = [place.account, place.container, ...paths].find((name) => name.includes("'"));
    if (quoted !== undefined) {
        throw new Error(`a path in the state store must have no quotation mark, got ${JSON.stringify(quoted)}`);
    }
    return [
        `@Resource[${account}:name] StringEquals '${place.account}'`,
        `@Resource[${container}:name] StringEquals '${place.container}'`,
    ];
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
