import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FlinkStatus } from "../../readiness/status";
import { takesCallbacks } from "../../run/callbacks";
import { lastCheckpoint, type JobManagerService } from "./last-checkpoint";
import { lastSavepoint } from "./last-savepoint";

/**
 * What is said in the open of a job, as the wait for it saw it last or as it was when Pulumi last read its resource. The
 * rest of its status stays secret: the operator copies the whole spec into it. Outputs are made when they are asked for,
 * as each costs time and memory.
 */
export class SeenJob {
    /**
     * @param lastLook status that the wait saw last, once it is over; undefined if there was none.
     * @param jobManager where its checkpoints are known, once something asks for them.
     */
    constructor(
        private readonly deployment: k8s.apiextensions.CustomResource,
        private readonly lastLook: Promise<FlinkStatus | undefined>,
        private readonly jobManager?: JobManagerService & { readonly kubeconfig: pulumi.Output<string> },
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

    /** Where the last checkpoint lies; unknown in a preview, and undefined if its JobManager cannot be asked. */
    get lastCheckpointPath(): pulumi.Output<string | undefined> {
        const { jobManager } = this;
        if (pulumi.runtime.isDryRun() || jobManager === undefined || !takesCallbacks()) {
            return pulumi.output(pulumi.runtime.isDryRun() ? pulumi.unknown : undefined) as pulumi.Output<undefined>;
        }
        return pulumi
            .all([pulumi.unsecret(jobManager.kubeconfig), this.jobId])
            .apply(async ([kubeconfig, id]) =>
                id === undefined ? undefined : lastCheckpoint(kubeconfig, jobManager, id),
            );
    }

    /** Where a snapshot lies; undefined before it is taken. */
    get snapshotPath(): pulumi.Output<string | undefined> {
        return this.status.apply((known) => known?.path);
    }

    /** State of a FlinkBlueGreenDeployment in the operator's words; undefined before it is known. */
    get blueGreenState(): pulumi.Output<string | undefined> {
        return this.status.apply((known) => known?.blueGreenState);
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
