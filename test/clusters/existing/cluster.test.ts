import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ExistingClusterArgs, ExistingStateStoreArgs } from "../../../src/clusters/existing/args";
import { ExistingCluster, checkExistingCluster, existingFacts } from "../../../src/clusters/existing/cluster";
import { formatFinding } from "../../../src/checks/findings";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkDeployment } from "../../../src/jobs/deployment/deployment";
import { FlinkPlatform } from "../../../src/platform/platform";
import { modes, named, only, record, valueOf } from "../../support/record";
import { unreachableKubeconfig as kubeconfig } from "../../support/unreachable-kubeconfig";
import { warningsOf } from "../../support/warnings";

const s3: ExistingStateStoreArgs = { kind: "s3", bucket: "acme-state" };
const jar = "local:///opt/flink/usrlib/orders.jar";

const make = (args: Partial<ExistingClusterArgs> = {}) =>
    new ExistingCluster("prod", { kubeconfig, stateStore: s3, ...args });

/** A job `orders` on a cluster. */
const job = (args: Partial<ExistingClusterArgs>) => {
    const platform = new FlinkPlatform("flink", { cluster: make(args) });
    new FlinkApplication("orders", { platform, namespace: "shop", jar });
};

const findings = (args: Partial<ExistingClusterArgs>) =>
    checkExistingCluster("prod", { kubeconfig, stateStore: s3, ...args }).map(formatFinding);
const storeFindings = (stateStore: object) =>
    findings({ stateStore: stateStore as ExistingStateStoreArgs }).map((text) =>
        text.replace('ExistingCluster "prod": stateStore', ""),
    );

describe("ExistingCluster", () => {
    for (const { title, preview } of modes) {
        it(`registers its provider and nothing else, ${title}`, async () => {
            const resources = await record(() => make(), { preview });
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "flink-platform:existing:ExistingCluster prod",
                "pulumi:providers:kubernetes prod-kubernetes",
            ]);
        });
    }

    it("takes the kubeconfig of another stack, unknown or not, and keeps it secret", async () => {
        for (const preview of [true, false]) {
            const resources = await record(
                () => {
                    const clusters = new pulumi.StackReference("acme/clusters/prod");
                    make({ kubeconfig: clusters.requireOutput("kubeconfig") as pulumi.Output<string> });
                },
                {
                    preview,
                    results: {
                        "pulumi:pulumi:StackReference": () => ({
                            outputs: { kubeconfig },
                            secretOutputNames: ["kubeconfig"],
                        }),
                    },
                },
            );
            const { inputs, secretInputs } = only(resources, "pulumi:providers:kubernetes");
            assert.deepEqual(secretInputs, ["kubeconfig"]);
            assert.equal(JSON.parse(inputs.kubeconfig)["current-context"], "dev");
        }
    });

    it("is told from other clusters by its name, or by the one that it is given", async () => {
        for (const [clusterName, expected] of [
            [undefined, "prod"],
            ["rke2-one", "rke2-one"],
        ] as const) {
            const resources = await record(() => {
                const { labels } = make({ clusterName, region: "our-rooms" });
                assert.deepEqual(labels, { cloud: "existing", region: "our-rooms", cluster: expected });
            });
            assert.equal(only(resources, "pulumi:providers:kubernetes").inputs.clusterIdentifier, expected);
        }
    });

    it("puts the operator and the jobs where they may run", async () => {
        const resources = await record(() =>
            job({
                placement: {
                    nodeSelector: { pool: "flink" },
                    tolerations: [{ key: "workload", value: "flink", effect: "NoSchedule" }],
                },
                nodes: { taskManager: { tolerations: [{ key: "batch", effect: "NoExecute" }] } },
            }),
        );
        const shared = {
            nodeSelector: { pool: "flink" },
            tolerations: [{ key: "workload", operator: "Equal", value: "flink", effect: "NoSchedule" }],
        };
        const operator = named(resources, "flink-operator-deployment").inputs.spec.template.spec;
        assert.deepEqual(operator.nodeSelector, shared.nodeSelector);
        assert.deepEqual(operator.tolerations, shared.tolerations);
        const { jobManager, taskManager } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment")
            .inputs.spec;
        assert.deepEqual(jobManager.podTemplate.spec, { containers: [], ...shared });
        assert.deepEqual(taskManager.podTemplate.spec, {
            containers: [],
            nodeSelector: {},
            tolerations: [{ key: "batch", operator: "Exists", effect: "NoExecute" }],
        });
    });

    it("lets the operator and every job pull from registries that ask for credentials", async () => {
        const resources = await record(() => job({ imagePullSecrets: ["registry"] }));
        const operator = named(resources, "flink-operator-deployment").inputs.spec.template.spec;
        assert.deepEqual(operator.imagePullSecrets, [{ name: "registry" }]);
        const account = named(resources, "flink-jobs-shop-service-account").inputs;
        assert.deepEqual(account.imagePullSecrets, [{ name: "registry" }]);
    });

    it("says nothing of pull secrets where there are none", async () => {
        const resources = await record(() => job({}));
        assert.equal("imagePullSecrets" in named(resources, "flink-jobs-shop-service-account").inputs, false);
    });

    it("has the class, the labels of namespaces and the architecture that it is told", async () => {
        await record(async () => {
            const cluster = make({
                storageClassName: "longhorn",
                namespaceLabels: { team: "shop" },
                placement: { architecture: "arm64" },
            });
            assert.equal(await valueOf(cluster.storageClassName ?? pulumi.output("")), "longhorn");
            assert.deepEqual(cluster.namespaceLabels, { team: "shop" });
            assert.equal(cluster.nodes.jobManager.architecture, "arm64");
        });
    });

    it("warns of a Kubernetes that the package does not know yet", async () =>
        assert.deepEqual(await warningsOf(() => make({ kubernetesVersion: "1.38" })), [
            'ExistingCluster "prod": kubernetesVersion is newer than 1.37, the newest that this release of the package knows, got "1.38"',
        ]));
});

