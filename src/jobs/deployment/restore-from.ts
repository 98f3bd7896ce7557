import type * as pulumi from "@pulumi/pulumi";
import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { argumentProblems, type KnownOf } from "../../checks/known-arguments";
import { isAwaited, notTogetherProblems, shown, unless } from "../../checks/values";
import { isSet } from "../../rules/inputs";

/** Savepoint of something else of the program, from which a job starts: one of the two. */
export interface RestoreFrom {
    /** A job of the program, from whose last savepoint the new one starts: a `FlinkApplication`, a `FlinkDeployment` or a `FlinkSessionJob`. */
    readonly application?: { readonly lastSavepointPath: pulumi.Output<string | undefined> };
    /** A snapshot of the program: a `FlinkStateSnapshot`. */
    readonly snapshot?: { readonly path: pulumi.Output<string | undefined> };
}

/** The same in a stack file, by names. */
export interface RestoreFromNames {
    /** One of `applications` or `sessionJobs`, from whose last savepoint the job starts. */
    readonly application?: string;
    /** One of `snapshots`. */
    readonly snapshot?: string;
}

/** A job that may start from what something else has. */
export interface Restorable {
    readonly initialSavepointPath?: pulumi.Input<string>;
}

const known = { application: true, snapshot: true } satisfies KnownOf<RestoreFrom>;

/** Problems of what a job is to start from. */
export function restoreFromProblems(
    restoreFrom: RestoreFrom | undefined,
    { initialSavepointPath }: Restorable,
): Problem[] {
    if (!isSet(restoreFrom)) {
        return [];
    }
    const { application, snapshot } = restoreFrom;
    const wrong = argumentProblems({ restoreFrom }, { restoreFrom: known });
    return wrong.length > 0
        ? wrong
        : [
              ...unless(
                  isSet(application) !== isSet(snapshot),
                  "restoreFrom",
                  `must have one of "application" and "snapshot", got ${isSet(application) ? "both" : "none"}`,
              ),
              ...unless(
                  !isSet(application) || isAwaited(application.lastSavepointPath),
                  "restoreFrom.application",
                  `must be a FlinkApplication, a FlinkDeployment or a FlinkSessionJob, got ${shown(application)}`,
              ),
              ...unless(
                  !isSet(snapshot) || isAwaited(snapshot.path),
                  "restoreFrom.snapshot",
                  `must be a FlinkStateSnapshot, got ${shown(snapshot)}`,
              ),
              ...notTogetherProblems(
                  "restoreFrom",
                  isSet(initialSavepointPath) ? restoreFrom : undefined,
                  "initialSavepointPath",
              ),
          ];
}

/** Settings of a job that may start from what something else has. */
export interface RestoredSettings {
    /** The problem if that one has no savepoint; undefined for a job that starts from a path, or empty. */
    readonly restored?: Problem;
}

/** The check of a job's arguments together with what it starts from: the path is that of the other one, if it has any. */
export function checkedRestored<Args extends Restorable, Settings extends RestoredSettings>(
    { component, name }: { readonly component: string; readonly name: string },
    restoreFrom: RestoreFrom | undefined,
    args: Args,
    check: (args: Args) => Checked<Settings>,
): Checked<Settings> {
    const own = findingsOf(component, name, restoreFromProblems(restoreFrom, args));
    const source = own.length === 0 ? sourceOf(restoreFrom) : undefined;
    const checked = check(source === undefined ? args : { ...args, initialSavepointPath: source.path });
    return {
        ...checked,
        findings: [...own, ...checked.findings],
        settings: source === undefined ? checked.settings : { ...checked.settings, restored: source.missing },
    };
}

function sourceOf(restoreFrom: RestoreFrom | undefined) {
    const { application, snapshot } = restoreFrom ?? {};
    if (isSet(application)) {
        return { path: application.lastSavepointPath as pulumi.Output<string>, missing: noSavepoint };
    }
    return isSet(snapshot) ? { path: snapshot.path as pulumi.Output<string>, missing: notTaken } : undefined;
}

const noSavepoint: Problem = {
    path: "restoreFrom.application",
    problem:
        'has no savepoint; suspend that job with upgradeMode: "savepoint", or take one by a FlinkStateSnapshot and name it in restoreFrom.snapshot',
};
const notTaken: Problem = {
    path: "restoreFrom.snapshot",
    problem: "is not taken; run pulumi up until it is, and then declare this job",
};
