import type { FlinkResource } from "./flink-resource";
import { at, isGiven } from "./known-values";
import type { OtherResource } from "./other-resource";

/** Parameters of the guard. */
export interface StateLossConfig {
    /** Jobs that may be stateless, as `namespace/name`. @default none */
    readonly statelessJobs?: readonly string[];
}

/** Inputs of a job that lose its state, at once or at its next change. */
export function stateLossViolations(resource: FlinkResource, { statelessJobs = [] }: StateLossConfig): string[] {
    const { job, id, isStateful } = resource;
    if (!isGiven(job) || statelessJobs.includes(id)) {
        return [];
    }
    return [
        ...(isStateful
            ? []
            : [
                  `spec.job.upgradeMode must be "last-state" or "savepoint", got ${shownMode(at(job, "upgradeMode"))}, by which each change loses the job's state; set it, or name "${id}" in statelessJobs`,
              ]),
        ...(at(job, "allowNonRestoredState") === true
            ? [
                  "spec.job.allowNonRestoredState must not be true, by which state that no operator claims is dropped; take it out",
              ]
            : []),
    ];
}

function shownMode(mode: unknown): string {
    return typeof mode === "string" ? `"${mode}"` : "nothing";
}

// Types of buckets with a switch that deletes what is in them.
const buckets = /^(aws:s3\/bucket(V2)?:Bucket(V2)?|gcp:storage\/bucket:Bucket)$/;

/** Inputs of a state store's bucket that would delete the state of every job. */
export function bucketViolations({ type, props, isOurs }: OtherResource): string[] {
    return isOurs && buckets.test(type) && at(props, "forceDestroy") === true
        ? ["forceDestroy must not be true, by which the bucket goes with all state in it; take it out"]
        : [];
}
