import { carriedState } from "./carried-state";
import { notKnown, type FieldChange } from "./field-change";
import type { JobChange } from "./job-change";

/** A change that the operator does not carry out. */
export interface Refusal {
    readonly causes: readonly FieldChange[];
    /** Problem of the first of them. */
    readonly problem: string;
}

/**
 * What the operator refuses for the sake of the version before.
 * Source: `validateSpecChange` and `validateFlinkVersion` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/validation/DefaultValidator.java
 */
export function refusalOf(change: JobChange): Refusal | undefined {
    return (
        kindRefusal(change) ??
        otherClusterRefusal(change) ??
        modeRefusal(change) ??
        suspendedVersionRefusal(change) ??
        savepointRefusal(change) ??
        lastStateRefusal(change) ??
        highAvailabilityRefusal(change)
    );
}

const anew = "take it out, run pulumi up, and declare it anew with initialSavepointPath";

/** Rules 29 and 30. */
function kindRefusal(change: JobChange): Refusal | undefined {
    const causes = change.at("spec.job");
    const [cause] = causes;
    if (cause === undefined) {
        return undefined;
    }
    const problem =
        cause.before === undefined
            ? "cannot be added to a session cluster; declare an application of its own"
            : `cannot be taken away from an application; ${anew}`;
    return { causes, problem };
}

/** Rule 45: of a session job. */
function otherClusterRefusal(change: JobChange): Refusal | undefined {
    const causes = change.at("spec.deploymentName");
    const [cause] = causes;
    const present = cause?.after === notKnown ? "another that is not known yet" : `"${String(cause?.after)}"`;
    return cause && { causes, problem: `must stay "${String(cause.before)}", got ${present}; ${anew}` };
}

/** Rules 31 and 32. */
function modeRefusal(change: JobChange): Refusal | undefined {
    const [old, present] = [change.before.spec.mode ?? "native", change.after.spec.mode ?? "native"];
    return old === present
        ? undefined
        : {
              causes: change.at("spec.mode"),
              problem: `must stay "${old}", got "${present}"; ${anew}`,
          };
}

/** Rule 4. A cancelled job's last checkpoint is a path, and goes by every Flink version. */
function suspendedVersionRefusal(change: JobChange): Refusal | undefined {
    const isByHighAvailability = change.oldMode === "last-state" && change.goesByHighAvailability;
    const isRefused =
        change.oldState === "suspended" &&
        isByHighAvailability &&
        change.mode !== "stateless" &&
        !change.isSessionCluster;
    return isRefused && change.flinkVersionChanges
        ? {
              causes: change.at("spec.flinkVersion"),
              problem:
                  `must stay "${change.before.spec.flinkVersion}" while the job is suspended with its last checkpoint, ` +
                  `got "${change.after.spec.flinkVersion}"; resume it first`,
          }
        : undefined;
}

/** Rule 33. */
function savepointRefusal(change: JobChange): Refusal | undefined {
    const isRefused = change.effect === "redeploy" && (change.after.spec.job?.initialSavepointPath ?? "") === "";
    return isRefused
        ? {
              causes: change.strongest,
              problem:
                  "needs initialSavepointPath, as the job is to start from it; set it to a savepoint or checkpoint",
          }
        : undefined;
}

/** Before 1.10 only a savepoint leads from a job without high availability to the mode `last-state`. */
function lastStateRefusal(change: JobChange): Refusal | undefined {
    const isNew = change.mode === "last-state" && change.oldMode !== "last-state";
    const isRefused = isNew && !change.isSince("1.10.0") && change.old.highAvailability === undefined;
    return isRefused && !change.present.hasSavepointFolder
        ? {
              causes: change.at("spec.job.upgradeMode"),
              problem: `cannot become "last-state" without a savepoint; set "state.savepoints.dir" as well`,
          }
        : undefined;
}

/**
 * A job that is to go on by high-availability metadata that its new version does not look at. The operator takes the
 * change, stops the job and then finds no metadata: `validateHaMetadataExists` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/service/AbstractFlinkService.java
 */
function highAvailabilityRefusal(change: JobChange): Refusal | undefined {
    const { mode, oldMode, oldState, state, old, present } = change;
    const restarts = state === "running" && (oldState === "suspended" || change.effect === "restart");
    const restoring = oldState === "suspended" ? oldMode : mode;
    const isByMetadata = change.goesByHighAvailability && !change.keepsHighAvailability && restoring === "last-state";
    const isLost = mode === "stateless" || (oldState === "running" && carriedState(change).state !== "checkpoint");
    if (change.isSessionCluster || !restarts || !isByMetadata || isLost) {
        return undefined;
    }
    const path = present.highAvailabilityPath ?? old.highAvailabilityPath ?? "";
    return {
        causes: [{ path, before: old.highAvailability, after: present.highAvailability }],
        problem:
            `must stay "${old.highAvailability}" in a change that restarts the job from its last checkpoint, which only that ` +
            `knows, got "${present.highAvailability ?? "NONE"}"; set upgradeMode to "savepoint" for this change`,
    };
}
