import assert from "node:assert/strict";
import { formatFinding } from "../../../src/checks/findings";
import { aksFacts } from "../../../src/clusters/aks/cluster";
import { eksFacts } from "../../../src/clusters/eks/cluster";
import { gkeFacts } from "../../../src/clusters/gke/cluster";
import { localFacts } from "../../../src/clusters/local/cluster";
import type { ClusterFacts } from "../../../src/contracts/cluster";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { place as aksPlace } from "../../support/aks-mocks";
import { place as gkePlace } from "../../support/gke-mocks";

const operator = operatorFacts(operatorSettings());
const jar = "local:///opt/flink/usrlib/orders.jar";
const main = "flink-main-container";
const local = localFacts({});
const eks = eksFacts({ region: "eu-west-1" });
const gke = gkeFacts(gkePlace);
// Whether Flink in the image reaches the store is another question.
const aks: ClusterFacts = { ...aksFacts(aksPlace), flinkVersionProblem: () => undefined };

const check = (args: Partial<FlinkJobArgs>, cluster: ClusterFacts = local) =>
    checkFlinkApplication("orders", { namespace: "jobs", jar, ...args }, { operator, cluster }).findings.map(
        formatFinding,
    );
const options = (flinkConfiguration: Record<string, string>, cluster: ClusterFacts, flinkVersion = "1.20") =>
    check({ flinkConfiguration, flinkVersion }, cluster);
const env = (...names: string[]) => ({
    podTemplate: {
        spec: { containers: [{ name: main, env: names.map((name) => ({ name, value: "x" })) }] },
    },
});
const refused = (key: string, remedy: string) =>
    `FlinkApplication "orders": flinkConfiguration["${key}"] cannot be set here; ${remedy}`;
const otherBucket = (option: string) =>
    `the state store depends on it, so use "fs.s3a.bucket.<name>.${option}" and s3a:// paths for another bucket`;
const otherAccount = (option: string) =>
    `the state store depends on it, so use "fs.azure.${option}.<account>.dfs.core.windows.net" for another account`;
const rights = "the state store depends on it, so give the job's service account rights on another bucket";

describe("options that the state store depends on", () => {
    it("are refused on a local cluster, under every name and with the way for other stores", () =>
        assert.deepEqual(
            options(
                {
                    "s3.endpoint": "https://minio.example.com",
                    "s3.access-key": "AKIAEXAMPLE",
                    "fs.s3a.secret.key": "x",
                    "s3a.path-style-access": "true",
                    "presto.s3.credentials-provider": "x",
                    "fs.s3a.directory.marker.retention": "delete",
                    "security.delegation.token.provider.s3-hadoop.access-key": "x",
                },
                local,
            ),
            [
                refused("s3.endpoint", otherBucket("endpoint")),
                refused("s3.access-key", otherBucket("access-key")),
                refused("fs.s3a.secret.key", otherBucket("secret.key")),
                refused("s3a.path-style-access", otherBucket("path-style-access")),
                refused("presto.s3.credentials-provider", otherBucket("credentials-provider")),
                refused("fs.s3a.directory.marker.retention", otherBucket("directory.marker.retention")),
                refused("security.delegation.token.provider.s3-hadoop.access-key", "the state store depends on it"),
            ],
        ));

    it("are refused on EKS", () =>
        assert.deepEqual(
            options(
                {
                    "s3.endpoint": "https://minio.example.com",
                    "s3.aws.credentials.provider": "x",
                    "s3.upload-acl-type": "PRIVATE",
                    "s3.iam-role": "x",
                },
                eks,
            ),
            [
                refused("s3.endpoint", otherBucket("endpoint")),
                refused("s3.aws.credentials.provider", otherBucket("aws.credentials.provider")),
                refused("s3.upload-acl-type", otherBucket("upload-acl-type")),
                refused("s3.iam-role", otherBucket("iam-role")),
            ],
        ));

    it("are refused on GKE", () =>
        assert.deepEqual(options({ "gs.auth.type": "x", "gs.create.items.conflict.check.enable": "true" }, gke), [
            refused("gs.auth.type", rights),
            refused("gs.create.items.conflict.check.enable", rights),
        ]));

    it("are refused on AKS", () =>
        assert.deepEqual(
            options(
                {
                    "fs.azure.account.auth.type": "SharedKey",
                    "azure.account.key": "x",
                    "fs.azure.account.oauth2.client.id": "x",
                },
                aks,
            ),
            [
                refused("fs.azure.account.auth.type", otherAccount("account.auth.type")),
                refused("azure.account.key", otherAccount("account.key")),
                refused("fs.azure.account.oauth2.client.id", otherAccount("account.oauth2.client.id")),
            ],
        ));

    it("are free for other stores, and in other plugins", () => {
        const bucket = { "fs.s3a.bucket.other.access.key": "x", "fs.s3a.bucket.other.endpoint": "x" };
        assert.deepEqual(options({ ...bucket, "s3.entropy.key": "_e_", "s3.connection.maximum": "9" }, local), []);
        assert.deepEqual(options(bucket, eks), []);
        assert.deepEqual(options({ "s3.access-key": "x", "s3.endpoint": "x" }, gke), []);
        assert.deepEqual(options({ "fs.azure.account.key.other.dfs.core.windows.net": "x" }, aks), []);
    });

    it("are refused where one continues the platform's on Flink 2, in the first round and at the user's own", () => {
        const other = "fs.azure.account.auth.type.other.dfs.core.windows.net";
        assert.deepEqual(options({ [other]: "SharedKey" }, aks, "2.2"), [
            `FlinkApplication "orders": flinkConfiguration["${other}"] cannot be combined with "fs.azure.account.auth.type" of the platform from Flink 2.0 on; remove it`,
        ]);
        assert.deepEqual(options({ "s3.endpoint.region": "eu-west-1" }, local, "2.2"), [
            refused("s3.endpoint.region", otherBucket("endpoint.region")),
        ]);
    });
});

