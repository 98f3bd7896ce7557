import { oneOf, type KnownOf } from "../../checks/known-arguments";
import type { JobKind, JobReference } from "../../flink/types/snapshot";
import type { SavepointFormat } from "../application/args";
import { knownMetadata, knownReadiness } from "../deployment/known-arguments";
import type { FlinkStateSnapshotArgs, FlinkStateSnapshotSpecArgs, SnapshotType } from "./args";

/** Arguments of a snapshot. */
export const knownSnapshotArgs = {
    platform: true,
    job: true,
    jobReference: {
        kind: oneOf<JobKind>({ FlinkDeployment: true, FlinkSessionJob: true }),
        name: true,
    } satisfies KnownOf<JobReference>,
    namespace: true,
    snapshotName: true,
    type: oneOf<SnapshotType>({ savepoint: true, checkpoint: true }),
    path: true,
    savepointFormat: oneOf<SavepointFormat>({ CANONICAL: true, NATIVE: true }),
    disposeOnDelete: "switch",
    backoffLimit: true,
    labels: "map",
    annotations: "map",
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
} satisfies KnownOf<FlinkStateSnapshotArgs>;

/** Arguments of a snapshot by its spec; what that may hold is for the definition to say. */
export const knownSnapshotSpecArgs = {
    platform: true,
    metadata: knownMetadata,
    spec: "map",
    job: true,
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
} satisfies KnownOf<FlinkStateSnapshotSpecArgs>;
