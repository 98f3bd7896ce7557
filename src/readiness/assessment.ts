import type { Observation, Wanted } from "./observation";
import { describeProgress, podTexts } from "./text";
import type { ReadinessTimes } from "./times";
import { reconciledGeneration, wasReconciled, type FlinkDeploymentStatus } from "./status";
import { oneLine, readError, type OperatorError } from "./status-error";

/** Meaning of one observation, before it is known how long it has been so. */
export type Assessment =
    | { readonly kind: "good" }
    | { readonly kind: "underway"; readonly progress: string }
    /** It may pass by itself. */
    | { readonly kind: "trouble"; readonly trouble: Trouble; readonly reason: string }
    /** It stays until the spec changes; `current` is false if the status may still speak of the spec before. */
    | { readonly kind: "final"; readonly reason: string; readonly current: boolean };

/** A condition that may pass by itself, and the time that it is given. */
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

/** A look at a resource that has a status, with what every rule asks of it. */
interface Look extends Observation {
    readonly status: FlinkDeploymentStatus;
    readonly wanted: Wanted;
    readonly life: string;
    readonly job: string;
    readonly jobManager: string;
    /** The operator's error; undefined if it is older than what the pods do now. */
    readonly error: OperatorError | undefined;
    /** True if the status speaks of the present spec. */
    readonly reached: boolean;
    /** True if it cannot speak of an earlier spec. */
    readonly current: boolean;
}

/** Judges one look by itself. The rules stand in the order in which they count: the first that says anything wins. */
export function assess(wanted: Wanted, observation: Observation): Assessment {
    const { status } = observation;
    if (observation.deleting || status?.lifecycleState === "DELETING" || status?.lifecycleState === "DELETED") {
        return { kind: "final", reason: "it is being deleted", current: true };
    }
    if (status?.lifecycleState === undefined) {
        return withoutStatus(observation);
    }
    const reached = (reconciledGeneration(status) ?? 0) >= observation.generation;
    const error = readError(status.error);
    const outdated = error !== undefined && isOutdated(error, status, observation);
    const look: Look = {
        ...observation,
        status,
        wanted,
        life: status.lifecycleState,
        job: status.jobStatus?.state ?? "",
        jobManager: status.jobManagerDeploymentStatus ?? "",
        error: outdated ? undefined : error,
        reached,
        current: reached || observation.generation === 1,
    };
    for (const rule of rules) {
        const assessment = rule(look);
        if (assessment !== undefined) {
            return assessment;
        }
    }
    const progress = describeProgress(look);
    return { kind: "underway", progress: outdated ? `${progress}; outdated: ${error.text}` : progress };
}

// The operator's word for a job that the JobManager does not have, which it has only once `main` has submitted it.
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

type Rule = (look: Look) => Assessment | undefined;

const rules: readonly Rule[] = [
    (look) => (isAsWanted(look) ? { kind: "good" } : undefined),
    refused,
    rolledBack,
    ended,
    unrecoverable,
    unwritable,
    notDeployed,
    notTakenUp,
    jobManagerTrouble,
    restarting,
    taskManagerTrouble,
    ({ error }) => error && { kind: "trouble", trouble: "otherError", reason: `the operator reports: ${error.text}` },
];

function isAsWanted(look: Look): boolean {
    const { wanted, life, job, jobManager, error, reached, status } = look;
    if (wanted.kind === "suspendedJob") {
        // A job that is created suspended is never recorded: no generation, no reconciled spec.
        const created = life === "CREATED" && !wasReconciled(status) && error === undefined;
        return created || (reached && life === "SUSPENDED");
    }
    if (!reached || life !== "STABLE" || status.reconciliationStatus?.state !== "DEPLOYED") {
        return false;
    }
    if (wanted.kind === "runningJob" && job === "FINISHED") {
        // The error of a finished job stays (FLINK-39043), and its JobManager goes after a day.
        return wanted.mayFinish && (jobManager === "READY" || jobManager === "MISSING");
    }
    const up = jobManager === "READY" && error === undefined;
    return wanted.kind === "sessionCluster" ? up : up && job === "RUNNING";
}

/** The operator writes no status for a Flink version that it does not run: only an event says so. */
function withoutStatus({ generation, warnings }: Observation): Assessment {
    const unsupported = warnings.findLast(({ reason }) => reason === "UnsupportedFlinkVersion");
    return unsupported === undefined
        ? { kind: "underway", progress: "the operator has not looked at it yet" }
        : { kind: "final", reason: `the operator refuses it: ${unsupported.message}`, current: generation === 1 };
}

/** A spec that the operator's rules refuse; of a running job, only the error and the generation tell. */
function refused({ error, warnings, current }: Look): Assessment | undefined {
    const byEvent = ({ reason, message }: Observation["warnings"][number]) =>
        reason === "ValidationError" && error?.type === undefined && message.includes(error?.text ?? "");
    const isRefusal = error?.type === "ValidationException" || (error !== undefined && warnings.some(byEvent));
    return error && isRefusal
        ? { kind: "final", reason: `the operator refuses the spec: ${error.text}`, current }
        : undefined;
}

/** The job runs, but with the spec before: the change has failed. */
function rolledBack({ life, reached, error, warnings }: Look): Assessment | undefined {
    if (!reached || (life !== "ROLLED_BACK" && life !== "ROLLING_BACK")) {
        return undefined;
    }
    const why = error?.text ?? warnings.findLast(({ reason }) => reason === "Rollback")?.message;
    const what = "the operator has rolled the change back, so the spec before it runs";
    return { kind: "final", reason: why === undefined ? what : `${what}: ${why}`, current: true };
}

