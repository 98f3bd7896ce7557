import { row, type Version } from "./change-case";

const fallbackOff = { "kubernetes.operator.job.upgrade.last-state-fallback.enabled": "false" };
const cancels = { "kubernetes.operator.job.upgrade.last-state.job-cancel.enabled": "true" };
const maxAge = { "kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age": "10 min" };
const image: Version = { spec: { image: "orders:2" } };
const noHighAvailability = { "high-availability.type": "NONE" };
const savepoint: Version = { job: { upgradeMode: "savepoint" } };
const fromCheckpoint = { verdict: "restartFromCheckpoint", state: "checkpoint" } as const;
const fromSavepoint = { verdict: "restartFromSavepoint", state: "savepoint" } as const;

/** Changes that restart a job with its state. */
export const restartCases = [
    row(
        "another image and another savepoint",
        { after: { spec: { image: "orders:2" }, job: { initialSavepointPath: "s3://a/1" } } },
        {
            verdict: "restartFromCheckpoint",
            causes: ["spec.image"],
            state: "checkpoint",
            unusedSavepoint: "untilRedeploy",
        },
    ),
    row("another image", { after: image }, { ...fromCheckpoint, causes: ["spec.image"] }),
    row(
        "more parallelism",
        { after: { job: { parallelism: 4 } } },
        { ...fromCheckpoint, causes: ["spec.job.parallelism"] },
    ),
    row(
        "more memory",
        { after: { jobManager: { resource: { memory: "2048m", cpu: 0.5 } } } },
        {
            ...fromCheckpoint,
            causes: ["spec.jobManager.resource.memory"],
        },
    ),
    row(
        "other arguments",
        { after: { job: { args: ["--rate", "5"] } } },
        { ...fromCheckpoint, causes: ["spec.job.args"] },
    ),
    row(
        "five fields at once",
        {
            after: {
                spec: { image: "orders:2", imagePullPolicy: "Always" },
                job: { parallelism: 4, entryClass: "Main", args: ["--slow"] },
            },
        },
        {
            ...fromCheckpoint,
            causes: [
                "spec.image",
                "spec.job.parallelism",
                "spec.job.args",
                "spec.job.entryClass",
                "spec.imagePullPolicy",
            ],
        },
    ),
    row(
        "a Flink option",
        { after: { options: { "taskmanager.numberOfTaskSlots": "2" } } },
        {
            ...fromCheckpoint,
            causes: [`spec.flinkConfiguration["taskmanager.numberOfTaskSlots"]`],
        },
    ),
    row(
        "a label of the pods",
        { after: { spec: { podTemplate: { metadata: { labels: { team: "a" } } } } } },
        {
            ...fromCheckpoint,
            causes: ["spec.podTemplate"],
        },
    ),
    row(
        "an annotation of the Ingress",
        {
            before: { spec: { ingress: { template: "orders.example.com", annotations: { a: "1" } } } },
            after: { spec: { ingress: { template: "orders.example.com", annotations: { a: "2" } } } },
        },
        { ...fromCheckpoint, causes: ["spec.ingress.annotations.a"] },
    ),
    row(
        "a restart that is asked for",
        { before: { spec: { restartNonce: 1 } }, after: { spec: { restartNonce: 2 } } },
        {
            ...fromCheckpoint,
            causes: ["spec.restartNonce"],
        },
    ),
    row(
        "a restart number taken away, on operator 1.7.0",
        { release: "1.7.0", before: { spec: { restartNonce: 1 } } },
        {
            ...fromCheckpoint,
            causes: ["spec.restartNonce"],
        },
    ),
    row("mode spelled out", { after: { spec: { mode: "native" } } }, { ...fromCheckpoint, causes: ["spec.mode"] }),
    row(
        "another image, where an old checkpoint will not do",
        { both: { options: maxAge }, after: image },
        {
            ...fromCheckpoint,
            causes: ["spec.image"],
            maxCheckpointAge: "10 min",
        },
    ),
    row(
        "another image, without high availability",
        { both: { options: noHighAvailability }, after: image },
        {
            ...fromCheckpoint,
            causes: ["spec.image"],
            otherwise: "checkpointIfReachable",
        },
    ),
    row(
        "another image, where the operator cancels jobs for it",
        { both: { options: cancels }, after: image },
        {
            ...fromCheckpoint,
            causes: ["spec.image"],
        },
    ),
    row(
        "high availability switched on",
        { before: { options: noHighAvailability } },
        {
            ...fromCheckpoint,
            causes: [`spec.flinkConfiguration["high-availability.type"]`],
            otherwise: "checkpointIfReachable",
        },
    ),
    row(
        "stateless until now, last-state from this change on",
        { before: { job: { upgradeMode: "stateless" } }, after: image },
        {
            ...fromCheckpoint,
            causes: ["spec.image"],
        },
    ),
    row(
        "another image, by a savepoint",
        { both: savepoint, after: image },
        {
            ...fromSavepoint,
            causes: ["spec.image"],
            otherwise: "checkpoint",
        },
    ),
    row(
        "another image, by a savepoint and nothing else",
        { both: { ...savepoint, options: fallbackOff }, after: image },
        {
            ...fromSavepoint,
            causes: ["spec.image"],
            otherwise: "waits",
        },
    ),
    row(
        "another image, by a savepoint, on operator 1.7.0",
        { release: "1.7.0", both: savepoint, after: image },
        {
            ...fromSavepoint,
            causes: ["spec.image"],
            otherwise: "checkpoint",
        },
    ),
    row(
        "another image, by a savepoint, on operator 1.7.0 without high availability",
        {
            release: "1.7.0",
            both: { ...savepoint, options: noHighAvailability },
            after: image,
        },
        { ...fromSavepoint, causes: ["spec.image"], otherwise: "waits" },
    ),
    row(
        "another Flink version",
        { after: { spec: { flinkVersion: "v1_20", image: "flink:1.20.5" } } },
        {
            ...fromSavepoint,
            causes: ["spec.image", "spec.flinkVersion"],
            otherwise: "checkpointIfReachable",
        },
    ),
    row(
        "another Flink version, without a folder for savepoints",
        {
            both: { options: { "state.savepoints.dir": "" } },
            after: { spec: { flinkVersion: "v1_20" } },
        },
        { ...fromCheckpoint, causes: ["spec.flinkVersion"], otherwise: "checkpointIfReachable" },
    ),
    row(
        "another Flink version, on operator 1.7.0",
        { release: "1.7.0", after: { spec: { flinkVersion: "v1_19" } } },
        {
            ...fromSavepoint,
            causes: ["spec.flinkVersion"],
            otherwise: "waits",
        },
    ),
    row(
        "last-state and high availability at once, on operator 1.7.0",
        {
            release: "1.7.0",
            before: { job: { upgradeMode: "savepoint" }, options: noHighAvailability },
        },
        {
            ...fromSavepoint,
            causes: [`spec.flinkConfiguration["high-availability.type"]`],
            otherwise: "waits",
        },
    ),
    row(
        "another bucket",
        {
            after: {
                options: {
                    "state.checkpoints.dir": "gs://new/checkpoints",
                    "state.savepoints.dir": "gs://new/savepoints",
                    "high-availability.storageDir": "gs://new/high-availability",
                },
            },
        },
        {
            ...fromCheckpoint,
            causes: [
                `spec.flinkConfiguration["state.checkpoints.dir"]`,
                `spec.flinkConfiguration["state.savepoints.dir"]`,
                `spec.flinkConfiguration["high-availability.storageDir"]`,
            ],
            movedFolders: [
                `spec.flinkConfiguration["state.checkpoints.dir"]`,
                `spec.flinkConfiguration["state.savepoints.dir"]`,
                `spec.flinkConfiguration["high-availability.storageDir"]`,
            ],
        },
    ),
];
