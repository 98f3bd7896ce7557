import type { JobVersion } from "../impact/impact";
import { impactSentence } from "../impact/sentences";
import { changedJob, goesWithoutLoss, identity, judged, type StackFacts } from "./changed-jobs";
import { keepsState, levelOf, reportedFields, type JobReport } from "./judged-job";
import { jobKind, sidesOf } from "./job-version";
import { moves, type Move } from "./moves";
import type { Change } from "./preview";

/** Rows for jobs that change, come or go. */
export function jobReports(changes: readonly Change[], facts: StackFacts): JobReport[] {
    const jobs = changes.filter((change) => jobKind(change) !== undefined && change.kind !== "same");
    const isOf = (kind: Change["kind"]) => (change: Change) => change.kind === kind;
    const moved = moves(jobs.filter(isOf("delete")), jobs.filter(isOf("create")));
    const inMoves = new Set(moved.flatMap(({ from, to }) => [from, to]));
    const reports = jobs
        .filter((change) => !inMoves.has(change))
        .flatMap((change) => {
            switch (change.kind) {
                case "create":
                    return newJob(change);
                case "delete":
                    return removedJob(change, facts);
                default:
                    return changedJob(change, facts) ?? [];
            }
        });
    return [...reports, ...moved.map((move) => movedJob(move, facts))];
}

function newJob(change: Change): JobReport {
    const sides = sidesOf(change);
    const path = sides.after?.spec.job?.initialSavepointPath ?? "";
    const isCluster = sides.after !== undefined && (sides.after.spec.job ?? undefined) === undefined;
    const start = path === "" ? "it starts empty" : "it starts from the savepoint that it is given";
    return {
        ...identity(change, sides),
        change: "new",
        level: "safe",
        text: isCluster ? "a new session cluster" : `a new job; ${start}`,
        fields: [],
        accepted: false,
    };
}

function removedJob(change: Change, facts: StackFacts): JobReport {
    const sides = sidesOf(change);
    const base = { ...identity(change, sides), change: "removed", fields: [], accepted: false } as const;
    if (change.before?.retainOnDelete === true) {
        return { ...base, level: "attention", text: "Pulumi lets go of the job, which stays in the cluster as it is" };
    }
    const { before } = sides;
    const reason = before && goesWithoutLoss(before, facts);
    return {
        ...base,
        level: reason === undefined ? "losesState" : "attention",
        text: (reason && removals[reason]) ?? removedWithState(before),
    };
}

const removals = {
    stateless: "the job is deleted; it keeps no state",
    savepoint: "the job is deleted, and the operator takes a savepoint first, which stays in the store",
    suspended: "the job is deleted; it is suspended, and its savepoint stays in the store",
} as const;

function removedWithState(version: JobVersion | undefined): string {
    const isCluster = version !== undefined && (version.spec.job ?? undefined) === undefined;
    return isCluster
        ? "the session cluster is deleted with all jobs that run on it"
        : "the job is deleted with its high-availability metadata and history, and without a savepoint; what it has in the store stays there";
}

/** The former job is deleted, whatever its successor is called. */
function movedJob({ from, to }: Move, facts: StackFacts): JobReport {
    const [old, present] = [sidesOf(from), sidesOf(to)];
    const [was, is] = [identity(from, old), identity(to, present)];
    const base = {
        ...is,
        name: was.name === is.name ? is.name : `${was.name} → ${is.name}`,
        object: was.object === is.object ? is.object : `${was.object} → ${is.object}`,
        change: "moved",
        accepted: false,
    } as const;
    const [before, after] = [old.before, present.after];
    if (before === undefined || after === undefined) {
        return { ...base, level: "attention", text: "what happens cannot be told from the preview", fields: [] };
    }
    if (from.before?.retainOnDelete === true) {
        return {
            ...base,
            level: "attention",
            text: "a new job is made, and the former one stays in the cluster",
            fields: [],
        };
    }
    const impact = judged(is.kind, before, after, facts);
    const keptBySuspension = impact.state === "givenSavepoint" && before.spec.job?.state === "suspended";
    return {
        ...base,
        verdict: impact.verdict,
        level: keptBySuspension || !keepsState(before) ? "attention" : levelOf(impact, before, after),
        text: `${impactSentence(impact)}${hint(impact.state === "lost" && keepsState(before))}`,
        fields: reportedFields(impact.causes),
    };
}

function hint(isLost: boolean): string {
    return isLost ? "; movedFrom takes its state along" : "";
}
