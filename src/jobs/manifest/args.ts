import type { PlatformHandle } from "../../contracts/platform";
import type { Readiness } from "../../readiness/readiness";
import type { ManifestOverrides } from "../deployment/args";

/** Flink resources from a file. */
export interface FlinkManifestArgs extends ManifestOverrides {
    /** The platform whose operator looks after them. */
    readonly platform: PlatformHandle;
    /**
     * YAML file with any number of FlinkDeployments, FlinkSessionJobs and FlinkStateSnapshots; a relative path starts at the
     * folder that Pulumi runs in.
     */
    readonly file: string;
    /** Options of the wait for each in `pulumi up`. */
    readonly readiness?: Readiness;
    /** Seconds after which the deletion of each fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}
