import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FlinkDeploymentStatus } from "../../readiness/status";

/**
 * What is said in the open of a job, as the wait for it saw it last or as it was when Pulumi last read its resource. The
 * rest of its status stays secret: the operator copies the whole spec into it. Outputs are made when they are asked for,
 * as each costs time and memory.
 */
export class SeenJob {
    /** @param lastLook status that the wait saw last, once it is over; undefined if there was none. */
    constructor(
        private readonly deployment: k8s.apiextensions.CustomResource,
        private readonly lastLook: Promise<FlinkDeploymentStatus | undefined>,
    ) {}

    /** Id of the job in Flink; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.job.apply((known) => known?.jobId);
    }

    /** State of the job in Flink's words, such as `RUNNING`; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.job.apply((known) => known?.state);
    }

    private get job(): pulumi.Output<FlinkDeploymentStatus["jobStatus"]> {
        const { status } = this.deployment as unknown as { readonly status: pulumi.Output<FlinkDeploymentStatus> };
        return pulumi
            .all([pulumi.unsecret(status), this.lastLook])
            .apply(([recorded, seen]) => (seen ?? (recorded as FlinkDeploymentStatus | undefined))?.jobStatus);
    }
}
