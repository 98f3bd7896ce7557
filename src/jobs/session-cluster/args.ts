import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkClusterArgs } from "../application/args";

/** A Flink cluster that runs session jobs. */
export interface FlinkSessionClusterArgs extends SessionClusterArgs {
    /** The platform it runs on. */
    readonly platform: PlatformHandle;
}

/** A session cluster in plain words; what a stack file holds for each. */
export interface SessionClusterArgs extends FlinkClusterArgs {
    /**
     * Name of the cluster in Kubernetes and of its folder in the state store, at most 45 characters. Under another name it is
     * another cluster: its jobs start without their state.
     *
     * @default the component's name
     */
    readonly clusterName?: string;
}
