import type { Observation, Wanted } from "./observation";
import { reconciledGeneration, type FlinkDeploymentStatus } from "./status";
import { readError, type OperatorError } from "./status-error";
import type { ReadinessTimes } from "./times";

/** Meaning of one observation, regardless of how long it has lasted. */
export type Assessment =
    /** The state asked for; `current` is false if the status speaks of an earlier spec, and may still change for the present one. */
    | { readonly kind: "good"; readonly current?: boolean }
    | { readonly kind: "underway"; readonly progress: string }
    /** A condition that may pass without a change. */
    | { readonly kind: "trouble"; readonly trouble: Trouble; readonly reason: string }
    /** A condition that stays until the spec changes; `current` is false if the status may still speak of the spec before. */
    | { readonly kind: "final"; readonly reason: string; readonly current: boolean };

/** A condition that may pass without a change, for which it has some time. */
export type Trouble = keyof typeof troubleTimes;

export const troubleTimes = {
    jobManager: "jobManagerErrorSeconds",
    jobManagerMissing: "jobManagerMissingSeconds",
    taskManager: "taskManagerErrorSeconds",
    submission: "submissionErrorSeconds",
    restarting: "restartingSeconds",
    cancelled: "cancelledSeconds",
    upgrade: "stuckUpgradeSeconds",
    otherError: "otherErrorSeconds",
} as const satisfies Record<string, keyof ReadinessTimes>;

/** An observation of a resource that has a status, with everything that the rules need. */
export interface Look extends Observation {
    readonly status: FlinkDeploymentStatus;
    readonly wanted: Wanted;
    readonly life: string;
    readonly job: string;
    readonly jobManager: string;
    /** The operator's error; undefined if it is older than what the pods do now. */
    readonly error: OperatorError | undefined;
    /** The operator's error that is older than what the pods do now. */
    readonly outdated: OperatorError | undefined;
    /** True if the status speaks of the present spec. */
    readonly reached: boolean;
    /** True if it cannot speak of an earlier spec. */
    readonly current: boolean;
}

/** A rule that finds one meaning in a look; undefined if it does not apply. */
export type Rule = (look: Look) => Assessment | undefined;

/** Look of an observation with a status. */
export function lookAt(wanted: Wanted, observation: Observation, status: FlinkDeploymentStatus): Look {
    const reached = (reconciledGeneration(status) ?? 0) >= observation.generation;
    const error = readError(status.error);
    const outdated = error !== undefined && isOutdated(error, status, observation);
    return {
        ...observation,
        status,
        wanted,
        life: status.lifecycleState ?? "",
        job: status.jobStatus?.state ?? "",
        jobManager: status.jobManagerDeploymentStatus ?? "",
        error: outdated ? undefined : error,
        outdated: outdated ? error : undefined,
        reached,
        current: reached || observation.generation === 1,
    };
}

// The operator's message about a job that the JobManager does not have yet: `main` has not submitted it.
const notSubmitted = "Job Not Found";

/**
 * The operator keeps an error about the JobManager's start until the job runs, such as that of a volume which came a
 * second after the pod. What the pods do since then counts. Source: `clearErrorsIfDeploymentIsHealthy` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/observer/deployment/AbstractFlinkDeploymentObserver.java.
 */
function isOutdated(error: OperatorError, status: FlinkDeploymentStatus, { jobManagerUnderway }: Observation): boolean {
    const ready = status.jobManagerDeploymentStatus === "READY";
    return error.type === "DeploymentFailedException"
        ? ready || jobManagerUnderway
        : ready && error.text === notSubmitted && status.lifecycleState === "DEPLOYED";
}
