import type { PlatformHandle } from "../../contracts/platform";
import type { Readiness } from "../../readiness/readiness";
import type { ManifestOverrides } from "../deployment/args";
import type { AcceptedStateLoss } from "../deployment/state-loss";

/** Flink resources from a file. */
export interface FlinkManifestArgs extends ManifestOverrides {
    /** The platform whose operator looks after them. */
    readonly platform: PlatformHandle;
    /**
     * YAML file with any number of FlinkDeployments, FlinkBlueGreenDeployments, FlinkSessionJobs and FlinkStateSnapshots; a
     * relative path starts at the folder that Pulumi runs in.
     */
    readonly file: string;
    /** Options of the wait for each in `pulumi up`. */
    readonly readiness?: Readiness;
    /** Seconds after which the deletion of each fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
    /**
     * Leave to lose a job's state in one change, by the name of its FlinkDeployment or FlinkSessionJob in Kubernetes. Such a change is refused
     * without it; the refusal prints the word for the change. It holds for that change alone, and can go after it.
     *
     * @default none: a change that loses state is refused
     */
    readonly acceptStateLoss?: Readonly<Record<string, AcceptedStateLoss>>;
}
