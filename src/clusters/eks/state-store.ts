import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";
import type { EksClusterArgs, EksStateStoreArgs } from "./args";
import { bucketNameFor } from "./bucket-names";
import { identityProblem, regionalEndpoint, s3Configuration } from "./filesystem";
import type { EksSettings } from "./settings";
import { EksState } from "./state";
import type { StateStore } from "../../contracts/cluster";

/** The bucket that the arguments ask for. */
export function newState(
    name: string,
    { stateStore = {} }: EksClusterArgs,
    settings: EksSettings,
    owned: pulumi.ComponentResourceOptions & pulumi.InvokeOptions,
): EksState {
    return new EksState(
        `${name}-state`,
        {
            settings,
            bucketName: stateStore.name ?? defaultBucketName(stateStore, settings, owned),
            existing: stateStore.existing,
            kmsKeyArn: stateStore.kmsKeyArn,
            samples: stateStore.samples,
        },
        owned,
    );
}

/** Bucket names are one name space for all of AWS; account and region make a name that nobody else has. */
function defaultBucketName(
    { existing }: EksStateStoreArgs,
    { clusterName, region }: EksSettings,
    owned: pulumi.InvokeOptions,
): pulumi.Input<string> {
    return existing !== undefined
        ? existing
        : getCallerIdentityOutput({}, owned).accountId.apply((account) => bucketNameFor(clusterName, account, region));
}

/** How Flink reaches the bucket. */
export function stateStore(args: EksClusterArgs, settings: EksSettings, state: EksState): StateStore {
    const endpoint = args.stateStore?.endpoint ?? regionalEndpoint(settings.region);
    return {
        // "s3p" is served by the Presto plugin alone; "s3" is claimed by the Hadoop plugin too, if a job adds it.
        uri: pulumi.interpolate`s3p://${state.bucketName}`,
        plugin: "flink-s3-fs-presto",
        // The Presto plugin cannot resume a file that is half written.
        files: { uri: pulumi.interpolate`s3a://${state.bucketName}`, plugin: "flink-s3-fs-hadoop" },
        flinkConfiguration: () => s3Configuration(endpoint),
        flinkVersionProblem: (flinkVersion) => identityProblem(settings.identity, flinkVersion),
    };
}
