import * as pulumi from "@pulumi/pulumi";
import { lint, rule } from "./rule-case";
import { application, sessionCluster } from "./subjects";

const unknown = pulumi.output("s3://late");
const long = "o".repeat(46);
const ha = `set "high-availability.type" to "kubernetes" and "high-availability.storageDir"`;
const oldWord = { "high-availability.type": "Standalone" };
const noHighAvailability = { "high-availability.type": "NONE" };

export const nameAndVersionCases = [
    rule([1], "takes a name of 45 characters", () => application({ name: "o".repeat(45) }), []),
    rule([1], "rejects a name of 46 characters", () => application({ name: long }), [
        `metadata.name must be at most 45 characters, got 46 in "${long}"`,
    ]),
    rule([1], "rejects a name with a digit first", () => application({ name: "1a" }), [
        `metadata.name must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "1a"`,
    ]),
    rule(
        [2],
        "rejects a spec without a Flink version",
        () => application({ release: "1.7.0", spec: { flinkVersion: undefined } }),
        ["spec.flinkVersion is required: the Flink version in the image, one of v1_15, v1_16, v1_17, v1_18, v1_19"],
    ),
    rule(
        [3],
        "rejects a Flink that the operator has given up",
        () => application({ release: "1.7.0", spec: { flinkVersion: "v1_14" } }),
        [
            `spec.flinkVersion must be one that operator 1.7.0 runs (v1_15, v1_16, v1_17, v1_18, v1_19), got "v1_14"; known versions: 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2`,
        ],
    ),
    rule(
        [3],
        "rejects a Flink that is newer than the operator",
        () => application({ release: "1.7.0", spec: { flinkVersion: "v1_20" } }),
        [
            `spec.flinkVersion must be one that operator 1.7.0 runs (v1_15, v1_16, v1_17, v1_18, v1_19), got "v1_20"; operator releases for it: 1.10.0, 1.11.0, 1.12.0, 1.12.1, 1.13.0, 1.14.0, 1.15.0`,
        ],
    ),
    rule([3], "rejects what is no version", () => application({ release: "1.7.0", spec: { flinkVersion: "1.18" } }), [
        `spec.flinkVersion must be one that operator 1.7.0 runs (v1_15, v1_16, v1_17, v1_18, v1_19), got "1.18"`,
    ]),
    rule([34], "rejects a spec without a service account", () => application({ spec: { serviceAccount: undefined } }), [
        "spec.serviceAccount is required: the service account of the pods",
    ]),
    rule(
        [34],
        "takes a service account that is not known yet",
        () => application({ spec: { serviceAccount: unknown } }),
        [],
    ),
];

export const configurationCases = [
    rule(
        [5, 6, 7],
        "rejects keys that the operator sets",
        () =>
            application({
                options: { kubernetes: { namespace: "a", "cluster-id": unknown }, "high-availability.cluster-id": "b" },
            }),
        [
            `spec.flinkConfiguration["kubernetes.namespace"] cannot be set here; the operator sets it`,
            `spec.flinkConfiguration["kubernetes.cluster-id"] cannot be set here; the operator sets it`,
            `spec.flinkConfiguration["high-availability.cluster-id"] cannot be set here; the operator sets it`,
        ],
    ),
    rule(
        [5],
        "names the operator's own configuration where that sets the key",
        () => application({ operator: { "kubernetes.namespace": "a" } }),
        [`the operator's configuration["kubernetes.namespace"] cannot be set here; the operator sets it`],
    ),
    rule(
        [8],
        "rejects rollback without high availability",
        () =>
            application({
                options: { ...noHighAvailability, "kubernetes.operator.deployment.rollback.enabled": true },
            }),
        [
            `spec.flinkConfiguration["kubernetes.operator.deployment.rollback.enabled"] needs high availability; ${ha}, or take it away`,
        ],
    ),
    rule(
        [8],
        "takes rollback with high availability",
        () => application({ options: { "kubernetes.operator.deployment.rollback.enabled": "TRUE" } }),
        [],
    ),
    rule(
        [8],
        "rejects a switch that is neither true nor false",
        () => application({ options: { "kubernetes.operator.deployment.rollback.enabled": "yes" } }),
        [`spec.flinkConfiguration["kubernetes.operator.deployment.rollback.enabled"] must be true or false, got "yes"`],
    ),
    rule(
        [9],
        "rejects a health check without recovery",
        () =>
            application({
                operator: { "kubernetes.operator.jm-deployment-recovery.enabled": "false" },
                options: { "kubernetes.operator.cluster.health-check.enabled": "true" },
            }),
        [
            `spec.flinkConfiguration["kubernetes.operator.cluster.health-check.enabled"] needs "kubernetes.operator.jm-deployment-recovery.enabled"; do not set that to false`,
        ],
    ),
    rule(
        [9],
        "takes a health check with recovery, which is on by default",
        () => application({ options: { "kubernetes.operator.cluster.health-check.enabled": "true" } }),
        [],
    ),
    rule(
        [12],
        "rejects a logging file that the operator does not replace",
        () => application({ spec: { logConfiguration: { "log4j-console.properties": "", "log4j.properties": "" } } }),
        [
            `spec.logConfiguration["log4j.properties"] cannot be set here; the files are log4j-console.properties and logback-console.xml`,
        ],
    ),
    lint(
        "rejects a key that continues another one on Flink 2",
        () => application({ spec: { flinkVersion: "v2_0" }, options: { "high-availability": "kubernetes" } }),
        [
            `spec.flinkConfiguration["high-availability"] cannot be combined with "high-availability.type" from Flink 2.0 on; use "high-availability.type"`,
        ],
    ),
    lint(
        "takes a key that continues another one on Flink 1",
        () => application({ options: { "high-availability": "kubernetes" } }),
        [],
    ),
];

