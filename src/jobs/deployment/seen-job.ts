import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FlinkDeploymentStatus } from "../../readiness/status";

/** What is said in the open of a job. The rest of its status stays secret: the operator copies the whole spec into it. */
export interface SeenJob {
    /** Id of the job in Flink; undefined before it is known. */
    readonly jobId: pulumi.Output<string | undefined>;
    /** State of the job in Flink's words, such as `RUNNING`; undefined before it is known. */
    readonly jobState: pulumi.Output<string | undefined>;
}

/**
 * A job as the wait for it saw it last, or as it was when Pulumi last read its resource.
 *
 * @param lastLook what the wait saw last, once it is over; undefined if there was none.
 */
export function seenJob(
    deployment: k8s.apiextensions.CustomResource,
    lastLook: Promise<FlinkDeploymentStatus | undefined>,
): SeenJob {
    const { status } = deployment as unknown as { readonly status: pulumi.Output<FlinkDeploymentStatus | undefined> };
    const job = pulumi
        .all([pulumi.unsecret(status), lastLook])
        .apply(([recorded, seen]) => (seen ?? recorded)?.jobStatus);
    return { jobId: job.apply((known) => known?.jobId), jobState: job.apply((known) => known?.state) };
}
