import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Checked, type Problem } from "../../checks/findings";
import { argumentProblems, type KnownOf } from "../../checks/known-arguments";
import { isAwaited, notTogetherProblems, shown, unless } from "../../checks/values";
import { unknownOutput } from "./refused";

/** What a job starts from that something else of the program has: one of the two. */
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
    if (restoreFrom === undefined) {
        return [];
    }
    const { application, snapshot } = restoreFrom;
    const wrong = argumentProblems({ restoreFrom }, { restoreFrom: known });
    return wrong.length > 0
        ? wrong
        : [
              ...unless(
                  (application === undefined) !== (snapshot === undefined),
                  "restoreFrom",
                  `must have one of "application" and "snapshot", got ${application === undefined ? "none" : "both"}`,
              ),
              ...unless(
                  application === undefined || isAwaited(application.lastSavepointPath),
                  "restoreFrom.application",
                  `must be a FlinkApplication, a FlinkDeployment or a FlinkSessionJob, got ${shown(application)}`,
              ),
              ...unless(
                  snapshot === undefined || isAwaited(snapshot.path),
                  "restoreFrom.snapshot",
                  `must be a FlinkStateSnapshot, got ${shown(snapshot)}`,
              ),
              ...notTogetherProblems("restoreFrom", initialSavepointPath && restoreFrom, "initialSavepointPath"),
          ];
}

/** The check of a job's arguments together with what it starts from. */
export function checkedRestored<Args extends Restorable, Settings>(
    { component, name }: { readonly component: string; readonly name: string },
    restoreFrom: RestoreFrom | undefined,
    args: Args,
    check: (args: Args) => Checked<Settings>,
): Checked<Settings> {
    const own = findingsOf(component, name, restoreFromProblems(restoreFrom, args));
    const isRestored = restoreFrom !== undefined && own.length === 0;
    const checked = check(
        isRestored ? { ...args, initialSavepointPath: restoredPath(component, name, restoreFrom) } : args,
    );
    return { ...checked, findings: [...own, ...checked.findings] };
}

/**
 * The savepoint that a job starts from, once it is there. A preview goes by what was known at the end of the last run, and
 * does not know of one that this run takes.
 *
 * @throws pulumi.RunError, by the output, if there is none.
 */
function restoredPath(component: string, name: string, { application, snapshot }: RestoreFrom): pulumi.Output<string> {
    const [path, problem] =
        snapshot === undefined
            ? [application?.lastSavepointPath, { path: "restoreFrom.application", problem: noSavepoint }]
            : [snapshot.path, { path: "restoreFrom.snapshot", problem: notTaken }];
    return pulumi.output(path).apply((known) => {
        if (known === undefined && pulumi.runtime.isDryRun()) {
            return unknownOutput<string>();
        }
        rejectFindings(findingsOf(component, name, known === undefined ? [problem] : []));
        return pulumi.output(known ?? "");
    });
}

const noSavepoint =
    'has no savepoint; suspend that job with upgradeMode: "savepoint", or take one by a FlinkStateSnapshot and name it in restoreFrom.snapshot';
const notTaken = "is not taken; run pulumi up until it is, and then declare this job";
