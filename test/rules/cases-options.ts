import { lint } from "./rule-case";
import {
    application,
    applicationSpec,
    contextOf,
    lines,
    sessionCluster,
    warnings,
    without,
    type Change,
} from "./subjects";
import { judgeFlinkDeployment } from "../../src/rules/flink-deployment";

const storageDir = "high-availability.storageDir";
const needsFolder = `needs "high-availability.storageDir"; set it to a folder that outlives the pods`;
const option = (key: string, problem: string) => `spec.flinkConfiguration["${key}"] ${problem}`;

export const highAvailabilityCases = [
    lint("rejects high availability without a folder", () => application({ options: without(storageDir) }), [
        option("high-availability.type", needsFolder),
    ]),
    lint(
        "rejects it under each of its names, for session clusters too",
        () => [
            ...sessionCluster({
                options: {
                    ...without(storageDir),
                    "high-availability.type":
                        "org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory",
                },
            }),
            ...sessionCluster({
                spec: { flinkConfiguration: { "high-availability": "kubernetes" } },
            }),
        ],
        [option("high-availability.type", needsFolder), option("high-availability", needsFolder)],
    ),
    lint(
        "names the key that is not known",
        () => application({ options: { ...without(storageDir), "high-availability.storage.dir": "s3://a" } }),
        [option("high-availability.storage.dir", `is not known to Flink; use "high-availability.storageDir"`)],
    ),
    lint(
        "takes one that is off, is not known yet or has its folder under an old name",
        () => [
            ...sessionCluster({ options: { ...without(storageDir), "high-availability.type": "NONE" } }),
            ...sessionCluster({
                options: { ...without(storageDir), "high-availability.type": Promise.resolve("kubernetes") },
            }),
            ...sessionCluster({
                spec: {
                    flinkConfiguration: {
                        "high-availability.type": "zookeeper",
                        "high-availability.zookeeper.storageDir": "s3://a",
                    },
                },
            }),
        ],
        [],
    ),
];

const inImage = (uri: string) =>
    `spec.job.jarURI must be local:// for Flink before 1.19 or an operator before 1.10.0, got "${uri}"`;
const remote = "https://jars.example.com/orders.jar";
const newer = { spec: { flinkVersion: "v1_19", image: "orders:1" } };

export const jarCases = [
    lint(
        "rejects a remote jar where Flink fetches none",
        () => application({ spec: { flinkVersion: "v1_17" }, job: { jarURI: remote } }),
        [inImage(remote)],
    ),
    lint(
        "rejects it where the operator's own Flink refuses it",
        () => application({ ...newer, release: "1.7.0", job: { jarURI: "s3://jars/orders.jar" } }),
        [inImage("s3://jars/orders.jar")],
    ),
    lint(
        "takes it from Flink 1.19 and operator 1.10 on",
        () => application({ ...newer, release: "1.10.0", job: { jarURI: remote } }),
        [],
    ),
    lint(
        "rejects plain HTTP, which Flink does not fetch by, unless it is told to",
        () => [
            ...application({ ...newer, job: { jarURI: "http://jars/orders.jar" } }),
            ...application({
                ...newer,
                job: { jarURI: "http://jars/orders.jar" },
                options: { "user.artifacts.raw-http-enabled": "true" },
            }),
        ],
        [
            `spec.job.jarURI must not be fetched without encryption, got "http://jars/orders.jar"; use https://, or set "user.artifacts.raw-http-enabled" to "true"`,
        ],
    ),
];

const ofAll = "env.java.opts.all";
const ofEach = `use "env.java.opts.jobmanager" and "env.java.opts.taskmanager"`;
const replaced = option(
    ofAll,
    `must keep the options that Flink needs on Java 17, which it replaces; ${ofEach}, or add those`,
);
const operator = {
    "kubernetes.operator.default-configuration.flink-version.v1_18.env.java.opts.all":
        "--add-opens=java.base/java.util=ALL-UNNAMED",
};
const java = (options: Change["options"], spec: Change["spec"] = {}) => warnings({ operator, options, spec });

