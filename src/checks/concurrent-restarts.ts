import type { Problem } from "./findings";
import { notTogetherProblems, wholeNumberProblems } from "./values";

/** Bound on the jobs of a platform that restart at once. */
interface RestartArgs {
    readonly waitForJobs?: boolean;
    readonly maxConcurrentRestarts?: number;
}

/** Problems of the number of jobs that may restart at once. It needs the wait, which tells when one is back. */
export function restartProblems({ waitForJobs, maxConcurrentRestarts }: RestartArgs): Problem[] {
    return waitForJobs === false
        ? notTogetherProblems("maxConcurrentRestarts", maxConcurrentRestarts, "waitForJobs: false")
        : wholeNumberProblems("maxConcurrentRestarts", maxConcurrentRestarts, 1);
}
