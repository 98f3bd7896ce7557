import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import {
    gkeBindingNames,
    gkeFilesystemPlugin,
    gkeFlinkConfiguration,
    gkeFlinkVersionProblem,
    gkeRefusedOptions,
    unfinishedFiles,
} from "./filesystem";
import type { GkeKey } from "./keys";
import type { GkeSettings } from "./settings";
import type { StateStore } from "../../contracts/cluster";
import { sampleFiles, type Samples } from "../shared/samples";

/** Inputs of the state store. */
export interface StateInputs {
    readonly apis: readonly pulumi.Resource[];
    /** Key of the bucket; undefined for an adopted bucket. */
    readonly key: GkeKey | undefined;
    readonly samples: Samples | undefined;
}

/**
 * The bucket of checkpoints, savepoints and high-availability metadata, created or adopted. It outlives the cluster and the
 * stack: it is protected, and stays when it is destroyed.
 */
export class GkeState extends pulumi.ComponentResource {
    /** Name of the bucket, once it exists. */
    readonly bucket: pulumi.Output<string>;
    readonly stateStore: StateStore;

    constructor(
        name: string,
        settings: GkeSettings,
        { apis, key, samples }: StateInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeState", name, { bucket: settings.bucketName }, opts);
        this.bucket =
            key === undefined
                ? pulumi.output(settings.bucketName)
                : new storage.Bucket(`${name}-bucket`, bucketArgs(settings, key.id), {
                      parent: this,
                      dependsOn: [...apis, ...key.grants],
                      protect: true,
                      retainOnDelete: true,
                      ...key.ofUse,
                  }).name;
        for (const { objectName, file } of sampleFiles(samples)) {
            new storage.BucketObject(
                `${name}-sample-${objectName}`,
                { bucket: this.bucket, name: objectName, source: new pulumi.asset.FileAsset(file) },
                { parent: this, dependsOn: [...apis] },
            );
        }
        this.stateStore = stateStoreOf(this.bucket);
        this.registerOutputs({});
    }
}

/**
 * Arguments of the bucket. A checkpoint may need files of any age, so only deleted, overwritten and unfinished objects are
 * removed after a time.
 */
function bucketArgs(settings: GkeSettings, key: pulumi.Input<string>): storage.BucketArgs {
    return {
        name: settings.bucketName,
        location: settings.region.toUpperCase(), // as Google gives it back
        storageClass: "STANDARD",
        encryption: { defaultKmsKeyName: key },
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        forceDestroy: false,
        versioning: { enabled: true },
        // Soft delete would keep, and bill, each old version a second time.
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: lifecycleRules(settings),
        labels: settings.labels,
    };
}

/**
 * Uploads of Flink are resumable ones, which Google drops by itself, and the parts of files, which are objects like any
 * other and stay where a job ended before it could complete the file.
 *
 * @see https://cloud.google.com/storage/docs/lifecycle
 */
function lifecycleRules({ oldVersionDays, abortUploadsDays }: GkeSettings) {
    return [
        {
            action: { type: "Delete" },
            condition: { withState: "ARCHIVED", daysSinceNoncurrentTime: oldVersionDays },
        },
        { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: abortUploadsDays } },
        {
            action: { type: "Delete" },
            condition: { withState: "LIVE", matchesPrefixes: [unfinishedFiles], age: abortUploadsDays },
        },
    ];
}

/** State store in a bucket, as Flink is told of it. */
function stateStoreOf(bucket: pulumi.Output<string>): StateStore {
    const uri = pulumi.interpolate`gs://${bucket}`;
    return {
        uri,
        plugin: gkeFilesystemPlugin,
        files: { uri, plugin: gkeFilesystemPlugin }, // it resumes half-written files as well
        flinkConfiguration: gkeFlinkConfiguration,
        bindingNames: gkeBindingNames,
        refusedOptions: gkeRefusedOptions,
        flinkVersionProblem: gkeFlinkVersionProblem,
    };
}
