import { carriedState } from "./carried-state";
import type { FieldChange } from "./field-change";
import type { DecidingOperator, Impact, JobVersion, StateLoss, Verdict } from "./impact";
import { JobChange } from "./job-change";
import { refusalOf } from "./refusals";
import { isScaledInPlace } from "./scaling";

/** Decision of one row of the table; anything left out follows from the change. */
type Decision = Pick<Impact, "verdict" | "causes"> & Partial<Impact>;

/**
 * What the operator does when a job's declaration changes from one version to another.
 *
 * @param operator the operator that looks after it, with its own configuration, whose defaults for jobs count.
 */
export function impactOf(before: JobVersion, after: JobVersion, operator: DecidingOperator): Impact {
    const change = new JobChange(before, after, operator);
    const decision = replaced(change) ?? decided(change);
    return {
        state: "stays",
        otherwise: "same",
        stateLoss: "none",
        movedFolders: change.present.foldersMovedFrom(change.old),
        isSessionCluster: change.isSessionCluster,
        ...unusedSavepoint(change, decision),
        ...decision,
    };
}

const initialSavepointPath = "spec.job.initialSavepointPath";

/** Source: `updateStatusBeforeFirstDeployment` in `AbstractFlinkResourceReconciler`, the same from 1.7.0 on. */
function unusedSavepoint(change: JobChange, { verdict, state }: Decision): Pick<Impact, "unusedSavepoint"> {
    const isNamed = change.at(initialSavepointPath).some(({ after }) => after !== undefined && after !== "");
    const isUsed = state === "givenSavepoint" || verdict === "refuse";
    return isNamed && !isUsed ? { unusedSavepoint: change.isSince("1.8.0") ? "untilRedeploy" : "ever" } : {};
}

/** The table, from top to bottom: the first row that fits decides. */
function decided(change: JobChange): Decision {
    return (
        refused(change) ??
        untouched(change) ??
        noted(change) ??
        redeployed(change) ??
        clusterRestarted(change) ??
        stillSuspended(change) ??
        resumed(change) ??
        suspended(change) ??
        scaled(change) ??
        restarted(change)
    );
}

/** Another name or namespace is another object, and the one before is deleted with its metadata and history. */
function replaced({ before, after }: JobChange): Decision | undefined {
    const causes = (["namespace", "name"] as const)
        .filter((field) => before[field] !== after[field])
        .map((field) => ({ path: `metadata.${field}`, before: before[field], after: after[field] }));
    if (causes.length === 0) {
        return undefined;
    }
    const given = after.spec.job?.initialSavepointPath ?? "";
    // A savepoint that the former one was to start from is older than its state.
    const isNew = given !== "" && given !== before.spec.job?.initialSavepointPath;
    return {
        verdict: "replace",
        causes,
        state: given === "" ? "lost" : "givenSavepoint",
        stateLoss: isNew ? "declared" : "undeclared",
    };
}

function refused(change: JobChange): Decision | undefined {
    const refusal = refusalOf(change);
    return refusal && { verdict: "refuse", causes: refusal.causes, refusal: refusal.problem };
}

function untouched({ changes, metadata }: JobChange): Decision | undefined {
    return changes.length === 0 ? { verdict: "nothing", causes: metadata } : undefined;
}

function noted(change: JobChange): Decision | undefined {
    return change.effect === "none"
        ? { verdict: "operatorOnly", causes: change.changes, stateLoss: laterLoss(change) }
        : undefined;
}

function redeployed(change: JobChange): Decision | undefined {
    return change.effect === "redeploy"
        ? {
              verdict: "redeploy",
              causes: [...change.strongest, ...change.at(initialSavepointPath)],
              state: "givenSavepoint",
              stateLoss: "declared",
          }
        : undefined;
}

/** Jobs on a session cluster come back by high availability alone. */
function clusterRestarted(change: JobChange): Decision | undefined {
    if (!change.isSessionCluster) {
        return undefined;
    }
    return change.keepsHighAvailability
        ? { verdict: "restartFromCheckpoint", causes: change.strongest, state: "checkpoint" }
        : { verdict: "restartWithoutState", causes: change.strongest, state: "lost", stateLoss: "undeclared" };
}

function stillSuspended(change: JobChange): Decision | undefined {
    return change.oldState === "suspended" && change.state === "suspended"
        ? {
              verdict: "operatorOnly",
              causes: change.changes.filter(({ path }) => path !== initialSavepointPath),
              otherwise: "whenResumed",
              stateLoss: laterLoss(change),
          }
        : undefined;
}

/** The operator keeps in mind how it suspended a job, and resumes it from that, unless the new mode is `stateless`. */
function resumed(change: JobChange): Decision | undefined {
    if (change.oldState !== "suspended") {
        return undefined;
    }
    const causes = change.at("spec.job.state");
    if (change.oldMode === "stateless") {
        return { verdict: "restartWithoutState", causes, state: "lost" }; // it was lost as the job was suspended
    }
    return change.mode === "stateless"
        ? withoutState(change, "restartWithoutState", causes)
        : {
              verdict: "resume",
              causes,
              state: change.oldMode === "savepoint" ? "savepoint" : "checkpoint",
              otherwise: "firstStart",
          };
}

function suspended(change: JobChange): Decision | undefined {
    if (change.state !== "suspended") {
        return undefined;
    }
    const causes = change.at("spec.job.state");
    const carried = carriedState(change);
    return carried.state === "lost"
        ? withoutState(change, "suspend", causes)
        : { verdict: "suspend", causes, ...carried, ...maxAge(change, carried.state) };
}

function scaled(change: JobChange): Decision | undefined {
    if (!isScaledInPlace(change)) {
        return undefined;
    }
    const restartState = carriedState(change).state;
    const decision = { verdict: "scale", otherwise: "restarts", restartState } as const;
    return restartState === "lost"
        ? { ...withoutState(change, "scale", change.strongest), ...decision, state: "stays" }
        : { ...decision, causes: change.strongest };
}

function restarted(change: JobChange): Decision {
    const causes = change.changes.filter(({ effect }) => effect !== "none");
    const carried = carriedState(change);
    if (carried.state === "lost") {
        return withoutState(change, "restartWithoutState", causes);
    }
    const verdict = carried.state === "savepoint" ? "restartFromSavepoint" : "restartFromCheckpoint";
    return { verdict, causes, ...carried, ...maxAge(change, carried.state) };
}

function withoutState(change: JobChange, verdict: Verdict, causes: readonly FieldChange[]): Decision {
    return {
        verdict,
        causes: [...causes, ...change.at("spec.job.upgradeMode")],
        state: "lost",
        stateLoss: statelessLoss(change),
    };
}

/** A job whose state no change has kept before, and whose spec says that no change is to, has none to lose. */
function statelessLoss({ oldMode, after }: JobChange): StateLoss {
    return oldMode === "stateless" && after.spec.job?.upgradeMode === "stateless" ? "declared" : "undeclared";
}

/** A job that is made stateless keeps its state until it restarts, and all changes after this one may lose it. */
function laterLoss({ oldMode, mode, isSessionCluster }: JobChange): StateLoss {
    return !isSessionCluster && oldMode !== "stateless" && mode === "stateless" ? "undeclared" : "none";
}

/** A checkpoint that is too old has the operator take a savepoint instead. */
function maxAge({ present }: JobChange, state: Impact["state"]): Pick<Impact, "maxCheckpointAge"> {
    const age = present.text("kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age");
    return state === "checkpoint" && age !== undefined ? { maxCheckpointAge: age } : {};
}
