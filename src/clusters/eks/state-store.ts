import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { bucketStore } from "./bucket-store";
import { policyDocument } from "./iam";
import { bucketNameFor } from "./names";
import { partitionOf } from "./region";
import type { EksSettings } from "./settings";
import type { StateStore } from "../../contracts/cluster";
import { sampleFiles, type Samples } from "../shared/samples";

/** Settings and inputs of the state store. */
export interface EksStateArgs {
    readonly settings: EksSettings;
    /** Key that encrypts the bucket; undefined for a key of its own, and for an adopted bucket that names none. */
    readonly kmsKeyArn: pulumi.Input<string> | undefined;
    readonly samples: Samples | undefined;
    /** Provider of AWS, for the account's number. */
    readonly provider: pulumi.ProviderResource;
}

/**
 * The bucket of checkpoints, savepoints and high-availability metadata. It outlives the cluster and the stack: everything
 * here but samples is protected, and stays when it is destroyed.
 */
export class EksState extends pulumi.ComponentResource {
    readonly stateStore: StateStore;
    readonly bucketArn: pulumi.Output<string>;
    /** Undefined for an adopted bucket that names none. */
    readonly keyArn: pulumi.Input<string> | undefined;

    constructor(name: string, args: EksStateArgs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksState", name, {}, opts);
        const { settings } = args;
        const bucket =
            "existing" in settings.stateStore
                ? this.adopted(settings.stateStore.existing, args)
                : this.created(name, settings.stateStore.name, args);
        this.bucketArn = bucket.arn;
        this.keyArn = bucket.keyArn;
        this.stateStore = bucketStore(bucket.name, settings);
        for (const { objectName, file } of sampleFiles(args.samples)) {
            new s3.BucketObjectv2(
                `${name}-sample-${objectName}`,
                { bucket: bucket.name, key: objectName, source: new pulumi.asset.FileAsset(file) },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }

    private adopted(existing: string, { settings, kmsKeyArn }: EksStateArgs): Bucket {
        const arn = `arn:${partitionOf(settings.region)}:s3:::${existing}`;
        return { name: pulumi.output(existing), arn: pulumi.output(arn), keyArn: kmsKeyArn };
    }

    private created(name: string, bucketName: string | undefined, args: EksStateArgs): Bucket {
        const { settings, provider } = args;
        const kept = { parent: this, protect: true, retainOnDelete: true };
        const keyArn = args.kmsKeyArn ?? createKey(name, settings, kept).arn;
        const bucket = new s3.Bucket(
            `${name}-bucket`,
            { bucket: bucketName ?? defaultBucketName(settings, { parent: this, provider }), forceDestroy: false },
            kept,
        );
        configure(name, bucket, keyArn, settings, kept);
        return { name: bucket.bucket, arn: bucket.arn, keyArn };
    }
}

/** A bucket, created or adopted. */
interface Bucket {
    readonly name: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly keyArn: pulumi.Input<string> | undefined;
}

/** Bucket names are one name space for all of AWS; account and region make a name that nobody else has. */
function defaultBucketName({ baseName, region }: EksSettings, opts: pulumi.InvokeOptions): pulumi.Output<string> {
    return getCallerIdentityOutput({}, opts).accountId.apply((account) => bucketNameFor(baseName, account, region));
}

/** Whoever loses the key loses the state. */
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
