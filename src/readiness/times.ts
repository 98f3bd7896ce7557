import { noNewGrant, type NewGrant } from "./new-grant";

/** Times that a FlinkDeployment may look wrong before it counts as failed, in seconds unless the name says otherwise. */
export interface ReadinessTimes {
    /** The whole wait. */
    readonly timeoutSeconds: number;
    /** JobManager that does not start: image, crash loop, volume, quota. */
    readonly jobManagerErrorSeconds: number;
    /** JobManager whose Deployment is gone. */
    readonly jobManagerMissingSeconds: number;
    /** TaskManagers with an image or a container that does not start. */
    readonly taskManagerErrorSeconds: number;
    /** Operator that cannot create the cluster's objects. */
    readonly submissionErrorSeconds: number;
    /** Job that restarts again and again. */
    readonly restartingSeconds: number;
    /** Job that was cancelled by something other than the operator. */
    readonly cancelledSeconds: number;
    /** Change that the operator cannot begin. */
    readonly stuckUpgradeSeconds: number;
    /** Error of a job that runs. */
    readonly otherErrorSeconds: number;
    /** Status that may still speak of the spec before the change. */
    readonly staleStatusSeconds: number;
    /** Absence after which a trouble that comes back counts as a new one. */
    readonly troubleMemorySeconds: number;
    /** Looks in a row that must find the wanted state. */
    readonly settlePolls: number;
    /** Time for which it must hold if it came about while looking. */
    readonly settleSeconds: number;
    /** The same after a restart of the job was seen. */
    readonly settleAfterRestartSeconds: number;
    /** Rights that may still be on their way: what is refused for lack of them is no failure until then. */
    readonly newGrant: NewGrant;
}

export const defaultTimes: ReadinessTimes = {
    // A first start pulls an image of 800 MB and may wait for a new node; both take minutes.
    timeoutSeconds: 600,
    // Above the 25 s for which the operator was seen to report a volume that had appeared after one; image pulls and
    // crashed containers are tried again after 10, 20 and 40 s, so that two more tries have failed by then.
    jobManagerErrorSeconds: 60,
    // The operator makes a lost Deployment anew at its next look: every 60 s by default.
    jobManagerMissingSeconds: 150,
    // Image pulls are tried again after 10, 20, 40 and 80 s; unlike the JobManager's, these pods can be replaced.
    taskManagerErrorSeconds: 120,
    // The operator tries again after 5, 8, 11, 17 and 25 s.
    submissionErrorSeconds: 60,
    // Four looks of the operator at its usual 15 s; a job that restarts once after a lost TaskManager is back by then.
    restartingSeconds: 60,
    // Two looks of the operator at its usual 15 s.
    cancelledSeconds: 30,
    // A savepoint that cannot be taken was seen to fail every 15 s for 100 s; the operator may then fall back to the
    // last checkpoint.
    stuckUpgradeSeconds: 180,
    otherErrorSeconds: 60,
    // The operator answers a change within a second; ten are for one that is busy.
    staleStatusSeconds: 10,
    // Two looks of the operator at its usual 15 s: errors come and go between them.
    troubleMemorySeconds: 30,
    settlePolls: 2,
    // The operator looks again 5 s after a change in progress; jobs were seen to fail seconds after they began to run.
    settleSeconds: 5,
    // Two looks of the operator at its usual 15 s.
    settleAfterRestartSeconds: 30,
    newGrant: noNewGrant,
};
