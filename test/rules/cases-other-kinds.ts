import type { FlinkBlueGreenDeploymentSpec } from "../../src/flink/types/blue-green";
import { checkFlinkBlueGreenDeployment, flinkBlueGreenDeploymentWarnings } from "../../src/rules/blue-green";
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
const bg = "kubernetes.operator.bluegreen.";

export const blueGreenCases = [
    lint("takes a blue-green deployment with a name of 39 characters", () => blueGreen("o".repeat(39)), []),
    lint("rejects a blue-green deployment with a name of 40 characters", () => blueGreen("o".repeat(40)), [
        `metadata.name must be at most 39 characters, got 40 in "${"o".repeat(40)}"`,
    ]),
    lint(
        "rejects a blue-green deployment where the operator has none",
        () => blueGreen("checkout", { release: "1.13.0" }),
        ["needs operator 1.14.0 or newer, got 1.13.0"],
    ),
    lint(
        "judges the versions of a blue-green deployment",
        () => blueGreen("checkout", { job: { parallelism: 0 }, options: { "kubernetes.namespace": "a" } }),
        [
            `spec.template.spec.flinkConfiguration["kubernetes.namespace"] cannot be set here; the operator sets it`,
            "spec.template.spec.job.parallelism must be a whole number of at least 1, got 0",
        ],
    ),
    lint(
        "says in the words of a blue-green deployment what to change",
        () => blueGreen("checkout", { job: { upgradeMode: "savepoint" }, options: { [savepoints]: "" } }),
        [
            `spec.template.spec.job.upgradeMode is "savepoint", which needs a savepoint directory; set "${savepoints}" in spec.template.spec.flinkConfiguration to a folder that outlives the pods`,
        ],
    ),
    lint(
        "judges the ingress of a blue-green deployment",
        () => blueGreen("checkout", {}, { ingress: { template: "h:x" } }),
        [`spec.ingress.template must make a host and port that exist, got "h:x"`],
    ),
    lint(
        "rejects a blue-green deployment without a template",
        () => lines(checkFlinkBlueGreenDeployment("checkout", {} as FlinkBlueGreenDeploymentSpec, contextOf({}))),
        ["spec.template.spec is required: the spec of a FlinkDeployment"],
    ),
    lint(
        "rejects a switch whose options the operator cannot read",
        () =>
            blueGreen("checkout", {}, { configuration: { [`${bg}abort.grace-period`]: "PT10M", [`${bg}abort`]: "1" } }),
        [
            `spec.configuration["${bg}abort.grace-period"] must be a duration such as "10 min", got "PT10M"`,
            `spec.configuration must be one of "${bg}abort.grace-period", "${bg}deployment-deletion.delay", "${bg}reconciliation.reschedule-interval", got "${bg}abort"`,
        ],
    ),
    lint(
        "takes the options of a switch",
        () => blueGreen("checkout", {}, { configuration: { [`${bg}deployment-deletion.delay`]: "5 min" } }),
        [],
    ),
    lint("rejects a switch of session clusters", () => blueGreen("checkout", { spec: { job: undefined } }), [
        "spec.template.spec.job is required: only applications are switched, no session clusters",
    ]),
    lint(
        "rejects versions that do not say how their state is carried",
        () => blueGreen("checkout", { job: { upgradeMode: undefined } }),
        [
            "spec.template.spec.job.upgradeMode is required: savepoint, or stateless, with which every change starts without state",
        ],
    ),
    lint(
        "rejects a switch by a last state without a folder for its savepoint",
        () => blueGreen("checkout", { options: { [savepoints]: "" } }),
        [
            `spec.template.spec.job.upgradeMode is "last-state", for which a switch takes a savepoint too; set "${savepoints}" in spec.template.spec.flinkConfiguration to a folder that outlives the pods`,
        ],
    ),
    lint("rejects versions that are suspended", () => blueGreen("checkout", { job: { state: "suspended" } }), [
        `spec.template.spec.job.state must be "running", got "suspended": the operator waits for a version that runs, and gives the switch up`,
    ]),
    lint(
        "rejects a savepoint that could not be taken any more",
        () => blueGreen("checkout", { options: { "kubernetes.operator.job.savepoint-on-deletion": "true" } }),
        [
            `spec.template.spec.flinkConfiguration["kubernetes.operator.job.savepoint-on-deletion"] must not be true: Kubernetes ends the JobManager with the resource before the operator can have it take a savepoint; take a FlinkStateSnapshot`,
        ],
    ),
    lint(
        "rejects one address for two versions",
        () => blueGreen("checkout", { ingress: { template: "jobs.example.com" } }),
        [
            `spec.template.spec.ingress.template must contain "{{name}}", or two versions have one address, got "jobs.example.com"; the resource's own ingress follows the active one`,
        ],
    ),
    lint(
        "rejects the resource's name in texts and keys, in which the operator replaces it, but for folders of state",
        () =>
            blueGreen("orders", {
                spec: { podTemplate: { metadata: { labels: { "orders/tier": "a" } } } },
                options: { [savepoints]: "s3://bucket/orders/savepoints" },
                job: { args: ["--group", "orders"] },
            }),
        [
            `spec.template.spec.job.jarURI must not contain the resource's name, of which the operator would make "local:///opt/orders-blue.jar"; choose a metadata.name that stands nowhere in the spec`,
            `spec.template.spec.job.args[1] must not contain the resource's name, of which the operator would make "orders-blue"; choose a metadata.name that stands nowhere in the spec`,
            `spec.template.spec.podTemplate.metadata.labels["orders/tier"] must not contain the resource's name, of which the operator would make "orders-blue/tier"; choose a metadata.name that stands nowhere in the spec`,
        ],
    ),
    lint("rejects a name that is part of the operator's own fields", () => blueGreen("flink"), [
        `metadata.name must not be part of the operator's own word "flinkVersion", in which it would replace it, got "flink"`,
    ]),
    lint(
        "warns of versions that all start from one savepoint",
        () =>
            lines(
                flinkBlueGreenDeploymentWarnings(
                    {
                        template: {
                            spec: applicationSpec({
                                job: { upgradeMode: "stateless", initialSavepointPath: "s3://a" },
                            }),
                        },
                    },
                    contextOf({}),
                ),
            ).filter((line) => line.includes("initialSavepointPath")),
        [
            "spec.template.spec.job.initialSavepointPath is where every version starts from, as spec.template.spec.job.upgradeMode is stateless",
        ],
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
