import { without } from "../../rules/subjects";
import { asked, askedCluster, row, type OperatorCase } from "./operator-cases";

const off = { "high-availability.type": "NONE" };
const rollback = { "kubernetes.operator.deployment.rollback.enabled": "true" };
const check = { "kubernetes.operator.cluster.health-check.enabled": "true" };
const recovery = "kubernetes.operator.jm-deployment-recovery.enabled";
const savepoint = { job: { upgradeMode: "savepoint" } } as const;
const forbidden = ["kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id"] as const;
const ofShop = "kubernetes.operator.default-configuration.namespace.shop";

export const nameCases: readonly OperatorCase[] = [
    ...["a", "a-1", "a--b", "o".repeat(45)].map((name) => row(1, `takes the name ${name}`, asked({ name }))),
    ...["o".repeat(46), "1a", "a-", "-a", "A", "a.b", "a_b", "a\n"].map((name) =>
        row(1, `refuses the name ${JSON.stringify(name)}`, asked({ name }), "name"),
    ),
    row(2, "refuses no Flink version", asked({ spec: { flinkVersion: undefined } }), "Flink Version must be defined"),
    ...["v1_15", "v1_16", "v1_17", "v1_18", "v1_19"].flatMap((flinkVersion) => [
        row(2, `takes the Flink version ${flinkVersion}`, asked({ spec: { flinkVersion } })),
        row(3, `runs the Flink version ${flinkVersion}`, asked({ spec: { flinkVersion } })),
    ]),
    ...["v1_13", "v1_14"].map((flinkVersion) =>
        row(3, `refuses ${flinkVersion}`, asked({ spec: { flinkVersion } }), "not supported by this operator version"),
    ),
    // The definitions' words: the API server refuses them before the operator sees them.
    ...["v1_20", "v2_0", "1.18"].map((flinkVersion) =>
        row(3, `cannot read ${flinkVersion}`, asked({ spec: { flinkVersion } }), "FlinkVersion"),
    ),
    row(34, "refuses no service account", asked({ spec: { serviceAccount: undefined } }), "spec.serviceAccount"),
    row(34, "takes a service account", asked({ spec: { serviceAccount: "a" } })),
];

export const configurationCases: readonly OperatorCase[] = [
    ...forbidden.flatMap((key, index) => [
        row(5 + index, `refuses ${key}`, asked({ options: { [key]: "a" } }), key),
        row(5 + index, `refuses an empty ${key}`, asked({ options: { [key]: "" } }), key),
        row(5 + index, `refuses ${key} of the operator`, asked({ operator: { [key]: "a" } }), key),
        row(5 + index, `refuses ${key} of the namespace`, asked({ operator: { [`${ofShop}.${key}`]: "a" } }), key),
        row(5 + index, `takes a key that begins with ${key}`, asked({ options: { [`${key}s`]: "a" } })),
    ]),
    row(8, "takes rollback with high availability", asked({ options: rollback })),
    ...["NONE", "none", "standalone", "Standalone"].map((mode) =>
        row(
            8,
            `refuses rollback with high availability ${mode}`,
            asked({ ...savepoint, options: { ...rollback, "high-availability.type": mode } }),
            "HA must be enabled",
        ),
    ),
    row(8, "refuses a switch that is none", asked({ options: { [Object.keys(rollback)[0] ?? ""]: "yes" } }), "yes"),
    row(9, "takes a health check with recovery", asked({ options: check })),
    row(
        9,
        "refuses a health check without recovery",
        asked({ options: { ...check, [recovery]: "FALSE" } }),
        "Deployment recovery",
    ),
    ...["log4j-console.properties", "logback-console.xml"].map((file) =>
        row(12, `takes ${file}`, asked({ spec: { logConfiguration: { [file]: "a" } } })),
    ),
    row(
        12,
        "refuses another file",
        asked({ spec: { logConfiguration: { "log4j.properties": "" } } }),
        "Invalid log config key",
    ),
];

const takenTemplates = [
    "h",
    "{{name}}.{{NAMESPACE}}.example.com",
    "/{{namespace}}/{{name}}(/|$)(.*)",
    "https://h:8081/x",
    "h:80 ",
    "h:+80",
    "h:-1",
    "h:2147483647",
    "s3://h",
    "[::1]:8081",
    "[fe80::1%eth0]",
    "[::ffff:1.2.3.4]",
    "a@b:80",
    "h/x:y",
];
const refusedTemplates = ["h:a", "h:80:90", "h:-2", "h:2147483648", "h: 80", "[::1", "[1.2.3.4]", "[12345::]", "[]x"];

export const ingressCases: readonly OperatorCase[] = [
    row(10, "refuses an ingress without a template", asked({ ingress: {} }), "Ingress template must be defined"),
    row(10, "takes an ingress with a template", asked({ ingress: { template: "h" } })),
    ...takenTemplates.map((template) => row(11, `takes ${template}`, asked({ ingress: { template } }))),
    ...refusedTemplates.map((template) =>
        row(11, `refuses ${template}`, asked({ ingress: { template } }), "Unable to process the Ingress template"),
    ),
];

