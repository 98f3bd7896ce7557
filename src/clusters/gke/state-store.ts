import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import { gkeFilesystemPlugin, gkeFlinkConfiguration, gkeFlinkVersionProblem } from "./filesystem";
import type { GkeKey } from "./keys";
import type { GkeSettings } from "./settings";
import type { StateStore } from "../../contracts/cluster";
import { sampleFiles, type Samples } from "../shared/samples";

/** The bucket's name once it is there: of a bucket that is created, or of one that was there before. */
export function gkeStateBucket(
    name: string,
    settings: GkeSettings,
    key: GkeKey | undefined,
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    if (key === undefined) {
        return pulumi.output(settings.bucketName);
    }
    const dependsOn = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: [...key.grants] }).dependsOn;
    return new storage.Bucket(`${name}-state`, stateBucket(settings, key.id), {
        ...opts,
        dependsOn,
        protect: true,
        retainOnDelete: true,
    }).name;
}

/** Registers the files that the bucket offers to jobs. */
export function gkeSamples(
    name: string,
    samples: Samples | undefined,
    bucket: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): void {
    for (const { objectName, file } of sampleFiles(samples)) {
        new storage.BucketObject(
            `${name}-sample-${objectName}`,
            { bucket, name: objectName, source: new pulumi.asset.FileAsset(file) },
            opts,
        );
    }
}

/**
 * Arguments of the bucket. Flink's files live as long as some checkpoint needs them, whatever their age: only what was
 * deleted or overwritten, and uploads that nobody finished, may go by time.
 */
export function stateBucket(settings: GkeSettings, key: pulumi.Input<string>): storage.BucketArgs {
    return {
        name: settings.bucketName,
        location: settings.region.toUpperCase(), // as Google gives it back
        storageClass: "STANDARD",
        encryption: { defaultKmsKeyName: key },
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        forceDestroy: false,
        versioning: { enabled: true },
        // It would keep, and bill, each old version a second time.
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: [
            {
                action: { type: "Delete" },
                condition: { withState: "ARCHIVED", daysSinceNoncurrentTime: settings.oldVersionDays },
            },
            { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: settings.abortUploadsDays } },
        ],
        labels: settings.labels,
    };
}

/** What Flink needs to know of a bucket. */
export function gkeStateStore(bucket: pulumi.Output<string>): StateStore {
    const uri = pulumi.interpolate`gs://${bucket}`;
    return {
        uri,
        plugin: gkeFilesystemPlugin,
        files: { uri, plugin: gkeFilesystemPlugin }, // it resumes half-written files as well
        flinkConfiguration: gkeFlinkConfiguration,
        flinkVersionProblem: gkeFlinkVersionProblem,
    };
}
