import type { Assessment, Look } from "./look";
import { podTexts, withPods } from "./text";

/** Rules about the state of Flink's own processes. */

/** A JobManager that does not start, or is gone. */
export function jobManagerTrouble(look: Look): Assessment | undefined {
    const { life, job, jobManager, error } = look;
    const failed = jobManager === "ERROR" && !look.jobManagerUnderway;
    if (failed || (error !== undefined && jobManager !== "READY" && jobManager !== "MISSING")) {
        const reason = `the JobManager does not start: ${error?.text ?? "the operator gives no reason"}`;
        return { kind: "trouble", trouble: "jobManager", reason: withPods(reason, look) };
    }
    if (jobManager === "MISSING" && (life === "DEPLOYED" || life === "STABLE") && job !== "FINISHED") {
        const why = error === undefined ? "without high availability the operator does not bring it back" : error.text;
        return { kind: "trouble", trouble: "jobManagerMissing", reason: `the JobManager is gone: ${why}` };
    }
    return undefined;
}

/** TaskManagers that do not start never become an error of the operator. */
export function taskManagerTrouble({ pods }: Look): Assessment | undefined {
    const broken = pods.filter(({ kind, process }) => kind === "container" && process === "TaskManager");
    return broken.length === 0
        ? undefined
        : { kind: "trouble", trouble: "taskManager", reason: `TaskManagers do not start: ${podTexts(broken)}` };
}
