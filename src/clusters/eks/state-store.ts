import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type * as pulumi from "@pulumi/pulumi";
import type { EksClusterArgs, EksStateStoreArgs } from "./args";
import { bucketNameFor } from "./bucket-names";
import { identityProblem, regionalEndpoint } from "./filesystem";
import type { EksSettings } from "./settings";
import { EksState } from "./state";
import type { StateStore } from "../../contracts/cluster";
import { s3StateStore } from "../shared/s3";

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
    { baseName, region }: EksSettings,
    owned: pulumi.InvokeOptions,
): pulumi.Input<string> {
    return existing !== undefined
        ? existing
        : getCallerIdentityOutput({}, owned).accountId.apply((account) => bucketNameFor(baseName, account, region));
}

/** How Flink reaches the bucket. */
export function stateStore(args: EksClusterArgs, settings: EksSettings, state: EksState): StateStore {
    return s3StateStore({
        bucket: state.bucketName,
        endpoint: args.stateStore?.endpoint ?? regionalEndpoint(settings.region),
        flinkVersionProblem: (flinkVersion) => identityProblem(settings.identity, flinkVersion),
    });
}
