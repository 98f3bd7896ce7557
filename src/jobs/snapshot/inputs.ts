import type { SnapshotSettings } from "./settings";

/** Inputs under which a snapshot's component is registered: plain values for reviewers and policy packs; paths are left out. */
export function snapshotInputs({ name, namespace, spec }: SnapshotSettings) {
    const { jobReference, savepoint, backoffLimit } = spec;
    return {
        name,
        namespace,
        jobReference,
        type: savepoint === undefined ? "checkpoint" : "savepoint",
        savepointFormat: savepoint?.formatType,
        disposeOnDelete: savepoint?.disposeOnDelete,
        backoffLimit,
    };
}
