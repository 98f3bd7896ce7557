import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import type { RestoreFrom, RestoreFromNames } from "../jobs/deployment/restore-from";
import type { StackConfig } from "./config";

/** Owners of savepoints, once they are made. */
interface Made {
    readonly jobs: Readonly<Record<string, RestoreFrom["application"]>>;
    readonly snapshots: Readonly<Record<string, RestoreFrom["snapshot"]>>;
}

type Path = pulumi.Output<string | undefined> | undefined;

/** Savepoints of a stack file by the names of what has them, which may be made after the jobs that start from them. */
export class NamedSavepoints {
    private readonly waiting: ((made: Made) => void)[] = [];

    /** Start of a job, as an output that waits for `settle`. */
    of(names: RestoreFromNames): RestoreFrom {
        const { application, snapshot } = names;
        return {
            ...(application !== undefined && {
                application: { lastSavepointPath: this.later(({ jobs }) => jobs[application]?.lastSavepointPath) },
            }),
            ...(snapshot !== undefined && {
                snapshot: { path: this.later(({ snapshots }) => snapshots[snapshot]?.path) },
            }),
        };
    }

    settle(made: Made): void {
        this.waiting.forEach((give) => give(made));
    }

    private later(find: (made: Made) => Path): pulumi.Output<string | undefined> {
        const found = new Promise<Path>((resolve) => this.waiting.push((made) => resolve(find(made))));
        return pulumi.output(found);
    }
}

type Blocks = Pick<StackConfig, "applications" | "sessionJobs" | "snapshots">;

/** Problems of the names that a job of a stack file starts from: each is there, and none waits for the job itself. */
export function restoreNameProblems(job: string, names: RestoreFromNames | undefined, blocks: Blocks): Problem[] {
    const { application, snapshot } = names ?? {};
    const { applications, sessionJobs, snapshots } = namesIn(blocks);
    const unknown = [
        ...unless(
            application === undefined || [...applications, ...sessionJobs].includes(application),
            "restoreFrom.application",
            `must be one of applications or sessionJobs (${[...applications, ...sessionJobs].join(", ")}), got "${application}"`,
        ),
        ...unless(
            snapshot === undefined || snapshots.includes(snapshot),
            "restoreFrom.snapshot",
            `must be one of snapshots (${snapshots.join(", ")}), got "${snapshot}"; set initialSavepointPath for others`,
        ),
    ];
    const path = application === undefined ? "restoreFrom.snapshot" : "restoreFrom.application";
    return unknown.length > 0
        ? unknown
        : unless(
              !waitsForItself(job, blocks),
              path,
              `must not wait for this job itself, got "${application ?? snapshot}"`,
          );
}

function namesIn({ applications, sessionJobs, snapshots }: Blocks) {
    return {
        applications: Object.keys(applications ?? {}),
        sessionJobs: Object.keys(sessionJobs ?? {}),
        snapshots: Object.keys(snapshots ?? {}),
    };
}

/** Each job waits for one other at most, so that the way from one to the next is a line or a ring. */
function waitsForItself(job: string, blocks: Blocks): boolean {
    const passed = new Set<string>();
    for (let next = waitsFor(job, blocks); next !== undefined && !passed.has(next); next = waitsFor(next, blocks)) {
        if (next === job) {
            return true;
        }
        passed.add(next);
    }
    return false;
}

function waitsFor(job: string, { applications = {}, sessionJobs = {}, snapshots = {} }: Blocks): string | undefined {
    const { application, snapshot = "" } = (applications[job] ?? sessionJobs[job])?.restoreFrom ?? {};
    return application ?? snapshots[snapshot]?.job;
}
