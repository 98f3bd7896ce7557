import { setTimeout as sleep } from "node:timers/promises";

/**
 * Plays a part of a cluster in rounds, with a pause after each; the first begins at once.
 *
 * @returns stops the play once the round under way has ended, and fails if a round has
 */
export function playUntilStopped(pauseMs: number, round: () => Promise<void>): () => Promise<void> {
    let playing = true;
    const play = async () => {
        while (playing) {
            await round();
            await sleep(pauseMs);
        }
    };
    const done = play();
    done.catch(() => undefined); // said by the stop; on its own it would end the process
    return async () => {
        playing = false;
        await done;
    };
}
