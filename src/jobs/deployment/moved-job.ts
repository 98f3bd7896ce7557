import type { Problem } from "../../checks/findings";
import type { KnownOf } from "../../checks/known-arguments";
import { shown, textProblems, unless } from "../../checks/values";
import { parseReconciledSpec } from "../../readiness/status";
import type { LiveFlinkDeployment } from "./client";
import { suspendedWith } from "./last-savepoint";

/** The job that another one was before, under another name or in another namespace. */
export interface MovedFrom {
    /** Its name in Kubernetes. @default this job's */
    readonly name?: string;
    /** Its namespace. @default this job's */
    readonly namespace?: string;
    /**
     * Whether its savepoint has been copied into this job's own folder `savepoints`, which a move to another namespace or another
     * store asks for: jobs can read the folder of their own namespace alone. The refusal without it names both folders.
     *
     * @default false
     */
    readonly copied?: boolean;
}

/** Arguments of a move. */
export const knownMovedFrom = { name: true, namespace: true, copied: "switch" } satisfies KnownOf<MovedFrom>;

/** A job by what Kubernetes knows it by. */
export interface JobIdentity {
    readonly namespace: string;
    readonly name: string;
}

/** The job that a move begins at. */
export function movedJob({ name, namespace }: MovedFrom, own: JobIdentity): JobIdentity {
    return { namespace: namespace ?? own.namespace, name: name ?? own.name };
}

/** Problems of a move, as far as its words show. */
export function movedFromProblems(movedFrom: MovedFrom | undefined, own: JobIdentity, initialPath: unknown): Problem[] {
    if (movedFrom === undefined) {
        return [];
    }
    const old = movedJob(movedFrom, own);
    const isOther = old.name !== own.name || old.namespace !== own.namespace;
    return [
        ...textProblems("movedFrom.name", movedFrom.name),
        ...textProblems("movedFrom.namespace", movedFrom.namespace),
        ...unless(isOther, "movedFrom", `must be another job than this one, got ${called(old)}; remove it`),
        ...unless(
            initialPath === undefined,
            "movedFrom",
            "cannot be combined with another savepoint to start from; remove one of them",
        ),
    ];
}

/** Facts of the cluster and the store about a move. */
export interface Move {
    readonly from: JobIdentity;
    readonly copied: boolean;
    /** The job itself; undefined before it is made. */
    readonly own: LiveFlinkDeployment | undefined;
    /** The job that it was; undefined if it is not there. */
    readonly old: LiveFlinkDeployment | undefined;
    /** Folder of the namespace's state in the store, which the job can read. */
    readonly namespacePath: string;
    /** Folder of the job's state in it. */
    readonly statePath: string;
}

/**
 * The path that a moved job starts from, or why it cannot move. A job that is there keeps what it has, so that the move does
 * nothing to it any more.
 */
export function startOfMove(move: Move): { readonly path: string | undefined } | Problem {
    const { from, copied, own, old, namespacePath, statePath } = move;
    if (own !== undefined) {
        return { path: own.spec.job?.initialSavepointPath };
    }
    const savepoint = suspendedWith(old?.status ?? undefined);
    if (old?.spec.job?.state !== "suspended" || savepoint === undefined) {
        return { path: "movedFrom", problem: notSuspended(from, old) };
    }
    const isReadable = savepoint.startsWith(`${namespacePath}/`);
    if (isReadable && !copied) {
        return { path: savepoint };
    }
    if (isCheckpoint(savepoint)) {
        return { path: "movedFrom", problem: notSuspended(from, old) };
    }
    const copy = `${statePath}/savepoints/${folderOf(savepoint)}`;
    return copied
        ? { path: copy }
        : {
              path: "movedFrom.copied",
              problem: `must be true, as the job cannot read the savepoint where it lies; copy the folder ${savepoint} to ${copy} first`,
          };
}

const folderOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/**
 * The operator records a job that it has cancelled for its last checkpoint as one with a savepoint, by the checkpoint's path.
 * A job can start from that where it lies; it cannot be copied. Its folder is Flink's `chk-12`:
 * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/state/checkpoints/#directory-structure.
 */
const isCheckpoint = (path: string) => /^chk-\d+$/.test(folderOf(path));

function notSuspended(from: JobIdentity, old: LiveFlinkDeployment | undefined): string {
    if (old === undefined) {
        return `must be a FlinkDeployment of the cluster, and there is no ${called(from)}; correct it, or remove movedFrom where the job has moved already: made anew, it then starts from initialSavepointPath, or with no state`;
    }
    return (
        `must be a job that is suspended with a savepoint, and ${called(from)} ${stateOf(old)}; ${resumeFirst(old)}give it ` +
        `state: "suspended" and upgradeMode: "savepoint" where it is declared, run pulumi up, and move it then`
    );
}

const called = ({ namespace, name }: JobIdentity) => `${shown(name)} in the namespace ${shown(namespace)}`;

function stateOf({ spec, status }: LiveFlinkDeployment): string {
    const { state, upgradeMode } = reconciled(status) ?? {};
    if (spec.job === undefined) {
        return "is a session cluster";
    }
    if (spec.job.state !== "suspended") {
        return "is to run";
    }
    if (state !== "suspended") {
        return "is not suspended yet";
    }
    return upgradeMode === "stateless" ? "is suspended without its state" : "is suspended with its last checkpoint";
}

/** A job that is suspended takes no savepoint any more. */
function resumeFirst({ spec, status }: LiveFlinkDeployment): string {
    const isDone = spec.job?.state === "suspended" && reconciled(status)?.state === "suspended";
    return isDone ? "let it run again, and then " : "";
}

function reconciled(status: LiveFlinkDeployment["status"]) {
    return parseReconciledSpec(status?.reconciliationStatus?.lastReconciledSpec)?.spec?.job;
}
