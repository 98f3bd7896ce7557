import * as pulumi from "@pulumi/pulumi";
import { lint, rule } from "./rule-case";
import { application, outlives, without } from "./subjects";

const unknown = pulumi.output("late");
const periodic = "kubernetes.operator.periodic.savepoint.interval";
const maxAge = "kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age";
const highAvailability = `set "high-availability" to "kubernetes" and "high-availability.storageDir" in spec.flinkConfiguration`;

const noJar = `spec.job.jarURI is required in mode "native", in which the operator runs no job without one; name a jar of the image, such as local:///opt/flink/usrlib/orders.jar`;

export const stateCases = [
    rule(
        [13],
        "rejects last-state without a checkpoint directory",
        () => application({ options: without("state.checkpoints.dir") }),
        [
            `spec.job.upgradeMode is "last-state", which needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`,
        ],
    ),
    rule(
        [13],
        "names the newer key for a newer Flink",
        () => application({ spec: { flinkVersion: "v2_2" }, options: without("state.checkpoints.dir") }),
        [
            `spec.job.upgradeMode is "last-state", which needs a checkpoint directory; set "execution.checkpointing.dir" ${outlives}`,
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
            `spec.job.upgradeMode is "savepoint", which needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`,
            `spec.job.upgradeMode is "savepoint", which needs a savepoint directory; set "state.savepoints.dir" ${outlives}`,
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
        [
            `spec.job.upgradeMode is "last-state", which needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`,
        ],
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
        [
            `spec.job.upgradeMode is "last-state", which needs a checkpoint directory; set "state.checkpoints.dir" ${outlives}`,
        ],
    ),
    rule(
        [13],
        "asks for high availability before operator 1.10",
        () => application({ release: "1.9.0", options: { "high-availability.type": "NONE" } }),
        [`spec.job.upgradeMode is "last-state", which needs high availability on operator 1.9.0; ${highAvailability}`],
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
        ["spec.job.initialSavepointPath is required: the savepoint to start from, as savepointRedeployNonce is set"],
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
        "rejects an application without a jar, which the operator cannot run in native mode",
        () => [
            ...application({ job: { jarURI: undefined } }),
            ...application({ job: { jarURI: null, entryClass: "org.example.Orders" }, spec: { mode: "native" } }),
        ],
        [noJar, noJar],
    ),
    lint(
        "takes one whose jar is not known yet, and one that needs none: standalone, in Python, or with one among its options",
        () => [
            ...application({ job: { jarURI: unknown } }),
            ...application({ job: { jarURI: undefined }, spec: { mode: "standalone" } }),
            ...application({ job: { jarURI: undefined, entryClass: "org.apache.flink.client.python.PythonDriver" } }),
            ...application({ job: { jarURI: undefined, args: ["-pym", "shop.orders"] } }),
            ...application({ job: { jarURI: undefined, args: [unknown] } }),
            ...application({ job: { jarURI: undefined }, options: { "pipeline.jars": "local:///opt/orders.jar" } }),
        ],
        [],
    ),
];
