import { row, type Version } from "./change-case";
import { notKnown } from "../../src/impact/field-change";

const image: Version = { spec: { image: "orders:2" } };
const stateless: Version = { job: { upgradeMode: "stateless" } };
const running: Version = { job: { state: "running" } };
const isSuspended: Version = { job: { state: "suspended" } };
const noHighAvailability = { "high-availability.type": "NONE" };
const adaptive = { "jobmanager.scheduler": "adaptive" };
const overrides = (text: string): Version => ({ options: { "pipeline.jobvertex-parallelism-overrides": text } });
const overridesPath = `spec.flinkConfiguration["pipeline.jobvertex-parallelism-overrides"]`;
const reactive: Version = { spec: { mode: "standalone" }, options: { "scheduler-mode": "reactive" } };
const session: Version = { spec: { job: undefined } };
const isSessionCluster = true;

/** Changes that leave a job running. */
export const lightCases = [
    row(
        "a label of the resource",
        { after: { labels: { team: "a" } } },
        { verdict: "nothing", causes: ["metadata.labels.team"] },
    ),
    row("defaults spelled out", { after: { job: { state: "running", args: [] } } }, { verdict: "nothing", causes: [] }),
    row(
        "options nested",
        {
            before: { options: { "a.b": "1" } },
            after: { options: { a: { b: 1 } } },
        },
        { verdict: "nothing", causes: [] },
    ),
    row(
        "another way to upgrade",
        { after: { job: { upgradeMode: "savepoint" } } },
        {
            verdict: "operatorOnly",
            causes: ["spec.job.upgradeMode"],
        },
    ),
    row(
        "state given up from now on",
        { after: stateless },
        { verdict: "operatorOnly", causes: ["spec.job.upgradeMode"] },
    ),
    row(
        "options of the operator and of its autoscaler",
        {
            after: {
                options: { "kubernetes.operator.savepoint.format.type": "NATIVE", "job.autoscaler.enabled": "true" },
            },
        },
        {
            verdict: "operatorOnly",
            causes: [
                `spec.flinkConfiguration["kubernetes.operator.savepoint.format.type"]`,
                `spec.flinkConfiguration["job.autoscaler.enabled"]`,
            ],
        },
    ),
    row(
        "a savepoint for a later start",
        { after: { job: { initialSavepointPath: "s3://a/1" } } },
        {
            verdict: "operatorOnly",
            causes: ["spec.job.initialSavepointPath"],
        },
    ),
    row(
        "a restart number taken away",
        { before: { spec: { restartNonce: 1 } } },
        {
            verdict: "operatorOnly",
            causes: ["spec.restartNonce"],
        },
    ),
    row(
        "parallelism of vertices, with the adaptive scheduler",
        {
            both: { options: adaptive },
            before: overrides("0a:1"),
            after: overrides("0a:2"),
        },
        { verdict: "scale", causes: [overridesPath], otherwise: "restarts", restartState: "checkpoint" },
    ),
    row(
        "parallelism of TaskManagers in reactive mode",
        { both: reactive, after: { job: { parallelism: 4 } } },
        {
            verdict: "scale",
            causes: ["spec.job.parallelism"],
            otherwise: "restarts",
            restartState: "checkpoint",
        },
    ),
];

/** Changes that look like scaling and restart the job. */
export const unscaledCases = [
    row(
        "parallelism of vertices, with the default scheduler",
        { before: overrides("0a:1"), after: overrides("0a:2") },
        {
            verdict: "restartFromCheckpoint",
            causes: [overridesPath],
            state: "checkpoint",
        },
    ),
    row(
        "parallelism of a vertex taken away",
        {
            both: { options: adaptive },
            before: overrides("0a:1,0b:1"),
            after: overrides("0a:2"),
        },
        { verdict: "restartFromCheckpoint", causes: [overridesPath], state: "checkpoint" },
    ),
    row(
        "parallelism of vertices on Flink 1.17",
        {
            both: { spec: { flinkVersion: "v1_17" }, options: adaptive },
            before: overrides("0a:1"),
            after: overrides("0a:2"),
        },
        { verdict: "restartFromCheckpoint", causes: [overridesPath], state: "checkpoint" },
    ),
    row(
        "a standalone job without reactive mode",
        {
            both: { spec: { mode: "standalone" } },
            after: { job: { parallelism: 4 } },
        },
        { verdict: "restartFromCheckpoint", causes: ["spec.job.parallelism"], state: "checkpoint" },
    ),
    row(
        "reactive mode and another image",
        { both: reactive, after: { ...image, job: { parallelism: 4 }, spec: { image: "orders:2" } } },
        {
            verdict: "restartFromCheckpoint",
            causes: ["spec.image", "spec.job.parallelism"],
            state: "checkpoint",
        },
    ),
];

