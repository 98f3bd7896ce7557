import type { PodTrouble } from "./observation";
import { oneLine } from "./status-error";

/** A line that shows how far a FlinkDeployment is. */
export interface Progress {
    readonly life: string;
    readonly job: string;
    readonly jobManager: string;
    readonly pods: readonly PodTrouble[];
}

/** One line for where a FlinkDeployment is: `DEPLOYED, JobManager READY, job CREATED`. */
export function describeProgress({ life, job, jobManager, pods }: Progress): string {
    const parts = [life, jobManager && `JobManager ${jobManager}`, job && `job ${job}`].filter((part) => part !== "");
    return [parts.join(", "), ...(pods.length === 0 ? [] : [podTexts(pods)])].join("; ");
}

/** Reasons why pods do not start; each reason once. */
export function podTexts(pods: readonly PodTrouble[]): string {
    const [first, ...others] = pods;
    if (first === undefined) {
        return "";
    }
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return `pod ${first.pod}${more}: ${oneLine(first.text)}`;
}

/** A reason, followed by those of pods that do not start. */
export function withPods(reason: string, { pods }: Pick<Progress, "pods">): string {
    return pods.length === 0 ? reason : `${reason}; ${podTexts(pods)}`;
}
