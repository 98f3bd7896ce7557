import type { FlinkDeploymentSpec } from "../../flink/types/deployment";

/** A cluster that the program declares, as the rules of its session jobs see it. */
export interface DeclaredCluster {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    /** Undefined if it cannot be judged, as something is wrong with it. */
    readonly spec: FlinkDeploymentSpec | undefined;
}
