import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import type { FlinkStateSnapshotSpec, JobReference } from "../../flink/types/snapshot";
import { flinkReaches, flinkVersionOf } from "../../rules/flink-version";
import { defaultDeleteTimeoutSeconds } from "../deployment/deletion";
import { resourceSettings, type ResourceSettings } from "../deployment/resource-settings";
import type { FlinkStateSnapshotSpecArgs, StateSnapshotFields } from "./args";

/** A FlinkStateSnapshot with every value decided. */
export interface SnapshotSettings extends ResourceSettings<FlinkStateSnapshotSpec> {
    /** Fields of the resource whose change takes the snapshot anew. */
    readonly takenAnewFor: readonly string[];
}

/** A job that the program declares, as the rules of its snapshots see it. */
export interface SnapshotJob {
    readonly reference: JobReference;
    readonly namespace: string;
    /** Spec of the FlinkDeployment that it runs in; undefined if it cannot be judged, or something else makes it. */
    readonly deployment: FlinkDeploymentSpec | undefined;
}

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 * @param job undefined for one that something else makes.
 */
export function snapshotSettings(
    name: string,
    args: StateSnapshotFields,
    job: SnapshotJob | undefined,
): SnapshotSettings {
    const { path, savepointFormat, disposeOnDelete } = args;
    const jobReference = job?.reference ?? args.jobReference;
    const savepoint = {
        ...(path === undefined ? {} : { path }),
        formatType: savepointFormat ?? defaultFormat(job),
        disposeOnDelete: disposeOnDelete ?? false,
    };
    return {
        name: args.snapshotName ?? name,
        // The checks want it where the job is not declared.
        namespace: args.namespace ?? job?.namespace ?? "",
        labels: args.labels ?? {},
        annotations: args.annotations ?? {},
        spec: {
            ...(jobReference === undefined ? {} : { jobReference }),
            ...(args.type === "checkpoint" ? { checkpoint: {} } : { savepoint }),
            // A few tries bridge a JobManager's restart. Up to operator 1.15 there is no other way to have a second one:
            // https://issues.apache.org/jira/browse/FLINK-39967.
            backoffLimit: args.backoffLimit ?? 3,
        },
        readiness: args.readiness ?? {},
        deleteTimeoutSeconds: args.deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
        takenAnewFor: savepointFormat === undefined ? allButFormat : wholeSpec,
    };
}

const wholeSpec = ["spec"];

/** A default format follows the job's Flink, whose upgrade must leave the snapshots from before it alone. */
const allButFormat = [
    "spec.jobReference",
    "spec.savepoint.path",
    "spec.savepoint.disposeOnDelete",
    "spec.checkpoint",
    "spec.backoffLimit",
];

/** The same of a snapshot that is given by its spec. */
export function settingsOfSpec(
    name: string,
    args: Omit<FlinkStateSnapshotSpecArgs, "platform" | "job">,
): SnapshotSettings {
    return { ...resourceSettings(name, args), takenAnewFor: wholeSpec };
}

/** As for the savepoints that the operator takes for changes of an application. */
function defaultFormat(job: SnapshotJob | undefined) {
    const flinkVersion = job?.deployment && flinkVersionOf(job.deployment);
    return flinkVersion !== undefined && flinkReaches(flinkVersion, "2.0") ? "NATIVE" : "CANONICAL";
}
