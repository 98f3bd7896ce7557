import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster, checkAksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { uploadScript } from "../../../src/clusters/aks/samples-script";
import { azure, guidOf, place } from "../../support/aks-mocks";
import { blobOperation, blobs, type BlobPlace } from "../../support/azure-blob-operations";
import { conditionHolds } from "../../support/policies/azure-conditions";
import { modes, named, record, type Recorded, type RecordOptions } from "../../support/record";

const sample = "jobs/input/text.txt";
const writer = {
    namespace: "jobs",
    serviceAccount: "flink",
    access: ["state:readWrite"],
    statePrefix: "jobs",
} as const;

describe("samples of an AksCluster", () => {
    let folder: string;
    let file: string;
    let resources: Recorded[];
    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "aks-samples-"));
        file = path.join(folder, "text.txt");
        fs.writeFileSync(file, "to be or not to be");
        resources = await clusterOf({});
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    const clusterOf = (
        stateStore: AksClusterArgs["stateStore"],
        options: RecordOptions = azure,
        statePrefixes: readonly string[] = [],
    ) =>
        record(() => {
            const samples = { [sample]: file };
            const cluster = new AksCluster("prod", {
                ...place,
                stateStore: { name: "acmestate", samples, ...stateStore },
            });
            for (const statePrefix of statePrefixes) {
                const binding = cluster.bindServiceAccount(`of-${statePrefix}`, { ...writer, statePrefix }, {});
                new pulumi.ComponentResource(
                    "test:After",
                    `after-${statePrefix}`,
                    {},
                    { dependsOn: [...binding.dependsOn] },
                );
            }
        }, options);

    for (const { title, preview } of modes) {
        it(`are put into the store by a Job with an identity and a namespace of its own, ${title}`, async () => {
            const all = await clusterOf({}, preview ? { functions: azure.functions, preview } : azure);
            assert.deepEqual(
                all
                    .filter(({ name }) => name === "prod-state-uploader" || name.startsWith("prod-samples"))
                    .map(({ type, name, parent }) => `${parent} ${type} ${name}`)
                    .sort(),
                [
                    "prod flink-platform:aks:AksSamples prod-samples",
                    "prod-samples azure-native:authorization:RoleAssignment prod-samples-upload",
                    "prod-samples azure-native:managedidentity:FederatedIdentityCredential prod-samples-trust",
                    "prod-samples azure-native:managedidentity:UserAssignedIdentity prod-samples-identity",
                    "prod-samples kubernetes:batch/v1:Job prod-samples-job",
                    "prod-samples kubernetes:core/v1:ConfigMap prod-samples-files",
                    "prod-samples kubernetes:core/v1:Namespace prod-samples-namespace",
                    "prod-samples kubernetes:core/v1:ServiceAccount prod-samples-service-account",
                    "prod-state azure-native:authorization:RoleDefinition prod-state-uploader",
                ],
            );
        });
    }

    it("need none of it where there are none", async () => {
        const all = await clusterOf({ samples: {} });
        assert.deepEqual(
            all.filter(({ name }) => /samples|uploader/.test(name)),
            [],
        );
    });

    it("are files of a pod that passes Pod Security restricted, on the nodes that are always there", () => {
        const { metadata, ...spec } = named(resources, "prod-samples-job").inputs.spec.template;
        assert.deepEqual(metadata, { annotations: { "flink-platform/samples": "ed50d69ed233a6df" } });
        assert.deepEqual(spec, {
            spec: {
                restartPolicy: "Never",
                serviceAccountName: "samples",
                automountServiceAccountToken: false,
                securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 9999,
                    runAsGroup: 9999,
                    fsGroup: 9999,
                    seccompProfile: { type: "RuntimeDefault" },
                },
                nodeSelector: { "flink-platform/role": "system" },
                tolerations: [],
                containers: [
                    {
                        name: "upload",
                        image: "flink:2.2.1-java17",
                        command: ["bash", "-c", uploadScript, "upload", sample],
                        env: Object.entries({
                            AZURE_CLIENT_ID: "client id of prod-prod-samples",
                            AZURE_TENANT_ID: guidOf("2"),
                            AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
                            AZURE_FEDERATED_TOKEN_FILE: "/var/run/secrets/azure/tokens/azure-identity-token",
                            CONTAINER_URL: "https://acmestate.blob.core.windows.net/flink",
                            SAMPLES_FOLDER: "/samples",
                            GIVE_UP_SECONDS: "900",
                            PAUSE_SECONDS: "10",
                        }).map(([name, value]) => ({ name, value })),
                        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            capabilities: { drop: ["ALL"] },
                            readOnlyRootFilesystem: true,
                        },
                        terminationMessagePolicy: "FallbackToLogsOnError",
                        volumeMounts: [
                            { name: "samples", mountPath: "/samples", readOnly: true },
                            { name: "token", mountPath: "/var/run/secrets/azure/tokens", readOnly: true },
                        ],
                    },
                ],
                volumes: [
                    {
                        name: "samples",
                        configMap: { name: "samples", items: [{ key: "jobs__input__text.txt", path: sample }] },
                    },
                    {
                        name: "token",
                        projected: {
                            sources: [
                                {
                                    serviceAccountToken: {
                                        path: "azure-identity-token",
                                        audience: "api://AzureADTokenExchange",
                                        expirationSeconds: 3600,
                                    },
                                },
                            ],
                        },
                    },
                ],
            },
        });
        assert.deepEqual(named(resources, "prod-samples-files").inputs.data, {
            "jobs__input__text.txt": "to be or not to be",
        });
        assert.deepEqual(named(resources, "prod-samples-namespace").inputs.metadata, {
            name: "flink-samples",
            labels: { "pod-security.kubernetes.io/enforce": "restricted" },
        });
        assert.equal(named(resources, "prod-samples-service-account").inputs.automountServiceAccountToken, false);
    });

    it("end by themselves in a bounded time, and are tried anew by the next run if that was not enough", () => {
        const { metadata, spec } = named(resources, "prod-samples-job").inputs;
        assert.deepEqual([spec.activeDeadlineSeconds, spec.backoffLimit], [1200, 3]);
        assert.deepEqual(metadata.annotations, { "pulumi.com/replaceUnready": "true" });
    });

    it("come from an image of a mirror, and from another account, where asked for", async () => {
        const all = await clusterOf({
            name: undefined,
            existing: "old",
            container: "state",
            samplesImage: "acme.azurecr.io/flink:2.2.1",
        } as AksClusterArgs["stateStore"]);
        const [{ image, env }] = named(all, "prod-samples-job").inputs.spec.template.spec.containers;
        assert.equal(image, "acme.azurecr.io/flink:2.2.1");
        assert.equal(
            env.find(({ name }: any) => name === "CONTAINER_URL").value,
            "https://old.blob.core.windows.net/state",
        );
    });

    it("make another Job when one changes", async () => {
        const annotations = (all: readonly Recorded[]) =>
            named(all, "prod-samples-job").inputs.spec.template.metadata.annotations;
        fs.writeFileSync(file, "something else");
        const changed = await clusterOf({});
        fs.writeFileSync(file, "to be or not to be");
        assert.notDeepEqual(annotations(changed), annotations(resources));
        assert.deepEqual(annotations(await clusterOf({})), annotations(resources));
    });

    it("are written by a right to write these files, and to do nothing else", () => {
        const { condition, roleDefinitionId, scope, principalId } = named(resources, "prod-samples-upload").inputs;
        const role = named(resources, "prod-state-uploader").inputs;
        assert.ok(roleDefinitionId.endsWith(`/${role.roleDefinitionId}`));
        assert.deepEqual(role.permissions, [
            { actions: [], notActions: [], dataActions: [`${blobs}/write`], notDataActions: [] },
        ]);
        assert.equal(scope, `/subscriptions/${guidOf("1")}/resourceGroups/prod`);
        assert.equal(principalId, "object id of prod-prod-samples");
        const here = { account: "acmestate", container: "flink" };
        const permits = (place: BlobPlace) => conditionHolds(condition, blobOperation("write", place));
        assert.equal(permits({ ...here, path: sample }), true);
        for (const path of ["jobs/input", "jobs/input/text.txt.bak", "jobs/input/text.txt/x", "jobs/x", "", "/"]) {
            assert.equal(permits({ ...here, path }), false, path);
        }
        assert.equal(permits({ ...here, account: "other", path: sample }), false);
        assert.equal(permits({ ...here, container: "other", path: sample }), false);
    });

    it("trust the Job's service account alone", () => {
        const { subject, audiences, issuer } = named(resources, "prod-samples-trust").inputs;
        assert.deepEqual(
            [subject, audiences, issuer],
            [
                "system:serviceaccount:flink-samples:samples",
                ["api://AzureADTokenExchange"],
                "https://issuer.example.com/",
            ],
        );
    });

    it("need neither operator nor jobs, but cluster, store, files, trust and right", () => {
        const { dependsOn, provider } = named(resources, "prod-samples-job");
        for (const needed of ["files", "service-account", "trust", "upload"]) {
            assert.ok(dependsOn.includes(`prod-samples-${needed}`), needed);
        }
        assert.ok(dependsOn.includes("prod-state-container"));
        assert.match(provider, /kubernetes::prod-kubernetes::/);
        // Nothing of Azure waits for the cluster, but for the issuer that is to be trusted.
        assert.deepEqual(named(resources, "prod-samples-upload").dependsOn, [
            "prod-samples-identity",
            "prod-state-uploader",
        ]);
    });

    it("are there before the jobs of their folder start, and hold up no others", async () => {
        const all = await clusterOf({}, azure, ["jobs", "job"]);
        const waits = (prefix: string) => named(all, `after-${prefix}`).dependsOn.includes("prod-samples-job");
        assert.deepEqual([waits("jobs"), waits("job")], [true, false]);
    });

    it("outlive the assignment of their role by the life of the cluster", () => {
        assert.ok(named(resources, "prod-control-plane-cluster").dependsOn.includes("prod-state-uploader"));
    });

    it("are refused where no ConfigMap or no right can hold them", () => {
        const problems = (samples: Readonly<Record<string, string>>) =>
            checkAksCluster("prod", { ...place, stateStore: { samples } }).map(
                ({ path, problem }) => `${path} ${problem}`,
            );
        fs.writeFileSync(path.join(folder, "large"), Buffer.alloc(2 ** 20 + 1));
        assert.deepEqual(problems({ [sample]: file }), []);
        assert.deepEqual(problems({ "a/large": path.join(folder, "large") }), [
            "stateStore.samples must have at most 1048576 bytes together, got 1048577; put larger files into the store yourself",
        ]);
        assert.deepEqual(problems({ "a/none": path.join(folder, "none") }), [
            `stateStore.samples["a/none"] must name a file that exists, got "${folder}/none"`,
        ]);
        assert.deepEqual(problems({ "it's": file }), [
            `stateStore.samples["it's"] must have a name of letters, digits, ".", "_" and "-", with "/" between; correct it`,
        ]);
        const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`jobs/input/${index}.txt`, file]));
        assert.deepEqual(problems(many), [
            "stateStore.samples must have names that one condition of 4096 characters on their right can hold, got 40 of them; put some into the store yourself",
        ]);
    });
});