export const ingressCases = [
    rule([10], "rejects an ingress without a template", () => application({ ingress: {} }), [
        `spec.ingress.template is required: a host and path such as "{{name}}.{{namespace}}.flink.example.com"`,
    ]),
    rule(
        [11],
        "rejects a template that makes a port of letters",
        () => application({ ingress: { template: "flink.example.com:{{name}}/ui" } }),
        [`spec.ingress.template must make a host and port that exist, got "flink.example.com:{{name}}/ui"`],
    ),
    rule([11], "rejects an address without its bracket", () => application({ ingress: { template: "[::1/ui" } }), [
        `spec.ingress.template must make a host and port that exist, got "[::1/ui"`,
    ]),
    ...["h:2147483648", "[1.2.3.4]", "h:80:90"].map((template) =>
        rule([11], `rejects the template ${template}`, () => application({ ingress: { template } }), [
            `spec.ingress.template must make a host and port that exist, got "${template}"`,
        ]),
    ),
    ...["{{name}}.{{NAMESPACE}}.example.com", "/{{namespace}}/{{name}}(/|$)(.*)", "https://h:8081/x", "[::1]:8081"].map(
        (template) => rule([11], `takes the template ${template}`, () => application({ ingress: { template } }), []),
    ),
    lint(
        "rejects what an older operator would drop",
        () => application({ release: "1.7.0", ingress: { template: "h", labels: { a: "b" }, tls: [] } }),
        [
            "spec.ingress.labels needs operator 1.8.0, and would be dropped without a word by 1.7.0; remove it",
            "spec.ingress.tls needs operator 1.8.0, and would be dropped without a word by 1.7.0; remove it",
        ],
    ),
];

export const replicaCases = [
    rule([18], "rejects an application with 0 TaskManagers", () => application({ taskManager: { replicas: 0 } }), [
        "spec.taskManager.replicas must be a whole number of at least 1, got 0",
    ]),
    rule(
        [28],
        "rejects a session cluster with 0 TaskManagers",
        () => sessionCluster({ taskManager: { replicas: 0 } }),
        ["spec.taskManager.replicas must be a whole number of at least 1, got 0"],
    ),
    rule([19], "rejects a job without parallelism", () => application({ job: { parallelism: undefined } }), [
        "spec.job.parallelism is required: the number of subtasks of each operator, at least 1",
    ]),
    rule(
        [19],
        "takes a job without parallelism where the TaskManagers are counted",
        () => application({ job: { parallelism: undefined }, taskManager: { replicas: 1 } }),
        [],
    ),
    rule([23], "rejects 0 JobManagers", () => application({ jobManager: { replicas: 0 } }), [
        "spec.jobManager.replicas must be a whole number of at least 1, got 0",
    ]),
    rule(
        [24],
        "rejects 2 JobManagers without high availability",
        () => application({ jobManager: { replicas: 2 }, options: noHighAvailability }),
        [`spec.jobManager.replicas must be 1 without high availability, got 2; ${ha}`],
    ),
    rule(
        [24],
        "rejects 2 JobManagers with the old word for no high availability",
        () => application({ jobManager: { replicas: 2 }, options: oldWord }),
        [`spec.jobManager.replicas must be 1 without high availability, got 2; ${ha}`],
    ),
    rule(
        [24],
        "takes 2 JobManagers with high availability that is not known yet",
        () => application({ jobManager: { replicas: 2 }, options: { "high-availability.type": unknown } }),
        [],
    ),
];

export const severalAtOnceCases = [
    rule(
        [1, 2, 19, 25],
        "finds everything at once",
        () =>
            application({
                release: "1.7.0",
                name: "Orders",
                spec: { flinkVersion: undefined, taskManager: undefined },
                job: { parallelism: 0, jarURI: "/opt/orders.jar" },
            }),
        [
            `metadata.name must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "Orders"`,
            "spec.flinkVersion is required: the Flink version in the image, one of v1_15, v1_16, v1_17, v1_18, v1_19",
            "spec.job.parallelism must be a whole number of at least 1, got 0",
            `spec.job.jarURI must have a scheme such as local:// or https://, got "/opt/orders.jar"`,
            `spec.taskManager.resource.memory is required: the memory of the process, such as "2048m"`,
        ],
    ),
];
