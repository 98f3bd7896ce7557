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
        "parallelism in reactive mode, and state given up from now on",
        {
            both: { options: { "scheduler-mode": "reactive" } },
            before: { spec: { mode: "standalone" } },
            after: { spec: { mode: "standalone" }, job: { parallelism: 4, upgradeMode: "stateless" } },
        },
        {
            verdict: "scale",
            causes: ["spec.job.parallelism", "spec.job.upgradeMode"],
            otherwise: "restarts",
            restartState: "lost",
            stateLoss: "undeclared",
        },
    ),
    row(
        "state given up while it is suspended",
        {
            both: isSuspended,
            after: { spec: { image: "orders:2" }, job: { state: "suspended", upgradeMode: "stateless" } },
        },
        {
            verdict: "operatorOnly",
            causes: ["spec.image", "spec.job.upgradeMode"],
            otherwise: "whenResumed",
            stateLoss: "undeclared",
        },
    ),
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
        { verdict: "operatorOnly", causes: ["spec.job.upgradeMode"], stateLoss: "undeclared" },
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
            unusedSavepoint: "untilRedeploy",
        },
    ),
    row(
        "a savepoint for a later start, of an operator that has none",
        { release: "1.7.0", after: { job: { initialSavepointPath: "s3://a/1" } } },
        {
            verdict: "operatorOnly",
            causes: ["spec.job.initialSavepointPath"],
            unusedSavepoint: "ever",
        },
    ),
    row(
        "a savepoint for a start that is long past taken away",
        { before: { job: { initialSavepointPath: "s3://a/1" } } },
        { verdict: "operatorOnly", causes: ["spec.job.initialSavepointPath"] },
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
        "another image and another savepoint while it is suspended",
        {
            both: isSuspended,
            after: { spec: { image: "orders:2" }, job: { state: "suspended", initialSavepointPath: "s3://a/1" } },
        },
        {
            verdict: "operatorOnly",
            causes: ["spec.image"],
            otherwise: "whenResumed",
            unusedSavepoint: "untilRedeploy",
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
