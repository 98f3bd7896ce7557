import type { AzureOperation } from "./policies/azure-conditions";

const accounts = "Microsoft.Storage/storageAccounts";
const containers = `${accounts}/blobServices/containers`;
/** The type of blobs, with which their actions begin. */
export const blobs = `${containers}/blobs`;

/** Where an operation is, and what it names. */
export interface BlobPlace {
    readonly account: string;
    readonly container: string;
    /** Of the file or folder. @default none */
    readonly path?: string | undefined;
    /** Of a listing. @default none */
    readonly prefix?: string | undefined;
}

/** Attributes of an operation: https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes */
export function blobAttributes({ account, container, path, prefix }: BlobPlace): AzureOperation["attributes"] {
    return {
        [`@Resource[${accounts}:name]`]: account,
        [`@Resource[${containers}:name]`]: container,
        [`@Resource[${blobs}:path]`]: path,
        [`@Request[${blobs}:prefix]`]: prefix,
    };
}

/** An operation on a file, by the last part of its action, such as `move/action`. */
export function blobOperation(verb: string, place: BlobPlace): AzureOperation {
    return { action: `${blobs}/${verb}`, attributes: blobAttributes(place) };
}
