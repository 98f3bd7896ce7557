import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { LocalCluster, checkLocalCluster, type LocalClusterArgs } from "../../../src/clusters/local/cluster";
import { modes, named, only, record, valueOf } from "../../support/record";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";
import { warningsOf } from "../../support/warnings";

/** Binds the jobs of a namespace as the platform does. */
const bind = (cluster: LocalCluster, namespace: string) =>
    cluster.bindServiceAccount(
        `${namespace}-state`,
        { namespace, serviceAccount: "flink", access: ["state:readWrite"], statePrefix: namespace },
        { provider: cluster.provider },
    );

/** What the API server adds to a claim. */
const claimMade = (spec: object) => (args: pulumi.runtime.MockResourceArgs) => ({
    metadata: { ...args.inputs.metadata, uid: "9c5a" },
    spec: { ...args.inputs.spec, ...spec },
});

describe("LocalCluster", () => {
    let folder: string;
    let kubeconfig: string;
    let sample: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "local-cluster-"));
        kubeconfig = path.join(folder, "config");
        sample = path.join(folder, "sample.txt");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
        fs.writeFileSync(sample, "to be or not to be");
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    for (const { title, preview } of modes) {
        it(`registers its provider and the volume of its object store ${title}`, async () => {
            const resources = await record(() => new LocalCluster("laptop", { kubeconfig }), { preview });
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "flink-platform:local:LocalCluster laptop",
                "flink-platform:local:LocalObjectStore laptop-object-store",
                "kubernetes:core/v1:Namespace laptop-object-store-namespace",
                "kubernetes:core/v1:PersistentVolumeClaim laptop-object-store-volume",
                "pulumi:providers:kubernetes laptop-kubernetes",
            ]);
        });
    }

    it("takes a Kubernetes version that it does not know yet, with a warning", async () => {
        const warnings = (kubernetesVersion: string) =>
            warningsOf(() => new LocalCluster("laptop", { kubeconfig, kubernetesVersion }));
        assert.deepEqual(await warnings("1.37"), []);
        assert.deepEqual(await warnings("1.38"), [
            'LocalCluster "laptop": kubernetesVersion is newer than 1.37, the newest that this release of the package knows, got "1.38"',
        ]);
    });

    it("makes its provider from inputs alone, with the kubeconfig as a secret", async () => {
        const resources = await record(() => new LocalCluster("laptop", { kubeconfig }));
        const provider = only(resources, "pulumi:providers:kubernetes");
        assert.equal(provider.inputs.clusterIdentifier, "dev");
        assert.equal(provider.inputs.enableConfigMapMutable, "true");
        assert.equal(provider.inputs.enableSecretMutable, "true");
        assert.deepEqual(provider.secretInputs, ["kubeconfig"]);
        assert.equal(provider.parent, "laptop");
    });

    it("takes a kubeconfig's content", async () => {
        const resources = await record(() => new LocalCluster("laptop", { kubeconfig: unreachableKubeconfig }));
        const { inputs } = only(resources, "pulumi:providers:kubernetes");
        assert.deepEqual([inputs.clusterIdentifier, JSON.parse(inputs.kubeconfig)["current-context"]], ["dev", "dev"]);
    });

    for (const { title, preview } of modes) {
        it(`takes a kubeconfig that another resource supplies, ${title}, as a secret`, async () => {
            const resources = await record(
                () => {
                    const cluster = new LocalCluster("laptop", { kubeconfig: pulumi.output(unreachableKubeconfig) });
                    assert.equal(cluster.labels.cluster, "laptop");
                },
                { preview },
            );
            const { inputs, secretInputs } = only(resources, "pulumi:providers:kubernetes");
            assert.deepEqual(secretInputs, ["kubeconfig"]);
            assert.deepEqual(
                [inputs.clusterIdentifier, JSON.parse(inputs.kubeconfig)["current-context"]],
                ["laptop", "dev"],
            );
        });
    }

    it("rejects such a kubeconfig once it is known, and shows nothing of it", () =>
        assert.rejects(
            record(
                () => new LocalCluster("laptop", { kubeconfig: pulumi.secret("users:\n  token: must-stay-secret\n") }),
            ),
            { message: 'LocalCluster "laptop": kubeconfig must have lists of clusters, users and contexts' },
        ));

    it("rejects a kubeconfig that is no text, and shows nothing of it", () => {
        const kubeconfig = { users: [{ token: "must-stay-secret" }] } as unknown as string;
        assert.deepEqual(
            checkLocalCluster("laptop", { kubeconfig }).map(({ path, problem }) => `${path} ${problem}`),
            ["kubeconfig must be text: a kubeconfig's content or file"],
        );
    });

    it("says where state goes", async () => {
        await record(async () => {
            const { stateStore } = new LocalCluster("a", {
                kubeconfig,
                objectStore: { namespace: "store" },
            });
            assert.equal(await valueOf(stateStore.uri), "s3p://flink");
            assert.equal(stateStore.plugin, "flink-s3-fs-presto");
            assert.equal(await valueOf(stateStore.files.uri), "s3a://flink");
            assert.equal(stateStore.files.plugin, "flink-s3-fs-hadoop");
            assert.deepEqual(stateStore.flinkConfiguration("2.2.1"), {});
        });
    });

    for (const storageClassName of [undefined, "longhorn"]) {
        const title = storageClassName === undefined ? "no class, so that it gets the default one" : "the class named";
        it(`gives its claim ${title}, and says so to others`, async () => {
            const resources = await record(async () => {
                const { storageClassName: said } = new LocalCluster("a", { kubeconfig, storageClassName });
                assert.equal(said === undefined ? said : await valueOf(said), storageClassName);
            });
            assert.deepEqual(named(resources, "a-object-store-volume").inputs.spec, {
                accessModes: ["ReadWriteOnce"],
                resources: { requests: { storage: "5Gi" } },
                ...(storageClassName === undefined ? {} : { storageClassName }),
            });
        });
    }

    it("ends with words where the cluster has no default class", () => {
        const withoutClass = { "kubernetes:core/v1:PersistentVolumeClaim": claimMade({}) };
        return assert.rejects(
            record(() => bind(new LocalCluster("laptop", { kubeconfig }), "jobs"), { results: withoutClass }),
            // In front of it the SDK says which input of the server could not be had.
            /LocalCluster "laptop": storageClassName is required, as the cluster has no default class; name one that "kubectl get storageclass" lists, or make one the default and run "pulumi up --refresh"$/,
        );
    });

    for (const spec of [{ storageClassName: "local-path" }, { volumeName: "pv-1" }]) {
        it(`is content with a claim that has got ${Object.keys(spec)[0]}`, async () => {
            const results = { "kubernetes:core/v1:PersistentVolumeClaim": claimMade(spec) };
            const program = () => bind(new LocalCluster("a", { kubeconfig }), "jobs");
            const { volumes } = named(await record(program, { results }), "jobs-state-server").inputs.spec.template
                .spec;
            assert.deepEqual(volumes[0], { name: "data", persistentVolumeClaim: { claimName: "s3-data" } });
        });
    }

    it("puts its object store, the operator and the jobs on the nodes that it is told, with the pull secrets", async () => {
        const placement = { tolerations: [{ key: "workload", value: "flink", effect: "NoSchedule" }] } as const;
        const resources = await record(() => {
            const cluster = new LocalCluster("a", {
                kubeconfig,
                placement,
                nodes: { system: { ...placement, nodeSelector: { pool: "system" } } },
                imagePullSecrets: ["registry"],
            });
            assert.deepEqual(cluster.nodes.jobManager.tolerations, [
                { key: "workload", operator: "Equal", value: "flink", effect: "NoSchedule" },
            ]);
            assert.deepEqual(cluster.nodes.taskManager.nodeSelector, {});
            assert.deepEqual(cluster.imagePullSecrets, ["registry"]);
            bind(cluster, "jobs");
        });
        const { nodeSelector, tolerations } = named(resources, "jobs-state-server").inputs.spec.template.spec;
        assert.deepEqual(nodeSelector, { pool: "system" });
        assert.deepEqual(tolerations, [{ key: "workload", operator: "Equal", value: "flink", effect: "NoSchedule" }]);
    });

    it("rejects a pull secret and a taint that Kubernetes would refuse", () =>
        assert.deepEqual(
            checkLocalCluster("a", {
                kubeconfig,
                imagePullSecrets: ["No"],
                placement: { tolerations: [{ key: "", effect: "NoSchedule" }] },
            }).map(({ path: at }) => at),
            ["imagePullSecrets[0]", "placement.tolerations[0].key"],
        ));

    it("deletes the volume with its namespace, which stays where it is asked to", async () => {
        for (const keepOnDestroy of [undefined, false, true]) {
            const resources = await record(() => new LocalCluster("a", { kubeconfig, objectStore: { keepOnDestroy } }));
            const retained = resources.filter(({ retainOnDelete }) => retainOnDelete).map(({ name }) => name);
            assert.deepEqual(retained, [
                ...(keepOnDestroy === true ? ["a-object-store-namespace"] : []),
                "a-object-store-volume",
            ]);
        }
    });

    it("takes over a namespace and a volume that an earlier stack has left", async () => {
        const resources = await record(() => new LocalCluster("a", { kubeconfig }));
        for (const kept of ["a-object-store-namespace", "a-object-store-volume"]) {
            assert.equal(named(resources, kept).inputs.metadata.annotations["pulumi.com/patchForce"], "true");
        }
    });
});