describe("variables that the platform needs", () => {
    const dependent = (path: string, name: string) =>
        `FlinkApplication "orders": ${path} cannot set ${name} here, as the state store depends on it; remove it`;
    const variable = (index: number) => `podTemplate.spec.containers[0].env[${index}]`;

    it("are refused in the pod template: that which enables plugins, everywhere", () => {
        for (const cluster of [local, eks, gke, aks]) {
            assert.deepEqual(check({ ...env("LEVEL", "ENABLE_BUILT_IN_PLUGINS"), flinkVersion: "1.20" }, cluster), [
                `FlinkApplication "orders": ${variable(1)} cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins`,
            ]);
        }
    });

    for (const [name, cluster, names] of [
        ["local", local, ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]],
        ["eks", eks, ["AWS_ROLE_ARN", "AWS_ACCESS_KEY_ID"]],
        ["gke", gke, ["GOOGLE_APPLICATION_CREDENTIALS"]],
        ["aks", aks, ["AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"]],
    ] as const) {
        it(`are refused on ${name}`, () =>
            assert.deepEqual(
                check({ ...env(...names), flinkVersion: "1.20" }, cluster),
                names.map((variableName, index) => dependent(variable(index), variableName)),
            ));
    }

    it("are refused in the template of a process", () => {
        const { podTemplate } = env("LEVEL", "AWS_ACCESS_KEY_ID", "ENABLE_BUILT_IN_PLUGINS");
        assert.deepEqual(check({ jobManager: { podTemplate }, taskManager: { podTemplate } }), [
            dependent("jobManager.podTemplate.spec.containers[0].env[1]", "AWS_ACCESS_KEY_ID"),
            'FlinkApplication "orders": jobManager.podTemplate.spec.containers[0].env[2] cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins',
            dependent("taskManager.podTemplate.spec.containers[0].env[1]", "AWS_ACCESS_KEY_ID"),
            'FlinkApplication "orders": taskManager.podTemplate.spec.containers[0].env[2] cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins',
        ]);
    });

    it("are refused in options that set variables", () =>
        assert.deepEqual(
            check({
                flinkConfiguration: {
                    "containerized.master.env.AWS_ACCESS_KEY_ID": "x",
                    "containerized.taskmanager.env.ENABLE_BUILT_IN_PLUGINS": "x",
                    "containerized.taskmanager.env.LEVEL": "x",
                    "kubernetes.env.secretKeyRef": "env:LEVEL,secret:a,key:b;env:AWS_SECRET_ACCESS_KEY,secret:a,key:b",
                },
            }),
            [
                dependent('flinkConfiguration["containerized.master.env.AWS_ACCESS_KEY_ID"]', "AWS_ACCESS_KEY_ID"),
                `FlinkApplication "orders": flinkConfiguration["containerized.taskmanager.env.ENABLE_BUILT_IN_PLUGINS"] cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins`,
                dependent('flinkConfiguration["kubernetes.env.secretKeyRef"]', "AWS_SECRET_ACCESS_KEY"),
            ],
        ));

    it("are free in other containers", () =>
        assert.deepEqual(
            check({
                podTemplate: {
                    spec: {
                        containers: [{ name: "proxy", image: "p:1", env: [{ name: "AWS_ACCESS_KEY_ID", value: "x" }] }],
                    },
                },
            }),
            [],
        ));
});

