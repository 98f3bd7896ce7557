import type { FlinkDeploymentSpec, FlinkScalar, FlinkSessionJobSpec } from "../flink/types/deployment";
import { flatOptions } from "../rules/effective-configuration";
import { known } from "../rules/inputs";

/**
 * A session job's spec as decisions about jobs look at it: that of a job with the options of its cluster under its own. It has
 * no high availability: the operator finds a session job's last checkpoint by cancelling it, and never by metadata
 * (`allowLastStateCancel` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/reconciler/deployment/AbstractJobReconciler.java).
 * Nor has it a reactive mode, which Flink has for applications alone:
 * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/elastic_scaling/#limitations.
 *
 * @param cluster the spec of its cluster; undefined if something else makes that.
 */
export function specOfSessionJob(spec: FlinkSessionJobSpec, cluster: FlinkDeploymentSpec | undefined) {
    const { mode, flinkVersion } = cluster ?? {};
    const ofCluster = flatOptions(cluster?.flinkConfiguration).filter(
        ([key, value]) => key !== "scheduler-mode" && known<FlinkScalar>(value) !== undefined,
    );
    const asOfDeployment = {
        ...spec,
        ...(mode && { mode }),
        flinkVersion,
        flinkConfiguration: {
            ...Object.fromEntries(ofCluster),
            ...Object.fromEntries(flatOptions(spec.flinkConfiguration)),
            "high-availability.type": "NONE",
        },
    };
    return asOfDeployment as unknown as FlinkDeploymentSpec;
}