export const javaCases = [
    lint("warns of Java options of Flink 1.18 that are replaced", () => java({ [ofAll]: "-XX:+UseG1GC" }), [replaced]),
    lint("warns of those of 1.18 that have no effect", () => java({ "env.java.opts": "-XX:+UseG1GC" }), [
        option("env.java.opts", `has no effect, for "env.java.opts.all" is set; ${ofEach}`),
    ]),
    lint(
        "takes those that add the operator's, and those of each process",
        () =>
            java({
                [ofAll]: "-XX:+UseG1GC --add-opens=java.base/java.util=ALL-UNNAMED",
                "env.java.opts.jobmanager": "-Da=b",
                "env.java.opts.taskmanager": "-Da=b",
            }),
        [],
    ),
    lint(
        "says nothing for images with Java 8 or 11",
        () => [
            ...java({ [ofAll]: "-XX:+UseG1GC" }, { image: "flink:1.18.1-java11" }),
            ...java({ "env.java.opts": "-XX:+UseG1GC" }, { image: "flink:1.18.1-scala_2.12-java8" }),
        ],
        [],
    ),
    lint(
        "says nothing of other versions, which have options of their own or Java 11",
        () => [
            ...java({ [ofAll]: "-XX:+UseG1GC" }, { flinkVersion: "v1_17", image: "orders:1" }),
            ...java({ [ofAll]: "-XX:+UseG1GC" }, { flinkVersion: "v1_20", image: "orders:1" }),
            ...java({ "env.java.opts": "-XX:+UseG1GC" }, { flinkVersion: "v1_20", image: "orders:1" }),
        ],
        [],
    ),
];

const onFlink2 = (options: Change["options"], more: Change = {}) =>
    application({
        ...more,
        spec: {
            flinkVersion: "v2_2",
            image: "orders:1",
            flinkConfiguration: {
                "execution.checkpointing.dir": "s3://state/checkpoints",
                "execution.checkpointing.savepoint-dir": "s3://state/savepoints",
                ...options,
            },
        },
    });
const overlaps = (key: string, other: string, remedy: string) =>
    option(key, `cannot be combined with "${other}" from Flink 2.0 on; ${remedy}`);

export const overlapCases = [
    lint(
        "names the newer key",
        () =>
            onFlink2({
                "restart-strategy": "fixed-delay",
                "restart-strategy.fixed-delay.attempts": 3,
                "env.java.opts": "-Da=b",
                "env.java.opts.taskmanager": "-Da=b",
            }),
        [
            overlaps("restart-strategy", "restart-strategy.fixed-delay.attempts", `use "restart-strategy.type"`),
            overlaps("env.java.opts", "env.java.opts.taskmanager", `use "env.java.opts.all"`),
        ],
    ),
    lint(
        "names the newer key at the longer one where that is the old one",
        () =>
            onFlink2({
                "metrics.scope.jm": "<host>",
                "metrics.scope.jm.job": "<host>.<job_name>",
                "metrics.scope.tm": "<host>",
                "metrics.scope.tm.job": "<host>.<job_name>",
            }),
        [
            overlaps("metrics.scope.jm.job", "metrics.scope.jm", `use "metrics.scope.jm-job"`),
            overlaps("metrics.scope.tm.job", "metrics.scope.tm", `use "metrics.scope.tm-job"`),
        ],
    ),
    lint(
        "leaves the choice where both keys are new",
        () => onFlink2({ "s3.endpoint": "a", "s3.endpoint.region": "b" }),
        [overlaps("s3.endpoint", "s3.endpoint.region", "remove one of them")],
    ),
    lint(
        "stands at the resource's own key where the other one is the operator's or the platform's",
        () => [
            ...onFlink2({ "s3.endpoint.region": "b" }, { operator: { "s3.endpoint": "a" } }),
            ...lines(
                judgeFlinkDeployment(
                    "orders",
                    applicationSpec({
                        spec: { flinkVersion: "v2_2", image: "orders:1" },
                        options: { "s3.endpoint": "a", "s3.endpoint.region": "b" },
                    }),
                    { ...contextOf({}), platform: { options: ["s3.endpoint"], volumes: [], mergesTemplates: true } },
                ).problems,
            ),
        ],
        [
            option(
                "s3.endpoint.region",
                `cannot be combined with "s3.endpoint" of the operator's configuration from Flink 2.0 on; remove it`,
            ),
            option(
                "s3.endpoint.region",
                `cannot be combined with "s3.endpoint" of the platform from Flink 2.0 on; remove it`,
            ),
        ],
    ),
];
