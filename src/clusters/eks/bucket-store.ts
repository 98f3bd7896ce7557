import type * as pulumi from "@pulumi/pulumi";
import type { StateStore } from "../../contracts/cluster";
import { s3StateStore } from "../shared/s3";
import { identityProblem, uploadConfiguration } from "./filesystem";
import type { EksSettings } from "./settings";

/** A bucket of S3 as Flink's state store. */
export function bucketStore(
    bucket: pulumi.Input<string>,
    { s3Endpoint, identity }: Pick<EksSettings, "s3Endpoint" | "identity">,
): StateStore {
    const store = s3StateStore({
        bucket,
        endpoint: s3Endpoint,
        flinkVersionProblem: (flinkVersion) => identityProblem(identity, flinkVersion),
    });
    return {
        ...store,
        flinkConfiguration: (flinkVersion) => ({ ...store.flinkConfiguration(flinkVersion), ...uploadConfiguration }),
    };
}
