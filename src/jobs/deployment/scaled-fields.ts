import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { isSet } from "../../rules/inputs";

/**
 * Fields of a spec that say how far its job is scaled, as paths for `ignoreChanges`. The provider leaves such a field out of
 * what it applies once another field manager has set it, and keeps its present value as long as none has:
 * https://github.com/pulumi/pulumi-kubernetes/blob/v4.25.0/provider/pkg/await/await.go. A field that the spec lacks was never
 * the program's.
 */
export function scaledFields({ taskManager, job }: FlinkDeploymentSpec): string[] {
    return [
        ...(isSet(taskManager?.replicas) ? ["spec.taskManager.replicas"] : []), // what the kind's `scale` changes
        ...(isSet(job?.parallelism) ? ["spec.job.parallelism"] : []),
    ];
}
