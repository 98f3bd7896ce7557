import type { FlinkDeploymentSpec, JobSpec, TaskManagerSpec } from "../application/types";
import type { Problem } from "../findings";
import type { EffectiveConfiguration } from "./effective-configuration";
import { isHighAvailabilityOff } from "./flink-options";
import { isSet } from "./inputs";

/** The job has something to run with: rule 19. */
export function parallelismProblems(job: JobSpec, taskManager: TaskManagerSpec | undefined): Problem[] {
    return isSet(taskManager?.replicas) ? [] : countProblems("spec.job.parallelism", job.parallelism ?? 0);
}

/** TaskManagers, where their number is given: rules 18 (with a job) and 28 (without one). */
export function taskManagerProblems({ taskManager }: FlinkDeploymentSpec): Problem[] {
    return isSet(taskManager?.replicas) ? countProblems("spec.taskManager.replicas", taskManager.replicas) : [];
}

/** JobManagers: rules 23 and 24. */
export function jobManagerProblems(
    { jobManager }: FlinkDeploymentSpec,
    configuration: EffectiveConfiguration,
): Problem[] {
    const path = "spec.jobManager.replicas";
    const replicas = jobManager?.replicas ?? 1;
    if (replicas > 1 && isHighAvailabilityOff(configuration)) {
        const remedy = `set "high-availability.type" to "kubernetes" and "high-availability.storageDir"`;
        return [{ path, problem: `must be 1 without high availability, got ${replicas}; ${remedy}` }];
    }
    return countProblems(path, replicas);
}

function countProblems(path: string, count: number): Problem[] {
    return Number.isInteger(count) && count >= 1
        ? []
        : [{ path, problem: `must be a whole number of at least 1, got ${count}` }];
}
