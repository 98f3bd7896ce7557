import { assess, troubleTimes, type Assessment, type Trouble } from "./assessment";
import { awaitsGrant } from "./new-grant";
import type { Observation, Wanted } from "./observation";
import { defaultTimes, type ReadinessTimes } from "./times";
import { oneLine } from "./status-error";

/** Whether a FlinkDeployment is in the state asked for. */
export type Judgement =
    | { readonly state: "ready" }
    | { readonly state: "waiting"; readonly progress: string }
    | { readonly state: "failed"; readonly reason: string };

/** Memory of earlier observations. */
export interface History {
    /** Looks in a row that found the wanted state, and when the first of them was. */
    readonly good?: { readonly polls: number; readonly sinceSeconds: number; readonly jobMark: string };
    /** True if the job was seen to restart. */
    readonly restarted: boolean;
    /** Times at which each trouble began and was last seen. */
    readonly troubles: Readonly<Partial<Record<Trouble, { readonly since: number; readonly lastSeen: number }>>>;
    /** `status.error` at the first look: a different one later was written for the present spec. */
    readonly firstError?: string;
    /** Time at which the error that may be an earlier spec's was first seen. */
    readonly leftoverSince?: number;
    /** Time at which the cloud was last seen to refuse a right that is new. */
    readonly refusedAt?: number;
    readonly looked: boolean;
}

/** The line between the first observation of the expected state and the last one. */
export const settlingProgress = "as asked for; looking again";

export const noHistory: History = { restarted: false, troubles: {}, looked: false };

/**
 * Judges a FlinkDeployment by one more look at it.
 *
 * @param observation the look; undefined if the resource is gone.
 * @param history what the look before returned, `noHistory` at first.
 * @param elapsedSeconds time since the first look.
 * @returns the judgement, and the history for the next look.
 */
export function judge(
    wanted: Wanted,
    observation: Observation | undefined,
    history: History,
    elapsedSeconds: number,
    times: ReadinessTimes = defaultTimes,
): { readonly judgement: Judgement; readonly history: History } {
    const assessment = observation === undefined ? gone : assess(wanted, observation);
    const next = remember(history, assessment, observation, elapsedSeconds, times);
    const judgement = conclude(assessment, observation, next, elapsedSeconds, times);
    // A state that has just been reached may still be looked at again; a job that was refused begins anew.
    const extra = assessment.kind === "good" ? times.settleAfterRestartSeconds : 0;
    const limit = (next.refusedAt ?? 0) + times.timeoutSeconds + extra;
    const timedOut = judgement.state === "waiting" && elapsedSeconds >= limit;
    return {
        judgement: timedOut ? timeout(wanted, assessment, judgement.progress, observation, times) : judgement,
        history: next,
    };
}

const gone: Assessment = { kind: "final", reason: "it was deleted by something else", current: true };

function remember(
    history: History,
    assessment: Assessment,
    observation: Observation | undefined,
    now: number,
    times: ReadinessTimes,
): History {
    const error = observation?.status?.error;
    const firstError = history.looked ? history.firstError : error;
    const jobMark = markOf(observation);
    // The state was left and reached again between two looks.
    const blinked =
        assessment.kind === "good" && isRunning(observation) && (history.good?.jobMark ?? jobMark) !== jobMark;
    const troubles =
        assessment.kind === "trouble" ? prolong(history.troubles, assessment.trouble, now, times) : history.troubles;
    const refused = assessment.kind === "trouble" && awaitsGrant(assessment.reason, times.newGrant, now);
    const refusedAt = refused ? now : history.refusedAt;
    const isLeftover = assessment.kind === "final" && !assessment.current && error === firstError;
    return {
        looked: true,
        ...(firstError === undefined ? {} : { firstError }),
        ...(assessment.kind === "good" ? { good: goodSince(blinked ? undefined : history.good, jobMark, now) } : {}),
        restarted: history.restarted || blinked || troubles.restarting !== undefined,
        troubles,
        ...(isLeftover ? { leftoverSince: history.leftoverSince ?? now } : {}),
        ...(refusedAt === undefined ? {} : { refusedAt }),
    };
}

