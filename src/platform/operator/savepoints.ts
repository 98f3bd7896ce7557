import { compareVersions } from "../../flink/versions";
import type { ReleaseFacts } from "../../flink/definitions/release";
import { versionDefault } from "./version-defaults";

/** The first release that may keep its own savepoints as FlinkStateSnapshots. */
const snapshotResourcesSince = "1.10.0";

const cleanup = "kubernetes.operator.savepoint.cleanup.enabled";
const snapshotResources = "kubernetes.operator.snapshot.resource.enabled";

/**
 * Options for the savepoints that the operator takes itself, for upgrades, suspensions, deletions and periods.
 *
 * Their data stays: before 1.10 the operator would otherwise remove them from the store after ten, or after a day.
 *
 * They are recorded in the job's status, which goes with the job. A FlinkStateSnapshot has no owner and a finalizer: it
 * outlives the job, and its namespace cannot go once the operator has gone. The option is set for each Flink version, as
 * set for the operator itself it would also end the FlinkStateSnapshots that users make. Source: `SnapshotObserver` and
 * `FlinkStateSnapshotUtils.isSnapshotResourceEnabled` in
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator/src/main/java.
 *
 * @param chosen the user's options: if they say how snapshots are kept, that holds for all Flink versions
 */
export function savepointConfiguration(
    { version, flinkVersions }: Pick<ReleaseFacts, "version" | "flinkVersions">,
    chosen: Readonly<Record<string, unknown>>,
): Record<string, string> {
    const mayChoose = compareVersions(version, snapshotResourcesSince) >= 0 && chosen[snapshotResources] === undefined;
    const inStatus = mayChoose ? flinkVersions : [];
    return {
        [cleanup]: "false",
        ...Object.fromEntries(
            inStatus.map((flinkVersion) => [versionDefault(flinkVersion, snapshotResources), "false"]),
        ),
    };
}
