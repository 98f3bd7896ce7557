import { setTimeout as sleep } from "node:timers/promises";

/** Time as the waits of a run see it; tests give their own. */
export interface Clock {
    /** Milliseconds, from any point in time. */
    nowMs(): number;
    sleep(ms: number): Promise<unknown>;
}

export const realClock: Clock = { nowMs: () => performance.now(), sleep: (ms) => sleep(ms) };
