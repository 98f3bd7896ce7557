import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";

/** Label of a resource by which the operator tests that it still reconciles: it makes nothing of its spec. */
const canaryLabel = "flink.apache.org/canary";

/**
 * Whether labels make a resource a canary, which the operator neither validates nor deploys, and whose status it never
 * writes. Source:
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/health/CanaryResourceManager.java
 */
export function isCanary(labels: Readonly<Record<string, unknown>>): boolean {
    return String(labels[canaryLabel]).toLowerCase() === "true";
}

/** The problem of a job that is a canary: the operator would never start it. */
export function canaryJobProblems(labels: Readonly<Record<string, unknown>>): Problem[] {
    return unless(
        !isCanary(labels),
        `metadata.labels["${canaryLabel}"]`,
        'must not be "true" for a job, as the operator never starts a canary; remove it',
    );
}
