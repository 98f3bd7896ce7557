import { parseFlinkDuration } from "../flink/units";
import { optionOf, type FlinkResource } from "./flink-resource";
import { isGiven, notKnown } from "./known-values";

/** Parameters of the policy on checkpoints. */
export interface CheckpointingConfig {
    /** Longest time between two checkpoints, in seconds. @default 600 */
    readonly maxIntervalSeconds?: number;
}

// Flink's two spellings of each: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/.
const interval = ["execution.checkpointing.interval"];
const checkpointFolder = ["execution.checkpointing.dir", "state.checkpoints.dir"];
const highAvailability = ["high-availability.type", "high-availability"];
const highAvailabilityFolder = ["high-availability.storageDir"];

/** Reasons why a job that has state takes no checkpoints that outlive its pods. */
export function checkpointingViolations(
    resource: FlinkResource,
    { maxIntervalSeconds = 600 }: CheckpointingConfig,
): string[] {
    if (!mustKeepState(resource)) {
        return [];
    }
    const given = optionOf(resource, ...interval);
    const seconds = typeof given === "string" ? parseFlinkDuration(given) : undefined;
    const isShort = given === notKnown || (seconds !== undefined && seconds > 0);
    const isLate = seconds !== undefined && seconds > maxIntervalSeconds;
    return [
        ...(isShort ? [] : [`${at(interval)} must be set, got ${shown(given)}, so that the job takes checkpoints`]),
        ...(isLate ? [`${at(interval)} must be at most ${maxIntervalSeconds} s, got ${shown(given)}`] : []),
        ...folderViolations(resource, checkpointFolder, "checkpoints"),
    ];
}

/** Reasons why a job that has state cannot go on after its JobManager has gone. */
export function highAvailabilityViolations(resource: FlinkResource): string[] {
    if (!mustKeepState(resource)) {
        return [];
    }
    const given = optionOf(resource, ...highAvailability);
    const isOn = given !== undefined && (given === notKnown || given.toUpperCase() !== "NONE");
    return isOn
        ? folderViolations(resource, highAvailabilityFolder, "metadata")
        : [
              `${at(highAvailability)} must be "kubernetes", got ${shown(given)}, so that the job outlives its JobManager`,
          ];
}

/** A session job takes these options from its cluster, which is a resource of its own. */
function mustKeepState({ kind, job, isStateful }: FlinkResource): boolean {
    return kind === "FlinkDeployment" && isGiven(job) && isStateful;
}

function folderViolations(resource: FlinkResource, names: readonly string[], what: string): string[] {
    const given = optionOf(resource, ...names);
    // "s3p://state/orders" yes; "file:///tmp", "/tmp" no
    const isShared = given === notKnown || (given !== undefined && /^(?!file:)[a-z][a-z0-9+.-]*:\/\//i.test(given));
    return isShared
        ? []
        : [`${at(names)} must be a folder of an object store for the job's ${what}, got ${shown(given)}`];
}

function at([name = ""]: readonly string[]): string {
    return `spec.flinkConfiguration["${name}"]`;
}

function shown(value: unknown): string {
    return typeof value === "string" ? `"${value}"` : "nothing";
}
