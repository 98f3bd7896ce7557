import type { Problem } from "../../checks/findings";
import { shown, unless, wholeNumberProblems } from "../../checks/values";
import type { ClusterSettings } from "./settings";

/** Numbers that Kubernetes or Flink would refuse, or take and then fail with. */
export function sizeProblems(settings: ClusterSettings): Problem[] {
    const { jobManager, taskManager } = settings;
    return [
        ...wholeNumberProblems("checkpointIntervalSeconds", settings.checkpointIntervalSeconds, 1),
        ...wholeNumberProblems("retainedCheckpoints", settings.retainedCheckpoints, 1),
        ...wholeNumberProblems("jobManager.replicas", jobManager.replicas, 1),
        ...wholeNumberProblems("taskManager.taskSlots", taskManager.taskSlots, 1),
        // Whether it is enough for Flink is for the rules to say.
        ...wholeNumberProblems("jobManager.memoryMiB", jobManager.memoryMiB, 1),
        ...wholeNumberProblems("taskManager.memoryMiB", taskManager.memoryMiB, 1),
        ...cpuProblems("jobManager", jobManager),
        ...cpuProblems("taskManager", taskManager),
    ];
}

function cpuProblems(path: string, { cpu, cpuLimit }: ClusterSettings["taskManager" | "jobManager"]): Problem[] {
    if (typeof cpu !== "number" || !(cpu > 0)) {
        return [{ path: `${path}.cpu`, problem: `must be more than 0, got ${shown(cpu)}` }];
    }
    return unless(
        typeof cpuLimit === "number" && cpuLimit >= cpu,
        `${path}.cpuLimit`,
        `must be at least ${path}.cpu (${cpu}), got ${shown(cpuLimit)}`,
    );
}