const stateless = { upgradeMode: "stateless" } as const;
const folder = without("state.savepoints.dir");
const oldNames = {
    "high-availability": "kubernetes",
    "high-availability.storageDir": "s3://a",
    "state.backend.fs.checkpointdir": "s3://a",
    "savepoints.state.backend.fs.dir": "s3://a",
};

export const stateCases: readonly OperatorCase[] = [
    row("last-state", "takes last-state with high availability", asked()),
    row("last-state", "takes last-state with a factory", asked({ options: { "high-availability.type": "com.a.B" } })),
    ...["NONE", "standalone"].map((mode) =>
        row(
            "last-state",
            `refuses last-state with high availability ${mode}`,
            asked({ options: { "high-availability.type": mode } }),
            "last-state while HA disabled",
        ),
    ),
    ...(["last-state", "savepoint"] as const).flatMap((upgradeMode) => [
        row(
            13,
            `refuses ${upgradeMode} without a folder for checkpoints`,
            asked({ job: { upgradeMode }, options: without("state.checkpoints.dir") }),
            "Checkpoint directory",
        ),
        row(
            13,
            `takes ${upgradeMode} with that folder under its old name`,
            asked({ job: { upgradeMode }, spec: { flinkConfiguration: oldNames } }),
        ),
    ]),
    row(
        13,
        "refuses the name that Flink 1.20 brings",
        asked({ options: { ...without("state.checkpoints.dir"), "execution.checkpointing.dir": "s3://a" } }),
        "Checkpoint directory",
    ),
    row(13, "takes stateless without it", asked({ job: stateless, options: without("state.checkpoints.dir") })),
    ...savepointCases(),
];

function savepointCases(): OperatorCase[] {
    const periodic = "kubernetes.operator.periodic.savepoint.interval";
    const age = "kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age";
    const trigger = { ...stateless, savepointTriggerNonce: 1 };
    return [
        row(14, "takes savepoint with a folder", asked(savepoint)),
        row(14, "refuses savepoint without one", asked({ ...savepoint, options: folder }), "upgraded with savepoint"),
        row(15, "takes a trigger with a folder", asked({ job: trigger })),
        row(15, "refuses a trigger without one", asked({ job: trigger, options: folder }), "manually triggered"),
        ...["1h", "", "0"].map((interval) =>
            row(
                16,
                `refuses a period of "${interval}" without a folder`,
                asked({ job: stateless, options: { ...folder, [periodic]: interval } }),
                "Periodic savepoints",
            ),
        ),
        row(16, "takes a period with a folder", asked({ options: { [periodic]: "1h" } })),
        row(17, "takes an age with a folder", asked({ options: { [age]: "1h" } })),
        row(17, "refuses an age without one", asked({ options: { ...folder, [age]: "1h" } }), "max-checkpoint age"),
    ];
}

export const replicaCases: readonly OperatorCase[] = [
    ...[0, -1].flatMap((replicas) => [
        row(18, `refuses ${replicas} TaskManagers`, asked({ taskManager: withMemory({ replicas }) }), "replicas"),
        row(19, `refuses parallelism ${replicas}`, asked({ job: { parallelism: replicas } }), "parallelism"),
        row(23, `refuses ${replicas} JobManagers`, asked({ jobManager: withMemory({ replicas }) }), "less than one"),
        row(
            28,
            `refuses a session cluster of ${replicas}`,
            askedCluster({ taskManager: withMemory({ replicas }) }),
            "less than one",
        ),
    ]),
    row(18, "takes 1 TaskManager", asked({ taskManager: withMemory({ replicas: 1 }) })),
    row(19, "refuses no parallelism", asked({ job: { parallelism: undefined } }), "Job parallelism"),
    row(19, "takes parallelism 1", asked({ job: { parallelism: 1 } })),
    row(
        19,
        "takes none where TaskManagers are counted",
        asked({ job: { parallelism: undefined }, taskManager: withMemory({ replicas: 1 }) }),
    ),
    row(23, "takes 1 JobManager", asked({ jobManager: withMemory({ replicas: 1 }), ...savepoint, options: off })),
    row(24, "takes 2 JobManagers with high availability", asked({ jobManager: withMemory({ replicas: 2 }) })),
    ...["NONE", "standalone"].map((mode) =>
        row(
            24,
            `refuses 2 JobManagers with high availability ${mode}`,
            askedCluster({
                jobManager: withMemory({ replicas: 2 }),
                options: { "high-availability.type": mode },
            }),
            "standby JobManagers",
        ),
    ),
    row(28, "takes a session cluster of 1", askedCluster({ taskManager: withMemory({ replicas: 1 }) })),
];

function withMemory<T extends object>(fields: T): T & { resource: { memory: string } } {
    return { resource: { memory: "2g" }, ...fields };
}
