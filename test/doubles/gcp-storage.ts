import { listOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo } from "./property-rules";
import { kmsKey, labels, member, role } from "./gcp-values";
import type { Inputs, PropertyRule, TypeRules } from "./rules";

// https://cloud.google.com/storage/docs/buckets#naming
const bucketName: PropertyRule = (value) =>
    typeof value === "string" && /^(?!goog)(?!.*g(oo|00)gle)[a-z0-9][-_a-z0-9]{1,61}[a-z0-9]$/.test(value)
        ? undefined
        : `must be a bucket's name, got ${JSON.stringify(value)}`;
const folderName = matching(/^[^/]+(\/[^/]+){0,14}\/$/, "a folder's path with a slash at its end");

const lifecycleRule = objectOf(
    {
        action: objectOf({ type: oneOf("Delete", "SetStorageClass", "AbortIncompleteMultipartUpload") }, ["type"]),
        condition: objectOf({
            age: wholeNumber(0),
            daysSinceNoncurrentTime: wholeNumber(0),
            withState: oneOf("LIVE", "ARCHIVED", "ANY"),
            matchesPrefixes: listOf(text, 1, 1000),
        }),
    },
    ["action", "condition"],
);

/** Buckets, and rights on what is in them. */
export const gcpStorageTypes: Readonly<Record<string, TypeRules>> = {
    "gcp:storage/bucket:Bucket": {
        required: ["location"],
        properties: {
            name: bucketName,
            location: matching(/^[A-Z]+(-[A-Z]+\d+)?$/, "a location in capitals, as Google gives it back"),
            storageClass: oneOf("STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE"),
            encryption: objectOf({ defaultKmsKeyName: kmsKey }, ["defaultKmsKeyName"]),
            uniformBucketLevelAccess: yesOrNo,
            publicAccessPrevention: oneOf("inherited", "enforced"),
            forceDestroy: yesOrNo,
            versioning: objectOf({ enabled: yesOrNo }, ["enabled"]),
            // None, or from 7 to 90 days: https://cloud.google.com/storage/docs/soft-delete
            softDeletePolicy: objectOf({
                retentionDurationSeconds: (value) =>
                    value === 0 ? undefined : wholeNumber(7 * 86400, 90 * 86400)(value),
            }),
            lifecycleRules: listOf(lifecycleRule, 0, 100),
            labels,
        },
        replaces: ["name", "location"],
        outputs: ({ name }) => ({ url: `gs://${name}`, selfLink: `https://www.googleapis.com/storage/v1/b/${name}` }),
        id: ({ name }) => String(name),
        problems: bucketProblems,
    },
    "gcp:storage/bucketObject:BucketObject": {
        required: ["bucket"],
        properties: { bucket: bucketName, name: matching(/^.{1,1024}$/, "an object's name"), source: () => undefined },
        replaces: ["bucket", "name"],
        outputs: () => ({ crc32c: "AAAAAA==" }),
        id: ({ bucket, name }) => `${bucket}-${name}`,
    },
    "gcp:storage/bucketIAMMember:BucketIAMMember": {
        required: ["bucket", "role", "member"],
        properties: { bucket: bucketName, role, member },
        replaces: ["bucket", "role", "member"],
        outputs: () => ({ etag: "CAE=" }),
        id: (inputs) => `b/${inputs["bucket"]}/${inputs["role"]}/${inputs["member"]}`,
    },
    "gcp:storage/managedFolder:ManagedFolder": {
        required: ["bucket"],
        properties: { bucket: bucketName, name: folderName, forceDestroy: yesOrNo },
        replaces: ["bucket", "name"],
        outputs: () => ({ metageneration: "1" }),
        id: ({ bucket, name }) => `${bucket}/${name}`,
    },
    "gcp:storage/managedFolderIamMember:ManagedFolderIamMember": {
        required: ["bucket", "managedFolder", "role", "member"],
        properties: { bucket: bucketName, managedFolder: folderName, role, member },
        replaces: ["bucket", "managedFolder", "role", "member"],
        outputs: () => ({ etag: "CAE=" }),
        id: (inputs) =>
            `b/${inputs["bucket"]}/managedFolders/${inputs["managedFolder"]}/${inputs["role"]}/${inputs["member"]}`,
    },
};

/** A key encrypts only what is where it is. */
function bucketProblems({ location, encryption }: Inputs): string[] {
    const keyLocation = /\/locations\/([^/]+)\//.exec(String(encryption?.defaultKmsKeyName ?? ""))?.[1];
    return keyLocation === undefined || keyLocation.toUpperCase() === location
        ? []
        : [`the bucket is in ${location}, and its key in ${keyLocation}`];
}