/** Jobs that stop, go on or start from elsewhere. */
export const lifecycleCases = [
    row("suspended", { after: isSuspended }, { verdict: "suspend", causes: ["spec.job.state"], state: "checkpoint" }),
    row(
        "suspended by a savepoint",
        {
            both: { job: { upgradeMode: "savepoint" } },
            after: { job: { state: "suspended", upgradeMode: "savepoint" } },
        },
        {
            verdict: "suspend",
            causes: ["spec.job.state"],
            state: "savepoint",
            otherwise: "checkpoint",
        },
    ),
    row(
        "resumed",
        { before: isSuspended, after: running },
        {
            verdict: "resume",
            causes: ["spec.job.state"],
            state: "checkpoint",
            otherwise: "firstStart",
        },
    ),
    row(
        "another image while it is suspended",
        { both: isSuspended, after: image },
        {
            verdict: "operatorOnly",
            causes: ["spec.image"],
            otherwise: "whenResumed",
        },
    ),
    row(
        "started from another savepoint",
        {
            before: { job: { savepointRedeployNonce: 1, initialSavepointPath: "s3://a/1" } },
            after: { job: { savepointRedeployNonce: 2, initialSavepointPath: "s3://a/2" } },
        },
        {
            verdict: "redeploy",
            causes: ["spec.job.savepointRedeployNonce", "spec.job.initialSavepointPath"],
            state: "givenSavepoint",
            stateLoss: "declared",
        },
    ),
    row(
        "started from another savepoint with another image",
        {
            after: { ...image, job: { savepointRedeployNonce: 1, initialSavepointPath: "s3://a/1" } },
        },
        {
            verdict: "redeploy",
            causes: ["spec.job.savepointRedeployNonce", "spec.job.initialSavepointPath"],
            state: "givenSavepoint",
            stateLoss: "declared",
        },
    ),
];

const lost = { state: "lost", stateLoss: "undeclared" } as const;

/** Changes that lose state. */
export const lossCases = [
    row(
        "stateless from this change on",
        { after: { ...image, ...stateless } },
        {
            ...lost,
            verdict: "restartWithoutState",
            causes: ["spec.image", "spec.job.upgradeMode"],
        },
    ),
    row(
        "no word on upgrades",
        { both: { job: { upgradeMode: undefined } }, after: { ...image, job: { upgradeMode: undefined } } },
        {
            ...lost,
            verdict: "restartWithoutState",
            causes: ["spec.image"],
        },
    ),
    row(
        "stateless, as ever",
        { both: stateless, after: image },
        {
            verdict: "restartWithoutState",
            causes: ["spec.image"],
            state: "lost",
            stateLoss: "declared",
        },
    ),
    row(
        "suspended without state",
        { after: { job: { state: "suspended", upgradeMode: "stateless" } } },
        {
            ...lost,
            verdict: "suspend",
            causes: ["spec.job.state", "spec.job.upgradeMode"],
        },
    ),
    row(
        "resumed without state",
        { before: isSuspended, after: stateless },
        {
            ...lost,
            verdict: "restartWithoutState",
            causes: ["spec.job.state", "spec.job.upgradeMode"],
        },
    ),
    row(
        "resumed after it was suspended without state",
        { both: stateless, before: { job: { state: "suspended", upgradeMode: "stateless" } } },
        {
            verdict: "restartWithoutState",
            causes: ["spec.job.state"],
            state: "lost",
        },
    ),
    row(
        "stateless from this change on, with an image that is not known yet",
        {
            after: { spec: { image: notKnown }, ...stateless },
        },
        { ...lost, verdict: "restartWithoutState", causes: ["spec.image", "spec.job.upgradeMode"] },
    ),
    row(
        "stateless from this change on, and another folder",
        {
            after: { ...stateless, options: { "state.checkpoints.dir": "gs://new/checkpoints" } },
        },
        {
            ...lost,
            verdict: "restartWithoutState",
            causes: [`spec.flinkConfiguration["state.checkpoints.dir"]`, "spec.job.upgradeMode"],
            movedFolders: [`spec.flinkConfiguration["state.checkpoints.dir"]`],
        },
    ),
    row(
        "a session cluster with high availability",
        { both: session, after: { ...session, spec: { job: undefined, image: "flink:2" } } },
        {
            verdict: "restartFromCheckpoint",
            causes: ["spec.image"],
            state: "checkpoint",
            isSessionCluster,
        },
    ),
    row(
        "a session cluster without high availability",
        {
            both: { ...session, options: noHighAvailability },
            after: { spec: { job: undefined, image: "flink:2" } },
        },
        { ...lost, verdict: "restartWithoutState", causes: ["spec.image"], isSessionCluster },
    ),
];

