import type { TypeNeeds } from "./permissions";

const reference = "https://docs.aws.amazon.com/service-authorization/latest/reference";
const provider = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service";
const ofS3 = (file: string) => [`${reference}/list_amazons3.html`, `${provider}/s3/${file}.go`];

/** A part of the state bucket's configuration, which is set as a whole and stays with the bucket. */
const partOfBucket = (part: string, file: string): TypeNeeds => ({
    create: [`s3:Put${part}`],
    read: [`s3:Get${part}`],
    update: [`s3:Put${part}`],
    sources: ofS3(file),
});

/** What the state store takes: a bucket, its parts and its key. */
export const awsStorePermissions: Readonly<Record<string, TypeNeeds>> = {
    "aws:s3/bucket:Bucket": {
        create: ["s3:CreateBucket", "s3:TagResource"],
        // It reads every part of a bucket, also those that are resources of their own now.
        read: [
            "s3:ListBucket",
            "s3:ListTagsForResource",
            "s3:GetAccelerateConfiguration",
            "s3:GetBucketAcl",
            "s3:GetBucketCORS",
            "s3:GetBucketLocation",
            "s3:GetBucketLogging",
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetBucketPolicy",
            "s3:GetBucketRequestPayment",
            "s3:GetBucketVersioning",
            "s3:GetBucketWebsite",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:GetReplicationConfiguration",
        ],
        update: ["s3:TagResource", "s3:UntagResource"],
        sources: [...ofS3("bucket"), "https://github.com/hashicorp/terraform-provider-aws/pull/45251"],
    },
    // The bucket's key encrypts it, and the bucket keeps its versions.
    "aws:s3/bucketObjectv2:BucketObjectv2": {
        create: ["s3:PutObject", "s3:PutObjectTagging", "kms:GenerateDataKey", "kms:Decrypt"],
        read: ["s3:GetObject", "s3:GetObjectTagging"],
        update: ["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObjectTagging", "kms:GenerateDataKey", "kms:Decrypt"],
        delete: ["s3:ListBucketVersions", "s3:DeleteObject", "s3:DeleteObjectVersion"],
        sources: [...ofS3("object"), "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"],
    },
    "aws:s3/bucketVersioning:BucketVersioning": partOfBucket("BucketVersioning", "bucket_versioning"),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": partOfBucket(
        "EncryptionConfiguration",
        "bucket_server_side_encryption_configuration",
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": partOfBucket(
        "BucketPublicAccessBlock",
        "bucket_public_access_block",
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": partOfBucket(
        "BucketOwnershipControls",
        "bucket_ownership_controls",
    ),
    "aws:s3/bucketPolicy:BucketPolicy": partOfBucket("BucketPolicy", "bucket_policy"),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": partOfBucket(
        "LifecycleConfiguration",
        "bucket_lifecycle_configuration",
    ),
    // The key of state stays, that of Kubernetes secrets goes with the cluster.
    "aws:kms/key:Key": {
        create: ["kms:CreateKey", "kms:EnableKeyRotation", "kms:TagResource"],
        read: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
        update: [
            "kms:UpdateKeyDescription",
            "kms:EnableKeyRotation",
            "kms:DisableKeyRotation",
            "kms:TagResource",
            "kms:UntagResource",
        ],
        delete: ["kms:ScheduleKeyDeletion"],
        sources: [`${reference}/list_awskeymanagementservice.html`, `${provider}/kms/key.go`],
    },
};
