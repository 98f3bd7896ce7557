import type { FlinkDeploymentSpec, JobSpec, TaskManagerSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import type { EffectiveConfiguration } from "./effective-configuration";
import { isHighAvailabilityOff } from "./flink-options";
import { isSet } from "./inputs";
import { wholeNumberProblems } from "../checks/values";

/** The job has something to run with: rule 19. */
export function parallelismProblems(job: JobSpec, taskManager: TaskManagerSpec | undefined): Problem[] {
    const path = "spec.job.parallelism";
    if (isSet(taskManager?.replicas)) {
        return [];
    }
    return isSet(job.parallelism)
        ? wholeNumberProblems(path, job.parallelism, 1)
        : [{ path, problem: "is required: the number of subtasks of each operator, at least 1" }];
}

/** TaskManagers, where their number is given: rules 18 (with a job) and 28 (without one). */
export function taskManagerProblems({ taskManager }: FlinkDeploymentSpec): Problem[] {
    return isSet(taskManager?.replicas)
        ? wholeNumberProblems("spec.taskManager.replicas", taskManager.replicas, 1)
        : [];
}

/** JobManagers: rules 23 and 24. */
export function jobManagerProblems(
    { jobManager }: FlinkDeploymentSpec,
    configuration: EffectiveConfiguration,
): Problem[] {
    const path = "spec.jobManager.replicas";
    const replicas = jobManager?.replicas ?? 1;
    const wrong = wholeNumberProblems(path, replicas, 1);
    if (wrong.length === 0 && replicas > 1 && isHighAvailabilityOff(configuration)) {
        const remedy = `set "high-availability.type" to "kubernetes" and "high-availability.storageDir"`;
        return [{ path, problem: `must be 1 without high availability, got ${replicas}; ${remedy}` }];
    }
    return wrong;
}
