import * as pulumi from "@pulumi/pulumi";
import { judgeFlinkDeployment } from "../../src/rules/flink-deployment";
import { lint } from "./rule-case";
import { applicationSpec, contextOf, lines, warnings } from "./subjects";

const ha = `set "high-availability.type" to "kubernetes" and "high-availability.storageDir"`;
const addOpens = "--add-opens=java.base/java.util=ALL-UNNAMED";
const containers = (...names: string[]) => ({ spec: { containers: names.map((name) => ({ name })) } });

export const warningCases = [
    lint("warns of nothing in a durable job", () => warnings(), []),
    lint("warns of the default upgrade mode", () => warnings({ job: { upgradeMode: undefined } }), [
        `spec.job.upgradeMode is not set, so that every change of the job loses its state; set it to "last-state"`,
    ]),
    lint(
        "warns of state without high availability",
        () => warnings({ options: { "high-availability.type": "NONE" } }),
        [
            `spec.job.upgradeMode is "last-state", which without high availability keeps state through a change, but not through the loss of the JobManager; ${ha}`,
        ],
    ),
    lint(
        "warns of state on a pod's own disk",
        () =>
            warnings({
                options: { "state.checkpoints.dir": "file:///tmp/a", "high-availability.storageDir": "/tmp/b" },
            }),
        [
            `spec.flinkConfiguration["state.checkpoints.dir"] is lost with the pod unless a shared volume is mounted there, got "file:///tmp/a"; use an object store`,
            `spec.flinkConfiguration["high-availability.storageDir"] is lost with the pod unless a shared volume is mounted there, got "/tmp/b"; use an object store`,
        ],
    ),
    lint(
        "warns of secrets among the options, known or not",
        () =>
            warnings({
                options: {
                    "s3.secret-key": pulumi.secret("a"),
                    "security.ssl.internal.key-password": "b",
                    "s3.access-key": "c",
                    "kubernetes.secrets": "name:/path",
                    "security.delegation.tokens.enabled": "false",
                },
            }),
        ["s3.secret-key", "security.ssl.internal.key-password"].map(
            (key) =>
                `spec.flinkConfiguration["${key}"] should not hold a secret, as Flink's options are kept in a ConfigMap; give it to the job by an environment variable from a Secret`,
        ),
    ),
    lint(
        "warns of options that the job's Flink does not know",
        () => warnings({ options: { "execution.checkpointing.dir": "s3://a" } }),
        [
            `spec.flinkConfiguration["execution.checkpointing.dir"] has no meaning for Flink 1.18; use "state.checkpoints.dir"`,
        ],
    ),
    lint(
        "takes them in a newer Flink",
        () =>
            warnings({
                spec: { flinkVersion: "v1_20", image: "orders:1" },
                options: { "execution.checkpointing.dir": "s3://a" },
            }),
        [],
    ),
    lint(
        "warns of schedules that cannot be read",
        () =>
            warnings({
                options: {
                    "kubernetes.operator.periodic.savepoint.interval": "often",
                    "kubernetes.operator.periodic.checkpoint.interval": "0 * * * *",
                },
            }),
        [
            `spec.flinkConfiguration["kubernetes.operator.periodic.savepoint.interval"] must be a duration such as "1 h" or a cron expression of Quartz such as "0 0 * * * ?", got "often"`,
            `spec.flinkConfiguration["kubernetes.operator.periodic.checkpoint.interval"] must be a duration such as "1 h" or a cron expression of Quartz such as "0 0 * * * ?", got "0 * * * *"`,
        ],
    ),
    lint(
        "takes schedules of both forms",
        () =>
            warnings({
                options: {
                    "kubernetes.operator.periodic.savepoint.interval": "1 h",
                    "kubernetes.operator.periodic.checkpoint.interval": "0 0 * * * ?",
                },
            }),
        [],
    ),
    lint(
        "warns of Java options that replace the operator's",
        () =>
            warnings({
                spec: { flinkVersion: "v1_19", image: "a" },
                options: { "env.java.default-opts.all": "-Da=b" },
            }),
        [
            `spec.flinkConfiguration["env.java.default-opts.all"] must keep the options that Flink needs on Java 17, which it replaces; use "env.java.opts.all"`,
        ],
    ),
    lint(
        "takes Java options that hold the operator's",
        () =>
            warnings({
                spec: { flinkVersion: "v1_19", image: "a" },
                options: { "env.java.default-opts.all": addOpens },
            }),
        [],
    ),
    lint(
        "warns of an official image with another Flink",
        () => warnings({ spec: { image: "mirror.example.com:5000/library/flink:1.19.3-java17" } }),
        [
            `spec.image must have the Flink of spec.flinkVersion "v1_18", got "mirror.example.com:5000/library/flink:1.19.3-java17"`,
        ],
    ),
    lint("says nothing of other images", () => warnings({ spec: { image: "orders:2.0.1" } }), []),
    lint(
        "warns of containers that are merged by position",
        () =>
            warnings({
                spec: { podTemplate: containers("flink-main-container", "log") },
                taskManager: { podTemplate: containers("flink-main-container", "proxy") },
            }),
        [
            `spec.taskManager.podTemplate.spec.containers[1] is merged into spec.podTemplate.spec.containers[1], which has another name, for lists are merged by position; set "kubernetes.operator.pod-template.merge-arrays-by-name" to "true"`,
        ],
    ),
    lint(
        "says nothing where they are merged by name",
        () =>
            warnings({
                operator: { "kubernetes.operator.pod-template.merge-arrays-by-name": "true" },
                spec: { podTemplate: containers("log") },
                taskManager: { podTemplate: containers("proxy") },
            }),
        [],
    ),
    lint(
        "takes a spec whose values are all still promises",
        () => {
            const late = (text: string) => Promise.resolve(text);
            const spec = applicationSpec({
                options: {
                    "state.checkpoints.dir": late("s3://a"),
                    "kubernetes.operator.deployment.rollback.enabled": late("true"),
                },
                job: { jarURI: late("local:///a.jar") },
                spec: { image: late("flink:9.9") },
            });
            return lines(judgeFlinkDeployment("orders", spec, contextOf({})).problems);
        },
        [],
    ),
];
