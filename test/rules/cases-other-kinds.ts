import type { FlinkBlueGreenDeploymentSpec } from "../../src/flink/types/blue-green";
import { checkFlinkBlueGreenDeployment } from "../../src/rules/blue-green";
import { flinkStateSnapshotWarnings } from "../../src/rules/state-snapshot";
import { lint, rule } from "./rule-case";
import { application, applicationSpec, contextOf, lines, stateSnapshot, type Change } from "./subjects";

const jobReference = { kind: "FlinkDeployment", name: "orders" } as const;

export const stateSnapshotCases = [
    rule([54, 55], "takes a savepoint of a job", () => stateSnapshot({ jobReference, savepoint: {} }), []),
    rule([54], "rejects a snapshot of neither kind", () => stateSnapshot({ jobReference }), [
        "spec must have exactly one of savepoint and checkpoint, got neither",
    ]),
    rule(
        [54],
        "rejects a snapshot of both kinds",
        () => stateSnapshot({ jobReference, savepoint: {}, checkpoint: {} }),
        ["spec must have exactly one of savepoint and checkpoint, got both"],
    ),
    rule([55], "rejects a snapshot of no job", () => stateSnapshot({ savepoint: {} }), [
        "spec.jobReference is required: the job, unless savepoint.alreadyExists is true",
    ]),
    rule(
        [55],
        "takes a savepoint that exists without a job",
        () => stateSnapshot({ savepoint: { alreadyExists: true, path: "s3://a" } }),
        [],
    ),
    lint(
        "rejects a snapshot where the operator has none",
        () => stateSnapshot({ jobReference, savepoint: {} }, { release: "1.9.0" }),
        ["needs operator 1.10.0 or newer, got 1.9.0"],
    ),
    lint(
        "rejects a format that Flink refuses",
        () => stateSnapshot({ jobReference, savepoint: { formatType: "UNKNOWN" } }),
        [`spec.savepoint.formatType must be CANONICAL or NATIVE, got "UNKNOWN"`],
    ),
    lint(
        "rejects a checkpoint before Flink 1.17",
        () => stateSnapshot({ jobReference, checkpoint: {} }, { spec: { flinkVersion: "v1_16" } }),
        [`spec.checkpoint needs Flink 1.17 or newer, got "v1_16"; use savepoint`],
    ),
    lint(
        "rejects a savepoint without a folder",
        () => stateSnapshot({ jobReference, savepoint: {} }, { options: { "state.savepoints.dir": "" } }),
        ["spec.savepoint.path is required: the job has no savepoint directory"],
    ),
    lint("warns of what is tried once", () => lines(flinkStateSnapshotWarnings({ jobReference, checkpoint: {} })), [
        "spec.backoffLimit should be at least 1, got none; the first failure is final",
    ]),
    lint(
        "warns of folders that are not the job's",
        () =>
            lines(
                flinkStateSnapshotWarnings({
                    jobReference: { kind: "FlinkSessionJob", name: "a" },
                    savepoint: {},
                    backoffLimit: 3,
                }),
            ),
        ["spec.savepoint.path is not set: without it the session cluster's savepoint directory is used, not the job's"],
    ),
    lint(
        "warns of an existing savepoint without a path",
        () => lines(flinkStateSnapshotWarnings({ savepoint: { alreadyExists: true }, backoffLimit: 3 })),
        ["spec.savepoint.path should be the savepoint that alreadyExists speaks of, got none"],
    ),
];

const blueGreen = (name: string, change: Change = {}, more: Partial<FlinkBlueGreenDeploymentSpec> = {}) =>
    lines(
        checkFlinkBlueGreenDeployment(
            name,
            { template: { spec: applicationSpec(change) }, ...more },
            contextOf(change),
        ),
    );

const savepoints = "state.savepoints.dir";

export const blueGreenCases = [
    lint("takes a blue-green deployment with a name of 39 characters", () => blueGreen("o".repeat(39)), []),
    lint("rejects a blue-green deployment with a name of 40 characters", () => blueGreen("o".repeat(40)), [
        `metadata.name must be at most 39 characters, got 40 in "${"o".repeat(40)}"`,
    ]),
    lint(
        "rejects a blue-green deployment where the operator has none",
        () => blueGreen("orders", { release: "1.13.0" }),
        ["needs operator 1.14.0 or newer, got 1.13.0"],
    ),
    lint(
        "judges the versions of a blue-green deployment",
        () => blueGreen("orders", { job: { parallelism: 0 }, options: { "kubernetes.namespace": "a" } }),
        [
            `spec.template.spec.flinkConfiguration["kubernetes.namespace"] cannot be set here; the operator sets it`,
            "spec.template.spec.job.parallelism must be a whole number of at least 1, got 0",
        ],
    ),
    lint(
        "says in the words of a blue-green deployment what to change",
        () => blueGreen("orders", { job: { upgradeMode: "savepoint" }, options: { [savepoints]: "" } }),
        [
            `spec.template.spec.job.upgradeMode is "savepoint", which needs a savepoint directory; set "${savepoints}" in spec.template.spec.flinkConfiguration to a folder that outlives the pods`,
        ],
    ),
    lint(
        "judges the ingress of a blue-green deployment",
        () => blueGreen("orders", {}, { ingress: { template: "h:x" } }),
        [`spec.ingress.template must make a host and port that exist, got "h:x"`],
    ),
    lint(
        "rejects a blue-green deployment without a template",
        () => lines(checkFlinkBlueGreenDeployment("orders", {} as FlinkBlueGreenDeploymentSpec, contextOf({}))),
        ["spec.template.spec is required: the spec of a FlinkDeployment"],
    ),
];

const unnamed = { spec: { containers: [{ image: "a" }] } } as never;

export const podCases = [
    lint(
        "rejects a pull policy that Kubernetes does not have",
        () => application({ spec: { imagePullPolicy: "Sometimes" } }),
        [`spec.imagePullPolicy must be Always or IfNotPresent or Never, got "Sometimes"`],
    ),
    lint(
        "rejects a container without a name beside ephemeral storage",
        () =>
            application({
                spec: { podTemplate: unnamed },
                taskManager: { resource: { memory: "2g", ephemeralStorage: "1Gi" }, podTemplate: unnamed },
            }),
        [
            `spec.podTemplate.spec.containers[0].name is required where ephemeralStorage is set; Flink's own container is "flink-main-container"`,
            `spec.taskManager.podTemplate.spec.containers[0].name is required where ephemeralStorage is set; Flink's own container is "flink-main-container"`,
        ],
    ),
    lint("takes a container without a name elsewhere", () => application({ spec: { podTemplate: unnamed } }), []),
];
