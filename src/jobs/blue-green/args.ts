import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import type { Readiness } from "../../readiness/readiness";
import type { FlinkMetadata, ManifestOverrides } from "../deployment/args";

/** The operator's FlinkBlueGreenDeployment, one to one. */
export interface FlinkBlueGreenDeploymentArgs {
    /** The platform whose operator looks after it, of release 1.14 or newer. */
    readonly platform: PlatformHandle;
    /** A name of at most 39 characters that stands nowhere in the spec: the operator replaces it there. */
    readonly metadata: FlinkMetadata;
    /** As in the operator's reference; `serviceAccount` defaults to the namespace's own for jobs. */
    readonly spec: FlinkBlueGreenDeploymentSpec;
    /**
     * Options of the wait for it in `pulumi up`. Its time defaults to 600 s beside the grace period and the delay of a switch
     * in `spec.configuration`.
     */
    readonly readiness?: Readiness;
    /** Seconds after which its deletion fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}

/** A FlinkBlueGreenDeployment from a file. */
export interface FlinkBlueGreenDeploymentManifestArgs extends ManifestOverrides {
    /** The platform whose operator looks after it, of release 1.14 or newer. */
    readonly platform: PlatformHandle;
    /** YAML file with one FlinkBlueGreenDeployment; a relative path starts at the folder that Pulumi runs in. */
    readonly file: string;
    /**
     * Options of the wait for it in `pulumi up`. Its time defaults to 600 s beside the grace period and the delay of a switch
     * in `spec.configuration`.
     */
    readonly readiness?: Readiness;
    /** Seconds after which its deletion fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}
