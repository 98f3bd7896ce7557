import { assess } from "./assessment";
import { remember, type History } from "./history";
import { troubleTimes, type Assessment, type Trouble } from "./look";
import { isRunning, type Observation, type Wanted } from "./observation";
import { defaultTimes, type ReadinessTimes } from "./times";
import { oneLine } from "./status-error";

/** Whether a FlinkDeployment is in the state asked for. */
export type Judgement =
    | { readonly state: "ready" }
    | { readonly state: "waiting"; readonly progress: string }
    | { readonly state: "failed"; readonly reason: string };

/** Progress shown between the first observation of the wanted state and the last one. */
export const settlingProgress = "as asked for; looking again";

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
    // A state that has just been reached is looked at again; a refusal for lack of new rights starts the time anew.
    const extra = assessment.kind === "good" ? times.settleAfterRestartSeconds : 0;
    const limit = (next.refusedAt ?? 0) + times.timeoutSeconds + extra;
    const timedOut = judgement.state === "waiting" && elapsedSeconds >= limit;
    return {
        judgement: timedOut ? timeout(wanted, assessment, judgement.progress, observation, times) : judgement,
        history: next,
    };
}

const gone: Assessment = { kind: "final", reason: "it was deleted by something else", current: true };

function conclude(
    assessment: Assessment,
    observation: Observation | undefined,
    history: History,
    now: number,
    times: ReadinessTimes,
): Judgement {
    switch (assessment.kind) {
        case "good":
            return hasSettled(history, isRunning(observation), assessment.current ?? true, now, times)
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

/**
 * Only a running job can still fail, so only it is watched for a time, as is one whose status the operator may still write
 * anew. Everything else is looked at twice.
 */
function hasSettled(
    { good, restarted }: History,
    runs: boolean,
    isCurrent: boolean,
    now: number,
    times: ReadinessTimes,
): boolean {
    if (good === undefined || good.polls < times.settlePolls) {
        return false;
    }
    const cameAbout = good.sinceSeconds > 0;
    const afterChange = cameAbout ? times.settleSeconds : 0;
    const ofRun = runs ? (restarted ? times.settleAfterRestartSeconds : afterChange) : 0;
    const needed = isCurrent ? ofRun : times.staleStatusSeconds;
    return now - good.sinceSeconds >= needed;
}

/**
 * True once a trouble has lasted for the time that it is given. If the JobManager's events show that it had lasted so long
 * before the first look, it is enough that it is still there.
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

const wantedWords = {
    runningJob: "running",
    suspendedJob: "suspended",
    sessionCluster: "up",
    takenSnapshot: "taken",
    activeVersion: "running",
} as const;

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
