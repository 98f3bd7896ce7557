/** Parts of a Flink resource's spec that have fields which the operator fills in. */
interface FilledParts {
    readonly job?: object | null;
    readonly jobManager?: object | null;
}

/**
 * What the operator makes of fields that a job leaves out:
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator-api/src/main/java/org/apache/flink/kubernetes/operator/api/spec/JobSpec.java.
 */
const ofJob = { parallelism: 0, args: [], state: "running", upgradeMode: "stateless" } as const;

/** The same of a JobManager: `JobManagerSpec.java` beside it. */
const ofJobManager = { replicas: 1 } as const;

/** A spec with all fields that the operator fills in where they are left out. */
export function withOperatorDefaults<Spec extends object>(spec: Spec & FilledParts): Spec {
    const { job, jobManager } = spec;
    return {
        ...spec,
        ...(job && { job: { ...ofJob, ...given(job) } }),
        ...(jobManager && { jobManager: { ...ofJobManager, ...given(jobManager) } }),
    };
}

/** Fields that have a value. */
function given(fields: object): object {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
