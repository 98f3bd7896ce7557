import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FlinkStatus } from "../../readiness/status";
import { lastSavepoint } from "./last-savepoint";

/**
 * What is said in the open of a job, as the wait for it saw it last or as it was when Pulumi last read its resource. The
 * rest of its status stays secret: the operator copies the whole spec into it. Outputs are made when they are asked for,
 * as each costs time and memory.
 */
export class SeenJob {
    /** @param lastLook status that the wait saw last, once it is over; undefined if there was none. */
    constructor(
        private readonly deployment: k8s.apiextensions.CustomResource,
        private readonly lastLook: Promise<FlinkStatus | undefined>,
    ) {}

    /** Id of the job in Flink; undefined before it is known. */
    get jobId(): pulumi.Output<string | undefined> {
        return this.job.apply((known) => known?.jobId);
    }

    /** State of the job in Flink's words, such as `RUNNING`; undefined before it is known. */
    get jobState(): pulumi.Output<string | undefined> {
        return this.job.apply((known) => known?.state);
    }

    /** Where the last savepoint lies that the job's status knows; undefined if it knows of none. */
    get lastSavepointPath(): pulumi.Output<string | undefined> {
        return this.status.apply(lastSavepoint);
    }

    /** Where a snapshot lies; undefined before it is taken. */
    get snapshotPath(): pulumi.Output<string | undefined> {
        return this.status.apply((known) => known?.path);
    }

    private get job(): pulumi.Output<FlinkStatus["jobStatus"]> {
        return this.status.apply((known) => known?.jobStatus);
    }

    private get status(): pulumi.Output<FlinkStatus | undefined> {
        const { status } = this.deployment as unknown as { readonly status: pulumi.Output<FlinkStatus> };
        return pulumi
            .all([pulumi.unsecret(status), this.lastLook])
            .apply(([recorded, seen]) => seen ?? (recorded as FlinkStatus | undefined));
    }
}
