import * as pulumi from "@pulumi/pulumi";
import { lint, rule } from "./rule-case";
import { application, applicationSpec, sessionJob } from "./subjects";

const unknown = pulumi.output("late");
const allowed = `add it to "kubernetes.operator.user.artifacts.allowed-schemes" in the operator's configuration, with ";" between them`;
const publicHost = `use a public one, or set "kubernetes.operator.user.artifacts.disallow-restricted-hosts" to "false" in the operator's configuration`;
const without = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, ""]));
const outlives = "in spec.flinkConfiguration to a folder that outlives the pods";
const periodic = "kubernetes.operator.periodic.savepoint.interval";
const maxAge = "kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age";
const highAvailability = `set "high-availability" to "kubernetes" and "high-availability.storageDir" in spec.flinkConfiguration`;

export const stateCases = [
    rule(
        [13],
        "rejects last-state without a checkpoint directory",
        () => application({ options: without("state.checkpoints.dir") }),
        [`spec.job.upgradeMode "last-state" needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`],
    ),
    rule(
        [13],
        "names the newer key for a newer Flink",
        () => application({ spec: { flinkVersion: "v2_2" }, options: without("state.checkpoints.dir") }),
        [
            `spec.job.upgradeMode "last-state" needs a checkpoint directory; set "execution.checkpointing.dir" ${outlives}`,
        ],
    ),
    rule(
        [13, 14],
        "rejects savepoint without either directory",
        () =>
            application({
                job: { upgradeMode: "savepoint" },
                options: without("state.checkpoints.dir", "state.savepoints.dir"),
            }),
        [
            `spec.job.upgradeMode "savepoint" needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`,
            `spec.job.upgradeMode "savepoint" needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
        ],
    ),
    rule(
        [13],
        "takes a directory from the namespace's defaults",
        () =>
            application({
                spec: { flinkConfiguration: {} },
                operator: {
                    "kubernetes.operator.default-configuration.namespace.shop.state.checkpoints.dir": "s3://a",
                },
            }),
        [],
    ),
    rule(
        [13],
        "takes no other namespace's defaults",
        () =>
            application({
                spec: { flinkConfiguration: {} },
                operator: {
                    "kubernetes.operator.default-configuration.namespace.bank.state.checkpoints.dir": "s3://a",
                },
            }),
        [`spec.job.upgradeMode "last-state" needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`],
    ),
    rule(
        [13],
        "takes a directory from defaults for this Flink and newer",
        () =>
            application({
                spec: { flinkConfiguration: {} },
                operator: {
                    "kubernetes.operator.default-configuration.flink-version.v1_17+.state.checkpoints.dir": "s3://a",
                },
            }),
        [],
    ),
    rule(
        [13],
        "takes a directory that is not known yet, and a nested one",
        () => application({ options: { "state.checkpoints.dir": "", execution: { checkpointing: { dir: unknown } } } }),
        [],
    ),
    rule(
        [13],
        "takes stateless without a directory",
        () => application({ job: { upgradeMode: undefined }, spec: { flinkConfiguration: {} } }),
        [],
    ),
    rule(
        [13],
        "does not take names that the operator's own Flink lacks",
        () =>
            application({
                release: "1.10.0",
                options: { "state.checkpoints.dir": "", "execution.checkpointing.dir": "s3://a" },
            }),
        [`spec.job.upgradeMode "last-state" needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`],
    ),
    rule(
        [13],
        "asks for high availability before operator 1.10",
        () => application({ release: "1.9.0", options: { "high-availability.type": "NONE" } }),
        [`spec.job.upgradeMode "last-state" needs high availability on operator 1.9.0; ${highAvailability}`],
    ),
    rule(
        [13],
        "asks for no high availability from operator 1.10 on",
        () => application({ release: "1.10.0", options: { "high-availability.type": "NONE" } }),
        [],
    ),
    rule(
        [15, 16, 17],
        "rejects what takes savepoints without a directory",
        () =>
            application({
                job: { savepointTriggerNonce: 1 },
                options: { "state.savepoints.dir": " ", [periodic]: "", [maxAge]: "1 h" },
            }),
        [
            `spec.job.savepointTriggerNonce needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
            `spec.flinkConfiguration["${periodic}"] needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
            `spec.flinkConfiguration["${maxAge}"] needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
        ],
    ),
    rule(
        [15, 16, 17],
        "takes what takes savepoints with one",
        () => application({ job: { savepointTriggerNonce: 1 }, options: { [periodic]: "1 h", [maxAge]: "1 h" } }),
        [],
    ),
    rule(
        [33],
        "rejects a redeployment without a savepoint",
        () => application({ job: { savepointRedeployNonce: 2 } }),
        [
            "spec.job.initialSavepointPath must be set to the savepoint to start from, as spec.job.savepointRedeployNonce is set",
        ],
    ),
    rule(
        [33],
        "takes a redeployment from a savepoint that is not known yet",
        () => application({ job: { savepointRedeployNonce: 2, initialSavepointPath: unknown } }),
        [],
    ),
    lint(
        "rejects numbers that older operators would drop",
        () =>
            application({
                release: "1.7.0",
                job: { autoscalerResetNonce: 1, savepointRedeployNonce: 1, initialSavepointPath: "s3://a" },
            }),
        [
            "spec.job.savepointRedeployNonce needs operator 1.8.0, and would be dropped without a word by 1.7.0; remove it",
            "spec.job.autoscalerResetNonce needs operator 1.11.0, and would be dropped without a word by 1.7.0; remove it",
        ],
    ),
    lint("rejects an application's jar without a scheme", () => application({ job: { jarURI: "/opt/orders.jar" } }), [
        `spec.job.jarURI must have a scheme such as local:// or https://, got "/opt/orders.jar"`,
    ]),
    lint(
        "takes an application without a jar and one whose jar is not known yet",
        () => [...application({ job: { jarURI: undefined } }), ...application({ job: { jarURI: unknown } })],
        [],
    ),
];

