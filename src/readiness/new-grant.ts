/** Rights that a cloud may not know yet everywhere, as seen at the beginning of the wait. */
export interface NewGrant {
    /** Time that they may still take, in seconds; 0 if they have arrived. */
    readonly seconds: number;
    /** Parts of the messages with which the cloud refuses until then. */
    readonly refusals: readonly string[];
}

export const noNewGrant: NewGrant = { seconds: 0, refusals: [] };

/**
 * The longest pause before a container in a crash loop is started again: the first start after the rights have arrived may
 * come so much later.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy.
 */
const longestBackOffSeconds = 300;

/**
 * Rights that were granted a short time ago.
 *
 * @param delaySeconds the longest time that the cloud takes to know a right.
 * @param grantedAt time of the grant, such as `2026-11-30T10:00:00Z`; undefined if it is not known: then it was long ago.
 * @param nowMs milliseconds since 1970. A clock that is wrong by a minute makes the wait so much shorter or longer.
 */
export function newGrant(
    delaySeconds: number,
    refusals: readonly string[],
    grantedAt: string | undefined,
    nowMs: number,
): NewGrant {
    const ageSeconds = grantedAt === undefined ? Infinity : (nowMs - Date.parse(grantedAt)) / 1000;
    const left = delaySeconds === 0 ? 0 : delaySeconds + longestBackOffSeconds - ageSeconds;
    return left > 0 ? { seconds: Math.ceil(left), refusals } : noNewGrant;
}

/** True for a trouble whose reason is a refusal that ends once the rights have arrived. */
export function awaitsGrant(reason: string, { seconds, refusals }: NewGrant, elapsedSeconds: number): boolean {
    return elapsedSeconds < seconds && refusals.some((refusal) => reason.includes(refusal));
}
