import type { FlinkDeploymentStatus } from "./status";

/** The state that a FlinkDeployment is to reach. */
export type Wanted =
    | {
          readonly kind: "runningJob";
          /** False if the job must run for ever, so that its end is a failure too. */
          readonly mayFinish: boolean;
          /** True if the operator starts a failed job anew: `kubernetes.operator.job.restart.failed`. */
          readonly restartedWhenFailed: boolean;
          /** True if the operator takes `savepointRedeployNonce`: from release 1.8 on. */
          readonly mayRedeploy: boolean;
      }
    | { readonly kind: "suspendedJob" }
    | { readonly kind: "sessionCluster" };

/** One look at a FlinkDeployment. */
export interface Observation {
    /** Generation of its spec. */
    readonly generation: number;
    /** True if it has a deletion timestamp: its status does not say so. */
    readonly deleting: boolean;
    readonly status?: FlinkDeploymentStatus;
    /** Warning events since its spec last changed, oldest first; empty if none were asked for. */
    readonly warnings: readonly Warning[];
    /** Pods of it that do not start; empty if none were asked for. */
    readonly pods: readonly PodTrouble[];
    /** True if a JobManager's pod is on its way: it pulls its image, or its container runs. False if none was asked for. */
    readonly jobManagerUnderway: boolean;
}

/** A Warning event on a FlinkDeployment. */
export interface Warning {
    readonly reason: string;
    readonly message: string;
    /** Time from its first to its last occurrence. */
    readonly spanSeconds: number;
}

/** Reason why a pod does not run. */
export interface PodTrouble {
    readonly pod: string;
    readonly process: "JobManager" | "TaskManager";
    /** `unschedulable`: no node takes it, which may pass. `container`: image, configuration or crash. */
    readonly kind: "unschedulable" | "container";
    /** The scheduler's or the container's own reason and message. */
    readonly text: string;
}

/** True for a job that runs. */
export function isRunning(observation: Observation | undefined): boolean {
    return observation?.status?.jobStatus?.state === "RUNNING";
}
