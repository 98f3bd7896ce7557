import type * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../../contracts/platform";
import type { FlinkStateSnapshotSpec, JobReference } from "../../flink/types/snapshot";
import type { Readiness } from "../../readiness/readiness";
import type { FlinkApplication } from "../application/application";
import type { SavepointFormat } from "../application/args";
import type { FlinkMetadata } from "../deployment/args";
import type { FlinkDeployment } from "../deployment/deployment";
import type { FlinkSessionJob } from "../session-job/session-job";

/** A job that this program makes. */
export type DeclaredJob = FlinkApplication | FlinkDeployment | FlinkSessionJob;

/** A snapshot of a job's state on demand. Operator 1.10 and newer. */
export interface FlinkStateSnapshotArgs extends StateSnapshotFields {
    /** The platform whose operator takes it. */
    readonly platform: PlatformHandle;
    /** The job, if this program makes it: its snapshot is taken once it runs, and deleted before it. @default `jobReference`'s */
    readonly job?: DeclaredJob;
}

/** A snapshot in plain words; what a stack file holds for each. */
export interface StateSnapshotArgs extends StateSnapshotFields {
    /** The job: one of `applications` or `sessionJobs`. @default `jobReference`'s */
    readonly job?: string;
}

/** A snapshot in plain words, its job aside. */
export interface StateSnapshotFields {
    /** The job, if something else makes it, by kind and name in Kubernetes. @default `job`'s */
    readonly jobReference?: JobReference;
    /** Namespace of the job; required with `jobReference`. @default the job's */
    readonly namespace?: string;
    /** Name of the snapshot in Kubernetes. A new one takes another snapshot. @default the component's name */
    readonly snapshotName?: string;
    /** The kind of snapshot; a `checkpoint` is a full one, and needs Flink 1.17 or newer. @default `savepoint` */
    readonly type?: SnapshotType;
    /** Folder to write a savepoint to. @default the job's savepoint folder; for a session job its cluster's */
    readonly path?: pulumi.Input<string>;
    /**
     * Format of a savepoint. State that Flink 2 accesses asynchronously cannot be written as `CANONICAL`.
     *
     * @default `NATIVE` from Flink 2.0 on, `CANONICAL` before, and for a job that something else makes
     */
    readonly savepointFormat?: SavepointFormat;
    /**
     * Delete a savepoint's data when the snapshot is deleted, for which its job must run then.
     *
     * @default false: the data stays
     */
    readonly disposeOnDelete?: boolean;
    /** Times that a failed attempt is tried again, at least 1: up to operator 1.15 the first failure is final without it. @default 3 */
    readonly backoffLimit?: number;
    /** Labels of the FlinkStateSnapshot, beside those that the operator's selector asks for. @default none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Annotations of the FlinkStateSnapshot. @default none */
    readonly annotations?: Readonly<Record<string, string>>;
    /** Options of the wait in `pulumi up`. */
    readonly readiness?: Readiness;
    /** Seconds after which the deletion fails if the snapshot is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}

/** The kinds of snapshots. */
export const snapshotTypes = ["savepoint", "checkpoint"] as const;

/** Kind of a snapshot. */
export type SnapshotType = (typeof snapshotTypes)[number];

/** The operator's FlinkStateSnapshot, one to one. */
export interface FlinkStateSnapshotSpecArgs {
    /** The platform whose operator takes it. */
    readonly platform: PlatformHandle;
    readonly metadata: FlinkMetadata;
    /** As in the operator's reference. */
    readonly spec: FlinkStateSnapshotSpec;
    /** The component of its job, if this program makes it: the snapshot is taken once it runs, and deleted before it. @default none */
    readonly job?: DeclaredJob;
    /** Options of the wait for it in `pulumi up`. */
    readonly readiness?: Readiness;
    /** Seconds after which its deletion fails if it is still there, at least 1. @default 1200 */
    readonly deleteTimeoutSeconds?: number;
}