describe("pod templates of an application", () => {
    it("are judged in the user's own paths", () =>
        assert.deepEqual(
            check({
                podTemplate: {
                    spec: {
                        containers: [
                            { name: "proxy", volumeMounts: [{ name: "tmp", mountPath: "/x" }] },
                            {
                                name: main,
                                volumeMounts: [
                                    { name: "own", mountPath: "/opt/flink/conf" },
                                    { name: "log", mountPath: "/y" },
                                ],
                            },
                        ],
                    },
                },
            }),
            [
                `FlinkApplication "orders": podTemplate.spec.containers[0] must have an image; Flink's own container is "flink-main-container", got "proxy"`,
                `FlinkApplication "orders": podTemplate.spec.containers[1].volumeMounts[0].mountPath cannot be "/opt/flink/conf", where Flink mounts its configuration; use flinkConfiguration for options, or mount it elsewhere`,
                `FlinkApplication "orders": podTemplate.spec.containers[1].volumeMounts[0].name must be a volume of the pod, got "own"; add it to volumes`,
            ],
        ));

    it("are judged by process, each in its own path", () =>
        assert.deepEqual(
            check({
                podTemplate: {
                    spec: {
                        containers: [
                            { name: "proxy", image: "proxy:1" },
                            { name: main, volumeMounts: [{ name: "own", mountPath: "/x" }] },
                        ],
                    },
                },
                jobManager: {
                    podTemplate: {
                        spec: { containers: [{ name: "proxy" }], volumes: [{ name: "own", emptyDir: {} }] },
                    },
                },
                taskManager: {
                    podTemplate: {
                        spec: {
                            containers: [
                                { name: "worker" },
                                { name: main, volumeMounts: [{ name: "tmp", mountPath: "/opt/flink/conf" }] },
                            ],
                            volumes: [{ name: "log", configMap: { name: "log4j" } }],
                        },
                    },
                },
            }),
            [
                'FlinkApplication "orders": taskManager.podTemplate.spec.volumes[0] must not be a configMap, as Flink writes to /opt/flink/log; give it another name',
                `FlinkApplication "orders": taskManager.podTemplate.spec.containers[0] must have an image; Flink's own container is "flink-main-container", got "worker"`,
                `FlinkApplication "orders": podTemplate.spec.containers[1].volumeMounts[0].name must be a volume of the pods of both processes, got "own"; add it to volumes`,
                'FlinkApplication "orders": taskManager.podTemplate.spec.containers[1].volumeMounts[0].mountPath cannot be "/opt/flink/conf", where Flink mounts its configuration; use flinkConfiguration for options, or mount it elsewhere',
            ],
        ));

    it("get no warnings of lists that the package merges by name", () => {
        const template = (name: string, key: string) => ({
            spec: {
                tolerations: [{ key, operator: "Exists" }],
                containers: [{ name: main, env: [{ name, value: "1" }] }],
                imagePullSecrets: [{ name }],
            },
        });
        const job = { namespace: "jobs", jar, podTemplate: template("a", "team") };
        const { findings, hints } = checkFlinkApplication(
            "orders",
            { ...job, taskManager: { podTemplate: template("b", "spot") } },
            { operator, cluster: local },
        );
        assert.deepEqual([findings, hints], [[], []]);
    });

    it("may not put what cannot be written to in the place of the platform's volumes", () =>
        assert.deepEqual(
            check({
                podTemplate: { spec: { containers: [], volumes: [{ name: "log", configMap: { name: "log4j" } }] } },
            }),
            [
                'FlinkApplication "orders": podTemplate.spec.volumes[0] must not be a configMap, as Flink writes to /opt/flink/log; give it another name',
            ],
        ));

    it("may have the operator's example: a sidecar that reads a log folder of its own", () => {
        const logs = [{ name: "flink-logs", mountPath: "/opt/flink/log" }];
        const containers = [
            { name: main, volumeMounts: logs },
            { name: "fluentbit", image: "fluent/fluent-bit:1.8", volumeMounts: logs },
        ];
        const volumes = [{ name: "flink-logs", emptyDir: {} }];
        assert.deepEqual(check({ podTemplate: { spec: { containers, volumes } } }), []);
    });
});

describe("jars that Flink fetches", () => {
    it("are refused in the words of the arguments", () =>
        assert.deepEqual(check({ flinkVersion: "1.17", jar: "s3://jars/orders.jar" }), [
            `FlinkApplication "orders": jar must be local:// for Flink before 1.19 or an operator before 1.10.0, got "s3://jars/orders.jar"`,
        ]));
});
