import type { Recorded } from "../record";
import type { GcsGrant } from "./gcs-grants";

/** The grants on buckets and managed folders that a program registers. */
export function madeGrants(resources: readonly Recorded[]): readonly GcsGrant[] {
    return resources
        .filter(({ type }) => /^gcp:storage\/(bucketIAMMember|managedFolderIamMember):/.test(type))
        .map(({ inputs: { member, role, bucket, managedFolder } }) => ({
            member,
            role,
            bucket,
            ...(managedFolder === undefined ? {} : { folder: managedFolder }),
        }));
}
