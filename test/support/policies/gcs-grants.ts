/** A grant of a role to a member. */
export interface GcsGrant {
    readonly member: string;
    readonly role: string;
    readonly bucket: string;
    /** Path of a managed folder with a slash at its end; undefined for the whole bucket. */
    readonly folder?: string;
}

/** One thing that is to be permitted. */
export interface GcsRequest {
    readonly member: string;
    readonly permission: string;
    readonly bucket: string;
    /** Name of the object, or prefix of a listing; undefined for what is about the bucket itself. */
    readonly object?: string;
}

/**
 * Permissions of the roles that are granted here, as far as calls to buckets and objects take them:
 * https://cloud.google.com/storage/docs/access-control/iam-roles
 */
const roles: Readonly<Record<string, readonly string[]>> = {
    "roles/storage.objectUser": ["create", "delete", "get", "list", "update"].map((verb) => `storage.objects.${verb}`),
    "roles/storage.objectViewer": ["storage.objects.get", "storage.objects.list"],
    "roles/storage.bucketViewer": ["storage.buckets.get", "storage.buckets.list"],
};

/**
 * Whether a request is permitted. Grants add up; one on a managed folder is about the names that begin with its path, and so
 * about listings whose prefix does: https://cloud.google.com/storage/docs/managed-folders
 *
 * @throws Error for a role that is not known here, or a folder's path without slash
 */
export function isGranted(grants: readonly GcsGrant[], request: GcsRequest): boolean {
    return grants
        .map((grant) => permissionsOf(grant).includes(request.permission) && isAbout(grant, request))
        .some((granted) => granted);
}

function permissionsOf({ role, folder }: GcsGrant): readonly string[] {
    const permissions = roles[role];
    if (permissions === undefined || folder?.endsWith("/") === false) {
        throw new Error(`a grant of ${role} on ${folder ?? "a bucket"} is not understood`);
    }
    return permissions;
}

function isAbout({ member, bucket, folder }: GcsGrant, request: GcsRequest): boolean {
    return (
        member === request.member &&
        bucket === request.bucket &&
        (folder === undefined || request.object?.startsWith(folder) === true)
    );
}
