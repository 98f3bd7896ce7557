import type { Pods } from "../disruption/settings";
import type { ClusterSettings, JobSettings } from "./settings";

/** A job as far as the number of its TaskManagers depends on it. */
export type CountedJob = Pick<JobSettings, "parallelism" | "scaledByOthers" | "autoscaler">;

/** The pods of a cluster that evictions may hit. */
export function podsOf(
    { mode = "native", jobManager, taskManager }: Pick<ClusterSettings, "mode" | "jobManager" | "taskManager">,
    job?: CountedJob,
): Pods[] {
    return [
        { role: "jobManager", mode, count: jobManager.replicas },
        { role: "taskManager", mode, ...taskManagersOf(mode, taskManager, job) },
    ];
}

function taskManagersOf(
    mode: Pods["mode"],
    { replicas, taskSlots }: ClusterSettings["taskManager"],
    job: CountedJob | undefined,
): Pick<Pods, "count" | "likely"> {
    if (job?.scaledByOthers === true || job?.autoscaler?.scaling === true) {
        return { count: undefined };
    }
    if (mode === "native") {
        // What runs in them asks for them, and a job's code may set another parallelism than its arguments.
        return { count: undefined, likely: job && (replicas ?? Math.ceil(job.parallelism / taskSlots)) };
    }
    // The operator makes as many: `FlinkConfigBuilder.applyTaskManagerSpec` and `applyJobOrSessionSpec` in
    // https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/config/FlinkConfigBuilder.java
    return { count: replicas ?? (job ? Math.ceil(job.parallelism / taskSlots) : 1) };
}
