import type { Assessment, Trouble } from "./look";
import { awaitsGrant } from "./new-grant";
import { isRunning, type Observation } from "./observation";
import type { ReadinessTimes } from "./times";

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

export const noHistory: History = { restarted: false, troubles: {}, looked: false };

/** History that includes one more look. */
export function remember(
    history: History,
    assessment: Assessment,
    observation: Observation | undefined,
    now: number,
    times: ReadinessTimes,
): History {
    const error = observation?.status?.error;
    const firstError = history.looked ? history.firstError : error;
    const jobMark = markOf(observation);
    // The job left the state and reached it again between two looks.
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

/** Mark that changes with every change of the job's state, even if the state is the same again later. */
function markOf(observation: Observation | undefined): string {
    const job = observation?.status?.jobStatus;
    return `${job?.jobId ?? ""} ${job?.updateTime ?? ""}`;
}