function goodSince(good: History["good"], jobMark: string, now: number) {
    return { polls: (good?.polls ?? 0) + 1, sinceSeconds: good?.sinceSeconds ?? now, jobMark };
}

function prolong(troubles: History["troubles"], trouble: Trouble, now: number, times: ReadinessTimes) {
    const known = troubles[trouble];
    const goesOn = known !== undefined && now - known.lastSeen <= times.troubleMemorySeconds;
    return { ...troubles, [trouble]: { since: goesOn ? known.since : now, lastSeen: now } };
}

/** Changes with every change of the job's state, also with one that comes back to where it was. */
function markOf(observation: Observation | undefined): string {
    const job = observation?.status?.jobStatus;
    return `${job?.jobId ?? ""} ${job?.updateTime ?? ""}`;
}

function conclude(
    assessment: Assessment,
    observation: Observation | undefined,
    history: History,
    now: number,
    times: ReadinessTimes,
): Judgement {
    switch (assessment.kind) {
        case "good":
            return hasSettled(history, isRunning(observation), now, times)
                ? { state: "ready" }
                : { state: "waiting", progress: settlingProgress };
        case "underway":
            return { state: "waiting", progress: assessment.progress };
        case "trouble":
            // The refusal may be missing from a look between two starts of a container.
            if (history.refusedAt !== undefined && now - history.refusedAt <= times.troubleMemorySeconds) {
                const progress = `new rights may be on their way, for at most ${times.newGrant.seconds} s; ${assessment.reason}`;
                return { state: "waiting", progress };
            }
            return hasLasted(assessment.trouble, observation, history, now, times)
                ? { state: "failed", reason: assessment.reason }
                : { state: "waiting", progress: assessment.reason };
        case "final": {
            const leftover = history.leftoverSince;
            return leftover === undefined || now - leftover >= times.staleStatusSeconds
                ? { state: "failed", reason: assessment.reason }
                : { state: "waiting", progress: assessment.reason };
        }
    }
}

function isRunning(observation: Observation | undefined): boolean {
    return observation?.status?.jobStatus?.state === "RUNNING";
}

/** Only what runs can still fail; anything else is looked at twice because a change may come in between. */
function hasSettled({ good, restarted }: History, runs: boolean, now: number, times: ReadinessTimes): boolean {
    if (good === undefined || good.polls < times.settlePolls) {
        return false;
    }
    const cameAbout = good.sinceSeconds > 0;
    const afterChange = cameAbout ? times.settleSeconds : 0;
    const needed = runs ? (restarted ? times.settleAfterRestartSeconds : afterChange) : 0;
    return now - good.sinceSeconds >= needed;
}

/**
 * True once a trouble has had its time. Where the JobManager's events show that it had it before anyone looked, it only
 * has to be there still.
 */
function hasLasted(
    trouble: Trouble,
    observation: Observation | undefined,
    history: History,
    now: number,
    times: ReadinessTimes,
): boolean {
    const seconds = now - (history.troubles[trouble]?.since ?? now);
    const given = times[troubleTimes[trouble]];
    const error = observation?.status?.error ?? "";
    const before =
        trouble === "jobManager" &&
        (observation?.warnings ?? []).some(({ reason, spanSeconds }) => spanSeconds >= given && error.includes(reason));
    return seconds >= (before ? Math.min(given, times.staleStatusSeconds) : given);
}

const wantedWords = { runningJob: "running", suspendedJob: "suspended", sessionCluster: "up" } as const;

function timeout(
    wanted: Wanted,
    assessment: Assessment,
    progress: string,
    observation: Observation | undefined,
    times: ReadinessTimes,
): Judgement {
    const warning = observation?.warnings.at(-1);
    const last =
        warning === undefined || assessment.kind !== "underway"
            ? ""
            : `; last warning: ${warning.reason}: ${oneLine(warning.message)}`;
    return {
        state: "failed",
        reason: `not ${wantedWords[wanted.kind]} after ${times.timeoutSeconds} s: ${progress}${last}`,
    };
}
