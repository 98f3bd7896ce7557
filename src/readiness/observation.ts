import type { FlinkBlueGreenDeploymentStatus, FlinkStatus } from "./status";

/** A kind whose state is waited for. */
export type AwaitedKind = "FlinkDeployment" | "FlinkSessionJob" | "FlinkStateSnapshot" | "FlinkBlueGreenDeployment";

/** The state that a resource is to reach. */
export type Wanted =
    | {
          readonly kind: "runningJob";
          /** False if the job must run for ever, so that its end is a failure too. */
          readonly mayFinish: boolean;
          /** True if the operator starts a failed job anew: `kubernetes.operator.job.restart.failed`. */
          readonly restartedWhenFailed: boolean;
          /** True if the operator takes `savepointRedeployNonce`: from release 1.8 on. */
          readonly mayRedeploy: boolean;
          /** Name of the session cluster that it runs on; undefined for an application, which has a cluster of its own. */
          readonly sessionCluster?: string;
      }
    | { readonly kind: "suspendedJob"; readonly sessionCluster?: string }
    | { readonly kind: "sessionCluster" }
    | { readonly kind: "takenSnapshot" }
    | {
          readonly kind: "activeVersion";
          /** State that the active version is to reach. */
          readonly version: Wanted;
          /** Generation of the spec that Pulumi applied. @default not known */
          readonly generation?: number | undefined;
      };

/** One look at a resource. */
export interface Observation {
    /** Generation of its spec. */
    readonly generation: number;
    /** True if it has a deletion timestamp: its status does not say so. */
    readonly deleting: boolean;
    readonly status?: FlinkStatus;
    /** Warning events since its spec last changed, oldest first; empty if none were asked for. */
    readonly warnings: readonly Warning[];
    /** Pods of it that do not start; empty if none were asked for. */
    readonly pods: readonly PodTrouble[];
    /** True if a JobManager's pod is on its way: it pulls its image, or its container runs. False if none was asked for. */
    readonly jobManagerUnderway: boolean;
    /** Set where the observation is of a version of a FlinkBlueGreenDeployment. */
    readonly ofSwitch?: SwitchObservation;
}

/** What a FlinkBlueGreenDeployment says of itself, beside an observation of one of its versions. */
export interface SwitchObservation {
    readonly generation: number;
    readonly deleting: boolean;
    readonly status: FlinkBlueGreenDeploymentStatus;
    /** True if the operator has acted on the present spec, or refused to. */
    readonly takenUp: boolean;
    /** Name of the version that is observed: the active one, and in a switch the new one. */
    readonly version: string;
    /** False if there is no such version. */
    readonly exists: boolean;
    /** Name of the other version, if there is one. */
    readonly other?: string;
}

/** A Warning event on a resource. */
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

/** The session cluster of a job; undefined for a cluster, and for an application, which has one of its own. */
export function sessionClusterOf(wanted: Wanted): string | undefined {
    return "sessionCluster" in wanted ? wanted.sessionCluster : undefined;
}

/** True for a job that runs. */
export function isRunning(observation: Observation | undefined): boolean {
    return observation?.status?.jobStatus?.state === "RUNNING";
}
