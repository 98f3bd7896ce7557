import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { credentialsConfiguration, identityProblem, uploadConfiguration } from "./filesystem";
import { partitionOf } from "./region";
import type { EksSettings } from "./settings";
import { createStateBucket, type StateBucket, type StateBucketInputs } from "./state-bucket";
import type { StateStore } from "../../contracts/cluster";
import { awsVariables, s3StateStore } from "../shared/s3";
import { sampleFiles, type Samples } from "../shared/samples";

/** Inputs of the state store. */
export interface StateInputs extends StateBucketInputs {
    readonly samples: Samples | undefined;
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

    constructor(name: string, settings: EksSettings, inputs: StateInputs, opts: pulumi.ComponentResourceOptions) {
        const { stateStore, oldVersionDays } = settings;
        super("flink-platform:eks:EksState", name, { ...stateStore, oldVersionDays }, opts);
        const bucket =
            "existing" in settings.stateStore
                ? adoptedBucket(settings, settings.stateStore.existing, inputs)
                : createStateBucket(name, settings, settings.stateStore.name, inputs, this);
        this.bucketArn = bucket.arn;
        this.keyArn = bucket.keyArn;
        this.stateStore = eksStateStore(settings, bucket.name);
        for (const { objectName, file } of sampleFiles(inputs.samples)) {
            new s3.BucketObjectv2(
                `${name}-sample-${objectName}`,
                { bucket: bucket.name, key: objectName, source: new pulumi.asset.FileAsset(file) },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}

function adoptedBucket({ region }: EksSettings, existing: string, { kmsKeyArn }: StateInputs): StateBucket {
    const arn = `arn:${partitionOf(region)}:s3:::${existing}`;
    return { name: pulumi.output(existing), arn: pulumi.output(arn), keyArn: kmsKeyArn };
}

/** A bucket as Flink reaches it with an identity of EKS. */
export function eksStateStore(
    { s3Endpoint, identity }: Pick<EksSettings, "s3Endpoint" | "identity">,
    bucket: pulumi.Input<string>,
): StateStore {
    const store = s3StateStore({
        bucket,
        endpoint: s3Endpoint,
        flinkVersionProblem: (flinkVersion) => identityProblem(identity, flinkVersion),
    });
    return {
        ...store,
        flinkConfiguration: (flinkVersion) => ({ ...store.flinkConfiguration(flinkVersion), ...uploadConfiguration }),
        bindingNames: {
            options: (flinkVersion) => Object.keys(credentialsConfiguration(flinkVersion)),
            variables: awsVariables,
        },
    };
}
