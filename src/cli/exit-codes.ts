import type { Report } from "../report/report";

/** How `flink-platform preview` ends. */
export const exitCodes = {
    /** No job loses state, and nothing asks for a closer look. */
    safe: 0,
    /** The command could not do its work, or a preview failed. */
    failed: 1,
    /** Somebody should look. */
    attention: 2,
    /** State of a job is lost. */
    losesState: 3,
} as const;

/** The code for a report: loss of state before failure, and failure before attention. */
export function exitCode({ level, failed }: Report): number {
    if (level === "losesState") {
        return exitCodes.losesState;
    }
    return failed ? exitCodes.failed : exitCodes[level];
}
