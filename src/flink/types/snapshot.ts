import type * as pulumi from "@pulumi/pulumi";

/**
 * A snapshot of a job's state, taken once when it is made, or one that exists and is to be known. Exactly one of
 * `savepoint` and `checkpoint`. Operator 1.10 and newer, one to one with its resource definition:
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/custom-resource/snapshots/
 */
export interface FlinkStateSnapshotSpec {
    /** Job in the same namespace. @default none, which only a savepoint that already exists may have */
    readonly jobReference?: JobReference;
    readonly savepoint?: SavepointSpec;
    /** A full checkpoint; Flink 1.17 and newer. */
    readonly checkpoint?: CheckpointSpec;
    /**
     * Number of times that a failed attempt is tried again.
     *
     * @default -1, which is documented as without limit, but ends at the first failure up to operator 1.15
     */
    readonly backoffLimit?: number;
}

/** The job that a snapshot is taken of. */
export interface JobReference {
    /** Kind of the job's resource. */
    readonly kind: JobKind;
    /** Name of the job in Kubernetes. */
    readonly name: pulumi.Input<string>;
}

/** Kinds of resources that are jobs. */
export type JobKind = "FlinkDeployment" | "FlinkSessionJob";

/** A savepoint to take or to know. */
export interface SavepointSpec {
    /** Folder to write to, or with `alreadyExists` the savepoint itself. @default the job's savepoint directory */
    readonly path?: pulumi.Input<string>;
    /** @default `CANONICAL` */
    readonly formatType?: SavepointFormatType;
    /** Deletes the savepoint's data with the resource, which then needs the job to be running. @default true */
    readonly disposeOnDelete?: boolean;
    /** Takes nothing, only records what is at `path`. @default false */
    readonly alreadyExists?: boolean;
}

/** `CANONICAL` fits any state backend, `NATIVE` only the one it was taken with; Flink refuses `UNKNOWN`. */
export type SavepointFormatType = "CANONICAL" | "NATIVE" | "UNKNOWN";

/** A checkpoint to take; it has no options. */
export type CheckpointSpec = Readonly<Record<string, never>>;
