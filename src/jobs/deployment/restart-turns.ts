import { perRun } from "../../run/per-run";
import type { PlatformHandle } from "../../contracts/platform";
import type { Verdict } from "../../impact/impact";
import { hasFailedJob } from "../../readiness/program-run";

/** Verdicts by which a running job stops and starts again. */
const restarts: ReadonlySet<Verdict> = new Set<Verdict>([
    "restartFromCheckpoint",
    "restartFromSavepoint",
    "restartWithoutState",
    "redeploy",
]);

/** A job's turn to restart. */
export interface RestartTurn {
    /**
     * Waits until the job may restart.
     *
     * @param onWait called if it has to wait for others.
     * @returns false once another job is not in the state asked for.
     */
    take(onWait: (most: number) => void): Promise<boolean>;
    /** Gives the turn back once the job is in the state asked for. */
    endsWith(wait: Promise<unknown>): void;
}

/** Whether a job needs its turn for what the operator will do with it. */
export function needsTurn(verdict: Verdict): boolean {
    return restarts.has(verdict);
}

const currentRun = perRun(() => new Map<PlatformHandle, RestartTurns>());

/** The turn of a platform's job; undefined where all jobs may restart at once. */
export function restartTurn(platform: PlatformHandle): RestartTurn | undefined {
    if (platform.maxConcurrentRestarts === undefined) {
        return undefined;
    }
    const run = currentRun();
    // A program may bring a platform of its own, which nothing has checked: with no turn at all a run would never end.
    const most = Math.max(1, platform.maxConcurrentRestarts);
    const turns = run.get(platform) ?? new RestartTurns(most, hasFailedJob);
    run.set(platform, turns);
    return turns.one();
}

/** Turns of which a number is given at once. After a failure none is given any more, so that a bad change stops no further job. */
export class RestartTurns {
    private given = 0;
    private isClosed = false;
    private readonly queue: ((mayRestart: boolean) => void)[] = [];

    constructor(
        private readonly most: number,
        private readonly hasFailed: () => boolean,
    ) {}

    one(): RestartTurn {
        let isTaken = false;
        let isOver = false;
        return {
            take: async (onWait) => {
                if (isOver) {
                    return true; // nobody waits for it, so it would never give its turn back
                }
                isTaken = await this.enter(() => onWait(this.most));
                return isTaken;
            },
            endsWith: (wait) =>
                void wait.then(
                    () => {
                        isOver = true;
                        if (isTaken) {
                            this.leave();
                        }
                    },
                    () => this.close(),
                ),
        };
    }

    private async enter(onWait: () => void): Promise<boolean> {
        if (this.isClosed) {
            return false;
        }
        if (this.given < this.most && !this.hasFailed()) {
            this.given += 1;
            return true;
        }
        onWait();
        return new Promise((answer) => this.queue.push(answer));
    }

    private leave(): void {
        // Others may still come up after a failure; the run ends soon, and refuses the rest.
        const next = this.isClosed || this.hasFailed() ? undefined : this.queue.shift();
        if (next === undefined) {
            this.given -= 1;
        } else {
            next(true); // takes over the turn
        }
    }

    private close(): void {
        this.isClosed = true;
        for (const answer of this.queue.splice(0)) {
            answer(false);
        }
    }
}