describe("LocalCluster with an object store that exists", () => {
    const existing = { endpoint: "https://minio.storage.svc:9000", bucket: "flink", secretName: "flink-state" };
    let folder: string;
    let kubeconfig: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "local-cluster-"));
        kubeconfig = path.join(folder, "config");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    it("registers its provider and nothing else, and keeps state in the bucket", async () => {
        const resources = await record(async () => {
            const { stateStore } = new LocalCluster("rke2", { kubeconfig, objectStore: { existing } });
            assert.equal(await valueOf(stateStore.uri), "s3p://flink");
            assert.equal(await valueOf(stateStore.files.uri), "s3a://flink");
            assert.deepEqual(stateStore.flinkConfiguration("2.2.1"), {
                "s3.endpoint": "https://minio.storage.svc:9000",
                "s3.path.style.access": "true",
                "s3.directory.marker.retention": "keep",
            });
        });
        assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
            "flink-platform:local:LocalCluster rke2",
            "pulumi:providers:kubernetes rke2-kubernetes",
        ]);
    });

    for (const [title, keys, id, secret] of [
        ["usual", {}, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
        ["named", { accessKeyIdKey: "user", secretAccessKeyKey: "password" }, "user", "password"],
    ] as const) {
        it(`gives pods the ${title} keys of the namespace's own Secret, where they have rights to state`, async () => {
            await record(() => {
                const cluster = new LocalCluster("rke2", {
                    kubeconfig,
                    objectStore: { existing: { ...existing, ...keys } },
                });
                const bind = (access: "state:readWrite" | "logs:write") =>
                    cluster.bindServiceAccount(
                        "jobs",
                        { namespace: "jobs", serviceAccount: "flink", access: [access], statePrefix: "jobs" },
                        {},
                    ).env;
                assert.deepEqual(bind("logs:write"), []);
                assert.deepEqual(bind("state:readWrite"), [
                    { name: "AWS_ACCESS_KEY_ID", secretName: "flink-state", secretKey: id },
                    { name: "AWS_SECRET_ACCESS_KEY", secretName: "flink-state", secretKey: secret },
                ]);
            });
        });
    }

    it("rejects what cannot be reached, and arguments of a server that is not run", () => {
        const problems = (objectStore: LocalClusterArgs["objectStore"]) =>
            checkLocalCluster("rke2", { kubeconfig, objectStore }).map(({ path, problem }) => `${path} ${problem}`);
        assert.deepEqual(problems({ existing }), []);
        assert.deepEqual(problems({ existing, sizeGiB: 5, samples: { "a.txt": "a.txt" } }), [
            "objectStore.sizeGiB cannot be combined with objectStore.existing, got 5; remove one of them",
            "objectStore.samples cannot be combined with objectStore.existing; remove one of them",
        ]);
        assert.deepEqual(
            problems({ existing: { endpoint: "minio:9000/flink", bucket: "Flink", secretName: "s3_keys" } }),
            [
                'objectStore.existing.endpoint must be a URL without a path, such as https://minio.storage.svc:9000, got "minio:9000/flink"',
                'objectStore.existing.bucket must be 3 to 63 lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "Flink"',
                'objectStore.existing.secretName must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "s3_keys"',
            ],
        );
    });
});

