import type { JobChange } from "./job-change";

/**
 * Whether the operator scales a running job in place. Sources: `scale` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/service/NativeFlinkService.java
 * and in `StandaloneFlinkService` beside it; the same from 1.7.0 on.
 */
export function isScaledInPlace(change: JobChange): boolean {
    return (
        change.effect === "scale" &&
        (change.after.spec.mode === "standalone" ? scalesByReplicas(change) : scalesByVertices(change))
    );
}

/** Flink's reactive mode takes the TaskManagers that there are. */
function scalesByReplicas({ old }: JobChange): boolean {
    return old.text("scheduler-mode")?.toLowerCase() === "reactive";
}

/** The adaptive scheduler takes a parallelism for each vertex, and cannot be told to forget one. */
function scalesByVertices(change: JobChange): boolean {
    const { old, present } = change;
    const remaining = verticesOf(present.text(overrides));
    return (
        old.isOn("kubernetes.operator.job.upgrade.inplace-scaling.enabled", true) &&
        change.oldFlinkReaches("1.18") &&
        old.text("jobmanager.scheduler")?.toLowerCase() === "adaptive" &&
        verticesOf(old.text(overrides)).every((vertex) => remaining.includes(vertex))
    );
}

const overrides = "pipeline.jobvertex-parallelism-overrides";

/** `0a1b:2,3c4d:4` → the two vertices. */
function verticesOf(text = ""): string[] {
    return text
        .split(",")
        .map((pair) => pair.split(":")[0]?.trim() ?? "")
        .filter((vertex) => vertex !== "");
}
