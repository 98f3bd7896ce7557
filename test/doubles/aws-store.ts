import { arn, arnForm, policyRule, tags } from "./aws-forms";
import { listOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo } from "./property-rules";
import type { Inputs, PropertyRule, TypeRules } from "./rules";

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const bucket = matching(/^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?<!-s3alias)$/, "a bucket's name");

/** A part of a bucket's configuration: it belongs to one bucket and has no name of its own. */
function partOfBucket(property: string, rule: PropertyRule): TypeRules {
    return {
        required: ["bucket", property],
        properties: { bucket, [property]: rule },
        replaces: ["bucket"],
        physicalName: "bucket",
        id: (inputs) => String(inputs["bucket"]),
        outputs: () => ({}),
    };
}

const ruleActions = ["abortIncompleteMultipartUpload", "noncurrentVersionExpiration", "expiration"];

/** S3 refuses a rule without an action; a rule that ends live objects is refused here, as it would end checkpoints. */
const lifecycleRule: PropertyRule = (value) => {
    const form = objectOf(
        {
            id: matching(/^.{1,255}$/, "an id"),
            status: oneOf("Enabled", "Disabled"),
            filter: objectOf({ prefix: () => undefined }),
            abortIncompleteMultipartUpload: objectOf({ daysAfterInitiation: wholeNumber(1) }, ["daysAfterInitiation"]),
            noncurrentVersionExpiration: objectOf({ noncurrentDays: wholeNumber(1) }, ["noncurrentDays"]),
            expiration: objectOf({ expiredObjectDeleteMarker: yesOrNo }, ["expiredObjectDeleteMarker"]),
        },
        ["id", "status"],
    );
    return form(value) ?? (ruleActions.some((action) => action in (value as Inputs)) ? undefined : "has no action");
};

/** The state store and its key. */
export const awsStoreTypes: Readonly<Record<string, TypeRules>> = {
    "aws:s3/bucket:Bucket": {
        required: [],
        properties: { bucket, forceDestroy: yesOrNo, tags },
        replaces: ["bucket"],
        physicalName: "bucket",
        id: (inputs) => String(inputs["bucket"]),
        outputs: (inputs) => ({ arn: `arn:aws:s3:::${inputs["bucket"]}` }),
        deletionProblem: () => "BucketNotEmpty: the bucket you tried to delete is not empty",
    },
    "aws:s3/bucketObjectv2:BucketObjectv2": {
        required: ["bucket", "key"],
        properties: { bucket, key: matching(/^[^/].{0,1023}$/, "an object's key"), source: () => undefined },
        replaces: ["bucket", "key"],
        physicalName: "key",
        id: (inputs) => `${inputs["bucket"]}/${inputs["key"]}`,
        outputs: () => ({ etag: "d41d8cd98f00b204e9800998ecf8427e" }),
    },
    "aws:s3/bucketVersioning:BucketVersioning": partOfBucket(
        "versioningConfiguration",
        objectOf({ status: oneOf("Enabled", "Suspended", "Disabled") }, ["status"]),
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": partOfBucket(
        "rules",
        listOf(
            objectOf({
                applyServerSideEncryptionByDefault: objectOf(
                    { sseAlgorithm: oneOf("AES256", "aws:kms", "aws:kms:dsse"), kmsMasterKeyId: arnForm("kms") },
                    ["sseAlgorithm"],
                ),
                bucketKeyEnabled: yesOrNo,
            }),
            1,
            1,
        ),
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
        required: ["bucket"],
        properties: {
            bucket,
            blockPublicAcls: yesOrNo,
            blockPublicPolicy: yesOrNo,
            ignorePublicAcls: yesOrNo,
            restrictPublicBuckets: yesOrNo,
        },
        replaces: ["bucket"],
        physicalName: "bucket",
        id: (inputs) => String(inputs["bucket"]),
        outputs: () => ({}),
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": partOfBucket(
        "rule",
        objectOf({ objectOwnership: oneOf("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter") }, [
            "objectOwnership",
        ]),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": partOfBucket("policy", policyRule("resource")),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": partOfBucket(
        "rules",
        listOf(lifecycleRule, 1, 1000),
    ),
    "aws:kms/key:Key": {
        required: [],
        properties: {
            description: text,
            enableKeyRotation: yesOrNo,
            deletionWindowInDays: wholeNumber(7, 30),
            policy: policyRule("resource"),
            tags,
        },
        replaces: [],
        id: (_, { serial }) => `${serial}-0000-4000-8000-000000000000`,
        outputs: (_, { serial }) => ({
            arn: arn("kms", `key/${serial}-0000-4000-8000-000000000000`),
            keyId: `${serial}-0000-4000-8000-000000000000`,
        }),
    },
};