export const sessionJobCases = [
    rule([43, 44, 46, 52], "takes a session job of a session cluster", () => sessionJob(), []),
    rule([43], "rejects the name of no cluster", () => sessionJob({ spec: { deploymentName: "Session" } }), [
        `spec.deploymentName must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "Session"`,
    ]),
    rule([43], "rejects a job without a cluster", () => sessionJob({ spec: { deploymentName: undefined } }), [
        "spec.deploymentName must be set to the name of the session cluster's FlinkDeployment",
    ]),
    rule([44], "rejects a session job without a job", () => sessionJob({ spec: { job: undefined } }), [
        "spec.job must be set",
    ]),
    rule(
        [46],
        "rejects a jar that is no URI",
        () => sessionJob({ job: { jarURI: "https://jars.example.com/my orders.jar" } }),
        [`spec.job.jarURI must be a URI, in which " " has to be escaped, got "https://jars.example.com/my orders.jar"`],
    ),
    rule([47], "rejects a jar without a scheme", () => sessionJob({ job: { jarURI: "/opt/orders.jar" } }), [
        `spec.job.jarURI must have a scheme such as local:// or https://, got "/opt/orders.jar"`,
    ]),
    rule(
        [48],
        "rejects a scheme that the operator does not fetch",
        () => sessionJob({ job: { jarURI: "s3://jars/orders.jar" } }),
        [`spec.job.jarURI must have a scheme that the operator fetches (https), got "s3"; ${allowed}`],
    ),
    rule(
        [48],
        "takes a scheme that the operator is told to fetch",
        () =>
            sessionJob({
                job: { jarURI: "s3://jars/orders.jar" },
                operator: { "kubernetes.operator.user.artifacts.allowed-schemes": "https; s3" },
            }),
        [],
    ),
    rule(
        [47, 48, 51],
        "leaves the jar alone before operator 1.15",
        () =>
            ["s3://jars/orders.jar", "/opt/orders.jar", "http://10.0.0.1/a.jar"].flatMap((jarURI) =>
                sessionJob({ release: "1.14.0", job: { jarURI } }),
            ),
        [],
    ),
    rule([49], "rejects an address without a host", () => sessionJob({ job: { jarURI: "https:///orders.jar" } }), [
        `spec.job.jarURI must name a host, got "https:///orders.jar"`,
    ]),
    ...[
        "127.0.0.1",
        "169.254.169.254",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "0.0.0.0",
        "224.0.0.1",
        "[::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
    ].map((host) =>
        rule(
            [51],
            `rejects the host ${host}`,
            () => sessionJob({ job: { jarURI: `https://${host}:8443/orders.jar` } }),
            [
                `spec.job.jarURI must not be on a host that is internal to a machine or network, got "${host}"; ${publicHost}`,
            ],
        ),
    ),
    rule(
        [51],
        "takes a public address and a name",
        () =>
            ["https://172.32.0.1/a.jar", "https://[2001:db8::1]/a.jar", "https://jars.local/a.jar"].flatMap((jarURI) =>
                sessionJob({ job: { jarURI } }),
            ),
        [],
    ),
    rule(
        [49, 51],
        "takes any host where the operator is told so",
        () =>
            sessionJob({
                job: { jarURI: "https://127.0.0.1/a.jar" },
                operator: { "kubernetes.operator.user.artifacts.disallow-restricted-hosts": "false" },
            }),
        [],
    ),
    rule([52], "rejects an application as cluster", () => sessionJob({ cluster: applicationSpec() }), [
        `spec.deploymentName must name a session cluster, not an application, which only runs its own job, got "session"`,
    ]),
    rule(
        [14],
        "judges the job over the cluster's options",
        () =>
            sessionJob({
                cluster: applicationSpec({ spec: { job: undefined }, options: without("state.savepoints.dir") }),
            }),
        [`spec.job.upgradeMode "savepoint" needs a savepoint directory; set "state.savepoints.dir" ${outlives}`],
    ),
    rule(
        [14],
        "counts the job's own options from operator 1.8 on",
        () =>
            sessionJob({
                release: "1.8.0",
                spec: { flinkConfiguration: { "state.savepoints.dir": "s3://a" } },
                cluster: applicationSpec({ spec: { job: undefined }, options: without("state.savepoints.dir") }),
            }),
        [],
    ),
    rule(
        [14],
        "does not count them before",
        () =>
            sessionJob({
                release: "1.7.0",
                spec: { flinkConfiguration: { "state.savepoints.dir": "s3://a" } },
                cluster: applicationSpec({ spec: { job: undefined }, options: without("state.savepoints.dir") }),
            }),
        [`spec.job.upgradeMode "savepoint" needs a savepoint directory; set "state.savepoints.dir" ${outlives}`],
    ),
    rule(
        [14],
        "says nothing of options of a cluster that it does not see",
        () => sessionJob({ cluster: undefined }),
        [],
    ),
    rule(
        [13],
        "rejects last-state for session jobs before operator 1.10",
        () => sessionJob({ release: "1.9.0", job: { upgradeMode: "last-state" } }),
        [
            `spec.job.upgradeMode must be "savepoint" or "stateless" for a session job on operator 1.9.0, got "last-state"`,
        ],
    ),
    rule([19], "rejects a session job without parallelism", () => sessionJob({ job: { parallelism: 0 } }), [
        "spec.job.parallelism must be a whole number of at least 1, got 0",
    ]),
    rule(
        [35],
        "judges the cluster's autoscaler",
        () =>
            sessionJob({
                cluster: applicationSpec({
                    spec: { job: undefined },
                    options: { "job.autoscaler.enabled": true, "job.autoscaler.scale-down.max-factor": -1 },
                }),
            }),
        [`sessionCluster.spec.flinkConfiguration["job.autoscaler.scale-down.max-factor"] must be at least 0, got -1`],
    ),
];