describe("checkLocalCluster", () => {
    it("rejects everything that is wrong at once", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "local-cluster-"));
        const kubeconfig = path.join(folder, "config");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
        const findings = checkLocalCluster("laptop", {
            kubeconfig,
            context: "prod",
            kubernetesVersion: "1.20",
            storageClassName: "",
            objectStore: { sizeGiB: 0, namespace: "Store" },
        });
        fs.rmSync(folder, { recursive: true });
        assert.deepEqual(
            findings.map(({ path, problem }) => [path, problem]),
            [
                ["", `context must be one of the kubeconfig's ("dev"), got "prod"`],
                ["kubernetesVersion", 'must be a Kubernetes version from 1.25 on, as major.minor, got "1.20"'],
                [
                    "storageClassName",
                    'must be the name of a class, got ""; leave it out for the cluster\'s default class',
                ],
                ["objectStore.sizeGiB", "must be at least 1, got 0"],
                [
                    "objectStore.namespace",
                    'must be lower-case letters, digits and "-", with a letter or digit at each end, got "Store"',
                ],
            ],
        );
    });

    it("rejects samples that a ConfigMap cannot hold", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "local-cluster-"));
        const file = (name: string, bytes: number) => {
            fs.writeFileSync(path.join(folder, name), Buffer.alloc(bytes));
            return path.join(folder, name);
        };
        const [small, half, rest] = [file("small", 1), file("half", 2 ** 19), file("rest", 2 ** 19 - 1)];
        fs.writeFileSync(path.join(folder, "config"), unreachableKubeconfig);
        const problems = (samples: Readonly<Record<string, string>>) =>
            checkLocalCluster("a", { kubeconfig: path.join(folder, "config"), objectStore: { samples } }).map(
                (finding) => `${finding.path} ${finding.problem}`,
            );
        const found = [
            problems({ "jobs/a": small, "jobs/b": half, "jobs/c": rest }),
            problems({ "jobs/a": half, "jobs/b": half, "jobs/c": small }),
            problems({ "jobs/a": folder }),
            problems({ "jobs/a": path.join(folder, "none") }),
            problems({ "jobs/a/b": small, "jobs/a__b": small }),
        ];
        fs.rmSync(folder, { recursive: true });
        assert.deepEqual(found, [
            [],
            [
                "objectStore.samples must have at most 1048576 bytes together, got 1048577; put larger files into the store yourself",
            ],
            [`objectStore.samples["jobs/a"] must be a file, got the folder "${folder}"; name each file in it`],
            [`objectStore.samples["jobs/a"] must name a file that exists, got "${folder}/none"`],
            [
                'objectStore.samples["jobs/a__b"] cannot be told from another one, as "__" and "/" are alike here; rename it',
            ],
        ]);
    });

    it("ends the constructor with one line a finding", () =>
        assert.rejects(
            record(() => new LocalCluster("laptop", { kubeconfig: "/nowhere", objectStore: { sizeGiB: 0 } })),
            (error: unknown) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'LocalCluster "laptop": no kubeconfig at /nowhere; create the cluster first or name its kubeconfig\n' +
                        'LocalCluster "laptop": objectStore.sizeGiB must be at least 1, got 0',
        ));
});
