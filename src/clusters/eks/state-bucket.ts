import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { fixedOptions } from "./fixed-inputs";
import { bucketNameFor } from "./names";
import type { EksSettings } from "./settings";
import { lifecycleRules, transportPolicy } from "./state-bucket-spec";

/** Inputs of the bucket from other resources. */
export interface StateBucketInputs {
    /** Name of the cluster's component, for messages. */
    readonly owner: string;
    /** Key that encrypts the bucket; undefined for a dedicated key. */
    readonly kmsKeyArn: pulumi.Input<string> | undefined;
    /** AWS provider, to look up the account's number. */
    readonly provider: pulumi.ProviderResource;
}

/** A bucket, created or adopted. */
export interface StateBucket {
    readonly name: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** Undefined for an adopted bucket that names none. */
    readonly keyArn: pulumi.Input<string> | undefined;
}

/**
 * Registers the bucket and everything that encrypts and closes it.
 *
 * @param bucketName undefined for the default, which holds the account's number.
 */
export function createStateBucket(
    name: string,
    settings: EksSettings,
    bucketName: string | undefined,
    { owner, kmsKeyArn, provider }: StateBucketInputs,
    parent: pulumi.Resource,
): StateBucket {
    const kept = { parent, protect: true, retainOnDelete: true };
    const keyArn = kmsKeyArn ?? createKey(name, settings, kept).arn;
    const bucket = new s3.Bucket(
        `${name}-bucket`,
        { bucket: bucketName ?? defaultBucketName(settings, { parent, provider }), forceDestroy: false },
        kept,
    );
    configure(name, bucket, settings, kept);
    encrypt(name, bucket, keyArn, fixedOptions("encryption", owner, kept));
    return { name: bucket.bucket, arn: bucket.arn, keyArn };
}

/** Bucket names are one name space for all of AWS; account and region make one that is free. */
function defaultBucketName({ baseName, region }: EksSettings, opts: pulumi.InvokeOptions): pulumi.Output<string> {
    return getCallerIdentityOutput({}, opts).accountId.apply((account) => bucketNameFor(baseName, account, region));
}

/** Without the key the state is lost. */
function createKey(name: string, { baseName }: EksSettings, kept: pulumi.CustomResourceOptions): kms.Key {
    return new kms.Key(
        `${name}-key`,
        {
            description: `State of Flink jobs of ${baseName}`,
            enableKeyRotation: true,
            deletionWindowInDays: 30, // the longest
        },
        kept,
    );
}

function configure(
    name: string,
    { bucket, arn }: s3.Bucket,
    settings: EksSettings,
    kept: pulumi.CustomResourceOptions,
): void {
    const ownership = new s3.BucketOwnershipControls(
        `${name}-ownership`,
        { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        kept,
    );
    const access = new s3.BucketPublicAccessBlock(
        `${name}-public-access`,
        { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
        // S3 refuses two changes of a bucket's access at a time.
        { ...kept, dependsOn: ownership },
    );
    new s3.BucketPolicy(
        `${name}-transport`,
        { bucket, policy: pulumi.jsonStringify(transportPolicy(arn)) },
        { ...kept, dependsOn: access },
    );
    const versioning = new s3.BucketVersioning(
        `${name}-versions`,
        { bucket, versioningConfiguration: { status: "Enabled" } },
        kept,
    );
    new s3.BucketLifecycleConfiguration(
        `${name}-lifecycle`,
        { bucket, rules: lifecycleRules(settings) },
        { ...kept, dependsOn: versioning },
    );
}

function encrypt(
    name: string,
    { bucket }: s3.Bucket,
    keyArn: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
): void {
    new s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        {
            bucket,
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                    // A checkpoint is many small files: with a bucket key, S3 calls KMS far less often.
                    bucketKeyEnabled: true,
                },
            ],
        },
        opts,
    );
}