/** Changes that no update brings about: the object is another one, or the operator refuses. */
export const refusedCases = [
    row(
        "another namespace",
        { after: { namespace: "bank" } },
        { ...lost, verdict: "replace", causes: ["metadata.namespace"] },
    ),
    row(
        "another name, from a savepoint",
        { after: { name: "sales", job: { initialSavepointPath: "s3://a/1" } } },
        {
            verdict: "replace",
            causes: ["metadata.name"],
            state: "givenSavepoint",
            stateLoss: "declared",
        },
    ),
    row(
        "native to standalone",
        { after: { spec: { mode: "standalone" } } },
        {
            verdict: "refuse",
            causes: ["spec.mode"],
            refusal: `must stay "native", got "standalone"; take it out, run pulumi up, and declare it anew with initialSavepointPath`,
        },
    ),
    row(
        "an application to a session cluster",
        { after: { spec: { job: undefined } } },
        {
            verdict: "refuse",
            causes: ["spec.job"],
            isSessionCluster,
            refusal:
                "cannot be taken away from an application; take it out, run pulumi up, and declare it anew with initialSavepointPath",
        },
    ),
    row(
        "a session cluster to an application",
        { before: session },
        {
            verdict: "refuse",
            causes: ["spec.job"],
            refusal: "cannot be added to a session cluster; declare an application of its own",
        },
    ),
    row(
        "another Flink version while it is suspended",
        {
            before: isSuspended,
            after: { spec: { flinkVersion: "v1_20" } },
        },
        {
            verdict: "refuse",
            causes: ["spec.flinkVersion"],
            refusal: `must stay "v1_18" while the job is suspended with its last checkpoint, got "v1_20"; resume it first`,
        },
    ),
    row(
        "a redeployment from nowhere",
        { after: { job: { savepointRedeployNonce: 1 } } },
        {
            verdict: "refuse",
            causes: ["spec.job.savepointRedeployNonce"],
            refusal: "needs initialSavepointPath, as the job is to start from it; set it to a savepoint or checkpoint",
        },
    ),
    row(
        "last-state without a folder for savepoints, on operator 1.7.0",
        {
            release: "1.7.0",
            both: { options: { "state.savepoints.dir": "" } },
            before: { ...stateless, options: { ...noHighAvailability, "state.savepoints.dir": "" } },
        },
        {
            verdict: "refuse",
            causes: ["spec.job.upgradeMode"],
            refusal: `cannot become "last-state" without a savepoint; set "state.savepoints.dir" as well`,
        },
    ),
    row(
        "high availability switched off",
        { after: { options: noHighAvailability } },
        {
            verdict: "refuse",
            causes: [`spec.flinkConfiguration["high-availability.type"]`],
            refusal:
                `must stay "kubernetes" in a change that restarts the job from its last checkpoint, which only that knows, ` +
                `got "NONE"; set upgradeMode to "savepoint" for this change`,
        },
    ),
];