/** A job that has ended by itself. */
function ended(look: Look): Assessment | undefined {
    const { wanted, life, job, reached } = look;
    if (!reached || wanted.kind === "sessionCluster") {
        return undefined;
    }
    if (life === "FAILED" && job === "FAILED") {
        const reason = withPods(`the job failed: ${jobError(look)}`, look);
        return wanted.kind === "runningJob" && wanted.restartedWhenFailed
            ? { kind: "trouble", trouble: "restarting", reason }
            : { kind: "final", reason, current: true };
    }
    const settled = life === "STABLE" || life === "DEPLOYED";
    if (settled && job === "FINISHED" && wanted.kind === "runningJob" && !wanted.mayFinish) {
        return { kind: "final", reason: "the job has finished, but must run on", current: true };
    }
    return settled && job === "CANCELED"
        ? { kind: "trouble", trouble: "cancelled", reason: "the job was cancelled, and not by the operator" }
        : undefined;
}

// The operator's three ways of saying that it has no state to start from.
const noState = [
    "Manual restore required",
    "HA metadata is not available",
    "It is possible that the job has finished or terminally failed, or the configmaps have been deleted",
];

function unrecoverable({ error, current, wanted }: Look): Assessment | undefined {
    const remedy =
        wanted.kind === "runningJob" && !wanted.mayRedeploy
            ? "take the job out, run pulumi up, and declare it again with initialSavepointPath set to a checkpoint or savepoint of it"
            : "set initialSavepointPath to a checkpoint or savepoint of it, and a new savepointRedeployNonce";
    return error && noState.some((text) => error.text.includes(text))
        ? { kind: "final", reason: `the operator has no state to start from: ${error.text}; ${remedy}`, current }
        : undefined;
}

// What a state says that cannot be written in a savepoint's format.
const notSupported = "UnsupportedOperationException";

/** A savepoint that no try will bring about; each try restarts the job. */
function unwritable({ reached, error, warnings }: Look): Assessment | undefined {
    const texts = [error?.text ?? "", ...warnings.map(({ message }) => message)];
    const said = reached ? undefined : texts.find((text) => text.includes(notSupported));
    return said === undefined
        ? undefined
        : {
              kind: "final",
              reason: `the job's state cannot be written in this format of savepoints: ${oneLine(said)}; set savepointFormat: NATIVE (kubernetes.operator.savepoint.format.type)`,
              current: true,
          };
}

/** The operator could not make the cluster's objects: rights, quota, API server. */
function notDeployed(look: Look): Assessment | undefined {
    const { error, life, status } = look;
    return error && (!wasReconciled(status) || life === "UPGRADING")
        ? {
              kind: "trouble",
              trouble: "submission",
              reason: withPods(`the operator cannot deploy it: ${error.text}`, look),
          }
        : undefined;
}

/** A change that the operator has not begun. */
function notTakenUp(look: Look): Assessment | undefined {
    const { status, generation, life, job, error, reached, wanted } = look;
    const at = reconciledGeneration(status);
    if (reached || at === undefined || life === "UPGRADING") {
        return undefined;
    }
    if (error !== undefined) {
        const reason = `the operator cannot carry out the change: ${error.text}`;
        return { kind: "trouble", trouble: "upgrade", reason: withPods(reason, look) };
    }
    // Savepoints are taken of running jobs only.
    if (wanted.kind !== "sessionCluster" && life !== "SUSPENDED" && job !== "RUNNING") {
        const reason = `the operator does not begin the change while the job is ${job || "not there"}`;
        return { kind: "trouble", trouble: "upgrade", reason: withPods(reason, look) };
    }
    return {
        kind: "underway",
        progress: `the operator has not taken up the change yet (generation ${generation}, at ${at})`,
    };
}

function jobManagerTrouble(look: Look): Assessment | undefined {
    const { life, job, jobManager, error } = look;
    const failed = jobManager === "ERROR" && !look.jobManagerUnderway;
    if (failed || (error !== undefined && jobManager !== "READY" && jobManager !== "MISSING")) {
        const reason = `the JobManager does not start: ${error?.text ?? "the operator gives no reason"}`;
        return { kind: "trouble", trouble: "jobManager", reason: withPods(reason, look) };
    }
    if (jobManager === "MISSING" && (life === "DEPLOYED" || life === "STABLE") && job !== "FINISHED") {
        const why = error === undefined ? "without high availability the operator does not bring it back" : error.text;
        return { kind: "trouble", trouble: "jobManagerMissing", reason: `the JobManager is gone: ${why}` };
    }
    return undefined;
}

/** Restarts do not show in the lifecycle. While no node takes the TaskManagers, they are its consequence. */
function restarting(look: Look): Assessment | undefined {
    const { job, wanted, pods } = look;
    const restarts = wanted.kind !== "sessionCluster" && (job === "RESTARTING" || job === "FAILING");
    return restarts && !pods.some(({ kind }) => kind === "unschedulable")
        ? {
              kind: "trouble",
              trouble: "restarting",
              reason: withPods(`the job restarts again and again: ${jobError(look)}`, look),
          }
        : undefined;
}

/** TaskManagers that do not start never become an error of the operator. */
function taskManagerTrouble({ pods }: Look): Assessment | undefined {
    const broken = pods.filter(({ kind, process }) => kind === "container" && process === "TaskManager");
    return broken.length === 0
        ? undefined
        : { kind: "trouble", trouble: "taskManager", reason: `TaskManagers do not start: ${podTexts(broken)}` };
}

function jobError({ error, warnings, job }: Look): string {
    const event = warnings.findLast(({ reason }) => /Exception|Error/.test(reason)); // JobException, Error
    return error?.text ?? event?.message ?? `it is ${job}, and the operator gives no reason; see its log`;
}

function withPods(reason: string, { pods }: Observation): string {
    return pods.length === 0 ? reason : `${reason}; ${podTexts(pods)}`;
}
