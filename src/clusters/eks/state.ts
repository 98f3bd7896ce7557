import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./iam";
import { partitionOf } from "./region";
import type { EksSettings } from "./settings";
import { sampleFiles, type Samples } from "../shared/samples";

/** Which bucket. */
export interface EksStateArgs {
    readonly settings: EksSettings;
    /** Name of the bucket to create; ignored for one that exists. */
    readonly bucketName: pulumi.Input<string>;
    /** Name of a bucket that exists. */
    readonly existing: string | undefined;
    readonly kmsKeyArn: pulumi.Input<string> | undefined;
    readonly samples: Samples | undefined;
}

/**
 * The bucket of checkpoints, savepoints and high-availability metadata. It outlives the cluster and the stack: everything
 * here but samples is protected, and stays when it is destroyed.
 */
export class EksState extends pulumi.ComponentResource {
    readonly bucketName: pulumi.Output<string>;
    readonly bucketArn: pulumi.Output<string>;
    /** Undefined for an adopted bucket that names none. */
    readonly keyArn: pulumi.Input<string> | undefined;

    constructor(name: string, args: EksStateArgs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksState", name, {}, opts);
        if (args.existing === undefined) {
            const kept = { parent: this, protect: true, retainOnDelete: true };
            this.keyArn = args.kmsKeyArn ?? newKey(name, args.settings, kept).arn;
            const bucket = new s3.Bucket(`${name}-bucket`, { bucket: args.bucketName, forceDestroy: false }, kept);
            this.bucketName = bucket.bucket;
            this.bucketArn = bucket.arn;
            configure(name, bucket, this.keyArn, args.settings, kept);
        } else {
            this.keyArn = args.kmsKeyArn;
            this.bucketName = pulumi.output(args.existing);
            this.bucketArn = pulumi.output(`arn:${partitionOf(args.settings.region)}:s3:::${args.existing}`);
        }
        for (const { objectName, file } of sampleFiles(args.samples)) {
            new s3.BucketObjectv2(
                `${name}-sample-${objectName}`,
                { bucket: this.bucketName, key: objectName, source: new pulumi.asset.FileAsset(file) },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}

/** Whoever loses the key loses the state. */
function newKey(name: string, { baseName }: EksSettings, kept: pulumi.CustomResourceOptions): kms.Key {
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
    keyArn: pulumi.Input<string>,
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
    new s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        {
            bucket,
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                    // A checkpoint is many small files: with a key of the bucket's, S3 asks KMS for few of them.
                    bucketKeyEnabled: true,
                },
            ],
        },
        kept,
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

/** Nothing in clear text and nothing below TLS 1.2. */
function transportPolicy(bucketArn: pulumi.Output<string>) {
    const denied = {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    } as const;
    return policyDocument([
        { ...denied, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { ...denied, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]);
}

/**
 * The only rules that lose no state. An incremental checkpoint goes on using files that are months old, so that no age makes
 * a live object superfluous.
 */
function lifecycleRules({ oldVersionDays, abortUploadsDays }: EksSettings) {
    const everywhere = { status: "Enabled", filter: { prefix: "" } };
    return [
        {
            ...everywhere,
            id: "drop-unfinished-uploads",
            abortIncompleteMultipartUpload: { daysAfterInitiation: abortUploadsDays },
        },
        {
            ...everywhere,
            id: "drop-old-versions",
            noncurrentVersionExpiration: { noncurrentDays: oldVersionDays },
            expiration: { expiredObjectDeleteMarker: true },
        },
    ];
}