describe("the state store of an existing cluster", () => {
    const of = async (stateStore: ExistingStateStoreArgs, flinkVersion = "2.2.1") => {
        let found: object = {};
        await record(async () => {
            const cluster = make({ stateStore });
            const { uri, files, plugin } = cluster.stateStore;
            const access = { namespace: "shop", serviceAccount: "flink", statePrefix: "shop" };
            const { serviceAccountAnnotations, podLabels, env } = cluster.bindServiceAccount(
                "shop",
                { ...access, access: ["state:readWrite"] },
                {},
            );
            assert.deepEqual(cluster.bindServiceAccount("logs", { ...access, access: ["logs:write"] }, {}).env, []);
            found = {
                uris: [await valueOf(uri), await valueOf(files.uri)],
                plugins: [plugin, files.plugin],
                options: cluster.stateStore.flinkConfiguration(flinkVersion),
                binding: { serviceAccountAnnotations, podLabels, env },
            };
        });
        return found;
    };
    const nothing = { serviceAccountAnnotations: {}, podLabels: {}, env: [] };
    const s3Plugins = ["flink-s3-fs-presto", "flink-s3-fs-hadoop"];
    const ofKey = (name: string, secretKey = name) => ({ name, secretName: "flink-state", secretKey });

    it("is a bucket of an S3 service, with keys of the namespace's own Secret", async () =>
        assert.deepEqual(
            await of({
                kind: "s3",
                bucket: "state",
                prefix: "flink/prod",
                endpoint: "https://minio.storage.svc:9000",
                secret: { name: "flink-state", accessKeyIdKey: "user" },
            }),
            {
                uris: ["s3p://state/flink/prod", "s3a://state/flink/prod"],
                plugins: s3Plugins,
                options: {
                    "s3.endpoint": "https://minio.storage.svc:9000",
                    "s3.path.style.access": "true",
                    "s3.directory.marker.retention": "keep",
                },
                binding: { ...nothing, env: [ofKey("AWS_ACCESS_KEY_ID", "user"), ofKey("AWS_SECRET_ACCESS_KEY")] },
            },
        ));

    it("is a bucket of AWS, with the role of an annotation", async () => {
        const serviceAccountAnnotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/flink" };
        assert.deepEqual(await of({ ...s3, serviceAccountAnnotations }), {
            uris: ["s3p://acme-state", "s3a://acme-state"],
            plugins: s3Plugins,
            options: {
                "s3.directory.marker.retention": "keep",
                "presto.s3.upload-acl-type": "BUCKET_OWNER_FULL_CONTROL",
                "fs.s3a.aws.credentials.provider": "com.amazonaws.auth.DefaultAWSCredentialsProviderChain",
            },
            binding: { ...nothing, serviceAccountAnnotations },
        });
    });

    it("is a bucket of Cloud Storage, with the identity that pods have anyway", async () => {
        const { options, ...rest } = (await of({ kind: "gs", bucket: "acme_state" })) as { options: object };
        assert.deepEqual(rest, {
            uris: ["gs://acme_state", "gs://acme_state"],
            plugins: ["flink-gs-fs-hadoop", "flink-gs-fs-hadoop"],
            binding: nothing,
        });
        assert.equal(Object.keys(options).length, 4);
    });

    const azure = { kind: "abfss", account: "acmestate", container: "flink" } as const;
    const inAzure = {
        uris: ["abfss://flink@acmestate.dfs.core.windows.net", "abfss://flink@acmestate.dfs.core.windows.net"],
        plugins: ["flink-azure-fs-hadoop", "flink-azure-fs-hadoop"],
    };

    it("is a container of Azure, with the account's key, which no configuration shows", async () =>
        assert.deepEqual(await of({ ...azure, secret: { name: "flink-state" } }), {
            ...inAzure,
            options: {
                "fs.azure.data.blocks.buffer": "array",
                "fs.azure.account.auth.type": "SharedKey",
                "fs.azure.account.key": "${env.AZURE_STORAGE_KEY}",
            },
            binding: { ...nothing, env: [ofKey("AZURE_STORAGE_KEY")] },
        }));

    it("is a container of Azure, with the node's identity and options of the user's own", async () =>
        assert.deepEqual(await of({ ...azure, flinkConfiguration: { "fs.azure.account.hns.enabled": "true" } }), {
            ...inAzure,
            options: {
                "fs.azure.data.blocks.buffer": "array",
                "fs.azure.account.auth.type": "OAuth",
                "fs.azure.account.oauth.provider.type": "org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider",
                "fs.azure.account.hns.enabled": "true",
            },
            binding: nothing,
        }));

    it("is a container of Azure, with labels and annotations of an identity", async () => {
        const identity = {
            serviceAccountAnnotations: { "azure.workload.identity/client-id": "6b1f" },
            podLabels: { "azure.workload.identity/use": "true" },
        };
        assert.deepEqual(await of({ ...azure, ...identity }), {
            ...inAzure,
            options: { "fs.azure.data.blocks.buffer": "array" },
            binding: { ...nothing, ...identity },
        });
    });

    it("may be none, for FlinkDeployments that keep their state elsewhere", async () => {
        const deployment = () => {
            const platform = new FlinkPlatform("flink", { cluster: make({ stateStore: { kind: "none" } }) });
            new FlinkDeployment("orders", {
                platform,
                metadata: { namespace: "shop" },
                spec: {
                    image: "flink:2.2.1-java17",
                    flinkVersion: "v2_2",
                    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
                    taskManager: { resource: { memory: "2048m", cpu: 1 } },
                    job: { jarURI: jar, parallelism: 1, upgradeMode: "stateless" },
                },
            });
        };
        const { spec } = only(await record(deployment), "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
        assert.equal(spec.serviceAccount, "flink");
    });

    it("is what an application needs", async () => {
        const problem =
            'FlinkApplication "orders": needs a state store, which its cluster does not have (stateStore.kind none); name one there, or use FlinkDeployment';
        await assert.rejects(
            record(() => job({ stateStore: { kind: "none" } })),
            { message: problem },
        );
        const { missingStateStore } = existingFacts({ kubeconfig, stateStore: { kind: "none" } });
        assert.equal(`FlinkApplication "orders": ${missingStateStore}`, problem);
    });

    it("is refused where its parts do not fit its kind", () => {
        assert.deepEqual(storeFindings({}), ['.kind must be one of "s3", "gs", "abfss", "none", got "nothing"']);
        assert.deepEqual(storeFindings({ kind: "file" }), [
            '.kind must be one of "s3", "gs", "abfss", "none", got "file"',
        ]);
        assert.deepEqual(storeFindings({ kind: "s3" }), ['.bucket is required for kind "s3"; name it']);
        assert.deepEqual(storeFindings({ kind: "abfss", bucket: "b-1" }), [
            '.account is required for kind "abfss"; name it',
            '.container is required for kind "abfss"; name it',
            '.bucket cannot be combined with kind "abfss", got "b-1"; remove one of them',
        ]);
        assert.deepEqual(storeFindings({ kind: "none", prefix: "flink" }), [
            '.prefix cannot be combined with kind "none", got "flink"; remove one of them',
        ]);
        assert.deepEqual(storeFindings({ kind: "gs", bucket: "state", secret: { name: "key" } }), [
            ".secret cannot hold the key of a Google service account, which Flink reads from a file; mount it by podTemplate and name it in GOOGLE_APPLICATION_CREDENTIALS, or use serviceAccountAnnotations",
        ]);
        assert.deepEqual(
            storeFindings({ ...s3, secret: { name: "Flink" }, serviceAccountAnnotations: { "a/b": "c" } }),
            [
                ".serviceAccountAnnotations cannot be combined with stateStore.secret; remove one of them",
                '.secret.name must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "Flink"',
            ],
        );
    });

    it("is refused where a name has another form, and taken as it is where it is not known yet", () => {
        assert.deepEqual(storeFindings({ kind: "s3", bucket: pulumi.output("S3://") }), []);
        assert.deepEqual(
            storeFindings({ kind: "s3", bucket: "s3://state", prefix: "/flink/", endpoint: "minio:9000" }),
            [
                '.bucket must be lower-case letters, digits, "-" and ".", at least 3, with a letter or digit at each end, got "s3://state"',
                '.prefix must be folders with "/" between them, such as flink/prod, got "/flink/"',
                '.endpoint must be a URL without a path, such as https://minio.storage.svc:9000, got "minio:9000"',
            ],
        );
        assert.deepEqual(storeFindings({ kind: "abfss", account: "acme.dfs.core.windows.net", container: "Flink" }), [
            '.account must be 3 to 24 lower-case letters and digits, got "acme.dfs.core.windows.net"',
            '.container must be 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end, got "Flink"',
        ]);
    });
});

describe("checkExistingCluster", () => {
    it("reports everything at once", () =>
        assert.deepEqual(
            findings({
                kubeconfig: "/nowhere",
                kubernetesVersion: "1.2",
                storageClassName: "",
                imagePullSecrets: ["ok", "Not OK"],
                placement: {
                    tolerations: [{ key: "", operator: "Exists", value: "x", effect: "Never" as "NoExecute" }],
                },
                nodes: { jobManager: { architecture: "x86" as "amd64" } },
            }),
            [
                'kubeconfig must be a kubeconfig or the path of a file that can be read, got "/nowhere"',
                'kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "1.2"',
                'storageClassName must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got ""',
                'imagePullSecrets[1] must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "Not OK"',
                'placement.tolerations[0].key is empty, got ""; name the key of a taint',
                'placement.tolerations[0].effect must be one of "NoSchedule", "PreferNoSchedule", "NoExecute", got "Never"',
                'placement.tolerations[0].value cannot be combined with operator Exists, got "x"; remove one of them',
                'nodes.jobManager.architecture must be one of "amd64", "arm64", "any", got "x86"',
            ].map((problem) => `ExistingCluster "prod": ${problem}`),
        ));
});
