import type { Problem } from "../../checks/findings";
import { wholeNumberProblems, unless } from "../../checks/values";

/**
 * By this annotation Pulumi's Kubernetes provider chooses how Kubernetes deletes an object and what hangs below it:
 * https://github.com/pulumi/pulumi-kubernetes/pull/3011.
 */
const propagationAnnotation = "pulumi.com/deletionPropagationPolicy";

/**
 * Deletion of a Flink resource: only the object goes, and the operator ends what belongs to it. The provider's default,
 * `foreground`, has the garbage collector kill the JobManager first: then no savepoint can be taken, and the operator
 * looks for the job for up to two minutes.
 */
export const operatorDeletes = { [propagationAnnotation]: "background" } as const;

/**
 * Deletion of a resource that the operator makes others for and has no finalizer on: it stays until these are gone, so that
 * the operator still has its rights in their namespace when it ends them. Kubernetes then deletes what hangs below them
 * first, the JobManager too: https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion.
 */
export const collectorDeletes = { [propagationAnnotation]: "foreground" } as const;

/**
 * Time that a deletion may take: a savepoint (10 min,
 * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/config/#execution-checkpointing-timeout), the
 * end of the cluster (5 min, the operator's `kubernetes.operator.resource.cleanup.timeout`) and another 5 min for nodes
 * that are busy.
 */
export const defaultDeleteTimeoutSeconds = 20 * 60;

/** Problems of the arguments for a Flink resource's deletion. */
export function deletionProblems(
    deleteTimeoutSeconds: number,
    annotations: Readonly<Record<string, string>> = {},
): Problem[] {
    const given = annotations[propagationAnnotation];
    return [
        ...wholeNumberProblems("deleteTimeoutSeconds", deleteTimeoutSeconds, 1),
        ...unless(
            given === undefined || given === operatorDeletes[propagationAnnotation],
            `metadata.annotations["${propagationAnnotation}"]`,
            `must be "background", or the JobManager is killed before the operator can take a savepoint, got "${given}"; remove it`,
        ),
    ];
}
