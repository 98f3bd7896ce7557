import { noHistory } from "../../src/readiness/history";
import { judge, type Judgement } from "../../src/readiness/judgement";
import type { Observation, Wanted } from "../../src/readiness/observation";
import { defaultTimes, type ReadinessTimes } from "../../src/readiness/times";

export const running: Wanted = { kind: "runningJob", mayFinish: true, restartedWhenFailed: false, mayRedeploy: true };
export const suspended: Wanted = { kind: "suspendedJob" };
export const session: Wanted = { kind: "sessionCluster" };

/** What a look has beside the four words. */
export interface Beside extends Partial<Pick<Observation, "warnings" | "pods" | "jobManagerUnderway" | "deleting">> {
    readonly error?: string;
    /** @default DEPLOYED, or what the lifecycle state implies */
    readonly reconciliation?: string;
    readonly jobId?: string;
    readonly updateTime?: string;
    /** The job in the spec that the operator has acted on. @default none of its fields */
    readonly job?: object;
    /** Path of a savepoint that the operator has taken; it writes it in two places. */
    readonly upgradeSavepointPath?: string;
    /** Writes the generation as releases before 1.8 do. @default false */
    readonly old?: boolean;
}

const implied: Readonly<Record<string, string>> = {
    CREATED: "UPGRADING",
    UPGRADING: "UPGRADING",
    ROLLING_BACK: "ROLLING_BACK",
    ROLLED_BACK: "ROLLED_BACK",
};

/**
 * A look in the notation of a status table: lifecycle state, job state, JobManager, generation of the spec over that of
 * the status, `-` for what is missing: `look("STABLE RUNNING READY 2/1")`.
 */
export function look(words: string, beside: Beside = {}): Observation {
    const [life = "", job, jobManager, generations = "1/1"] = words
        .split(" ")
        .map((word) => (word === "-" ? undefined : word));
    const [generation, reached] = generations.split("/").map((text) => (text === "-" ? undefined : Number(text)));
    const { error, reconciliation, jobId, updateTime, old, warnings, pods, jobManagerUnderway, deleting } = beside;
    const { upgradeSavepointPath } = beside;
    const upgraded =
        upgradeSavepointPath === undefined
            ? {}
            : { upgradeSavepointPath, savepointInfo: { lastSavepoint: { location: upgradeSavepointPath } } };
    const lastReconciledSpec = JSON.stringify({
        spec: { job: beside.job ?? {} },
        resource_metadata: {
            apiVersion: "flink.apache.org/v1beta1",
            metadata: { generation: reached },
            firstDeployment: false,
        },
    });
    return {
        generation: generation ?? 1,
        deleting: deleting ?? false,
        status: {
            lifecycleState: life,
            ...(job === undefined ? {} : { jobStatus: { state: job, jobId, updateTime, ...upgraded } }),
            ...(jobManager === undefined ? {} : { jobManagerDeploymentStatus: jobManager }),
            ...(error === undefined ? {} : { error }),
            ...(reached === undefined || old === true ? {} : { observedGeneration: reached }),
            reconciliationStatus: {
                state: reconciliation ?? implied[life] ?? "DEPLOYED",
                ...(reached === undefined ? {} : { lastReconciledSpec }),
            },
        },
        warnings: warnings ?? [],
        pods: pods ?? [],
        jobManagerUnderway: jobManagerUnderway ?? false,
    };
}

/** A resource that the operator has not looked at. */
export function unseen(beside: Pick<Beside, "warnings"> & { readonly generation?: number } = {}): Observation {
    return {
        generation: beside.generation ?? 1,
        deleting: false,
        warnings: beside.warnings ?? [],
        pods: [],
        jobManagerUnderway: false,
    };
}

/** The operator's error in its usual form. */
export function errorJson(
    type: string,
    message: string,
    ...causes: readonly (readonly [type: string, message: string])[]
): string {
    const throwableList = causes.map(([causeType, causeMessage]) => ({ type: causeType, message: causeMessage }));
    return JSON.stringify({ type, message, additionalMetadata: {}, throwableList });
}

/** The operator's error for a spec that it refuses. */
export const validation = errorJson(
    "org.apache.flink.kubernetes.operator.exception.ValidationException",
    "Job parallelism must be larger than 0",
);

/** What is said of it. */
export const refusal = "the operator refuses the spec: Job parallelism must be larger than 0";

/** A look, and the second from which it is what there is to see; undefined once the resource is gone. */
export type Step = readonly [atSeconds: number, observation: Observation | undefined];

/** Looks every second, until there is a result or the recording ends. */
export function play(
    wanted: Wanted,
    steps: readonly Step[],
    untilSeconds: number,
    times: ReadinessTimes = defaultTimes,
): Judgement & { readonly atSeconds: number } {
    let history = noHistory;
    let judgement: Judgement = { state: "waiting", progress: "" };
    for (let now = 0; now <= untilSeconds; now += 1) {
        const step = steps.findLast(([atSeconds]) => atSeconds <= now);
        ({ judgement, history } = judge(wanted, step?.[1], history, now, times));
        if (judgement.state !== "waiting") {
            return { ...judgement, atSeconds: now };
        }
    }
    return { ...judgement, atSeconds: untilSeconds };
}
