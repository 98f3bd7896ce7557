import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { GkeCluster, type ExistingGkeClusterArgs } from "../../../src/clusters/gke/cluster";
import { checkExistingGkeCluster } from "../../../src/clusters/gke/existing-checks";
import { formatFinding } from "../../../src/checks/findings";
import type { Access, Binding } from "../../../src/contracts/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkPlatform } from "../../../src/platform/platform";
import { google } from "../../support/gke-mocks";
import { modes, named, namesOf, only, record, valueOf, type RecordOptions } from "../../support/record";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

const args: ExistingGkeClusterArgs = {
    project: "acme-shop",
    location: "europe-west4",
    clusterName: "shop-prod",
    stateStore: { bucket: "shop-state" },
};
const principal =
    "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-shop.svc.id.goog/subject/ns/orders/sa/flink";

/** A cluster as Google describes it. */
const described = (more: object = {}) => ({
    name: "shop-prod",
    endpoint: "203.0.113.4",
    masterAuths: [{ clusterCaCertificate: "Y2VydGlmaWNhdGU=" }],
    controlPlaneEndpointsConfigs: [
        { dnsEndpointConfigs: [{ allowExternalTraffic: true, endpoint: "gke-1.europe-west4.gke.goog" }] },
    ],
    workloadIdentityConfigs: [{ workloadPool: "acme-shop.svc.id.goog" }],
    ...more,
});

const mocksWith = (more: object = {}): RecordOptions => ({
    ...google,
    functions: { ...google.functions, "gcp:container/getCluster:getCluster": () => described(more) },
});
const mocks = mocksWith();

/** Binds the jobs of the namespace `orders`. */
async function bind(
    more: Partial<ExistingGkeClusterArgs> = {},
    access: readonly Access[] = ["state:readWrite"],
    options: RecordOptions = mocks,
) {
    let binding: Binding | undefined;
    const resources = await record(() => {
        const cluster = GkeCluster.existing("prod", { ...args, ...more });
        const to = { namespace: "orders", serviceAccount: "flink", access, statePrefix: "orders" };
        binding = cluster.bindServiceAccount("orders", to, { provider: cluster.provider });
    }, options);
    return { resources, binding: binding ?? assert.fail() };
}

const findings = (more: object) =>
    checkExistingGkeCluster("prod", { ...args, ...more })
        .map(formatFinding)
        .map((text) => text.replace('ExistingGkeCluster "prod": ', ""));

/** The kubeconfig of the cluster's provider. */
async function kubeconfigOf(more: object) {
    const resources = await record(() => GkeCluster.existing("prod", args), mocksWith(more));
    const { inputs, secretInputs } = only(resources, "pulumi:providers:kubernetes");
    assert.deepEqual(secretInputs, ["kubeconfig"]);
    return JSON.parse(inputs.kubeconfig);
}

describe("GkeCluster.existing", () => {
    for (const { title, preview } of modes) {
        it(`makes providers and nothing in Google's cloud ${title}`, async () => {
            const resources = await record(() => GkeCluster.existing("prod", args), { ...mocks, preview });
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "flink-platform:gke:ExistingGkeCluster prod",
                "flink-platform:gke:GkeIdentity prod-identity",
                "pulumi:providers:gcp prod-gcp",
                "pulumi:providers:kubernetes prod-kubernetes",
            ]);
        });
    }

    it("signs in at the DNS endpoint by Google's plugin", async () => {
        const { clusters, users } = await kubeconfigOf({});
        assert.deepEqual(clusters[0].cluster, { server: "https://gke-1.europe-west4.gke.goog" });
        assert.equal(users[0].user.exec.command, "gke-gcloud-auth-plugin");
    });

    it("goes to the IP address, with the cluster's own authority, where the DNS endpoint is closed to callers", async () => {
        const dnsEndpointConfigs = [{ allowExternalTraffic: false, endpoint: "gke-1.europe-west4.gke.goog" }];
        for (const controlPlaneEndpointsConfigs of [[{ dnsEndpointConfigs }], []]) {
            const { clusters } = await kubeconfigOf({ controlPlaneEndpointsConfigs });
            assert.deepEqual(clusters[0].cluster, {
                server: "https://203.0.113.4",
                "certificate-authority-data": "Y2VydGlmaWNhdGU=",
            });
        }
    });

    it("asks for the cluster by its zone, and has its region in labels", async () => {
        const asked: object[] = [];
        const resources = await record(
            () => {
                const { labels } = GkeCluster.existing("prod", { ...args, location: "europe-west4-b" });
                assert.deepEqual(labels, {
                    cloud: "gke",
                    project: "acme-shop",
                    region: "europe-west4",
                    cluster: "shop-prod",
                });
            },
            {
                ...google,
                functions: {
                    ...google.functions,
                    "gcp:container/getCluster:getCluster": (inputs) => {
                        asked.push(inputs);
                        return described();
                    },
                },
            },
        );
        assert.deepEqual(asked, [{ project: "acme-shop", location: "europe-west4-b", name: "shop-prod" }]);
        assert.equal(
            only(resources, "pulumi:providers:kubernetes").inputs.clusterIdentifier,
            "gke/acme-shop/europe-west4-b/shop-prod",
        );
        const { project, region } = only(resources, "pulumi:providers:gcp").inputs;
        assert.deepEqual([project, region], ["acme-shop", "europe-west4"]);
    });

    it("takes a kubeconfig and a name of another resource; the component's name then tells clusters apart", async () => {
        const resources = await record(() => {
            const clusterName = pulumi.output("shop-prod");
            GkeCluster.existing("prod", { ...args, clusterName, kubeconfig: unreachableKubeconfig });
        }, mocks);
        const { inputs } = only(resources, "pulumi:providers:kubernetes");
        assert.equal(inputs.clusterIdentifier, "gke/acme-shop/europe-west4/prod");
        assert.equal(JSON.parse(inputs.kubeconfig)["current-context"], "dev");
    });

    it("keeps state in the bucket", () =>
        record(async () => {
            const { stateStore, egressRules } = GkeCluster.existing("prod", {
                ...args,
                stateStore: { bucket: pulumi.output("b-1") },
            });
            assert.equal(await valueOf(stateStore.uri), "gs://b-1");
            assert.equal(stateStore.plugin, "flink-gs-fs-hadoop");
            assert.equal(stateStore.flinkConfiguration("2.2.1")["fs.gs.create.items.conflict.check.enable"], "false");
            assert.deepEqual(Object.keys(stateStore.refusedOptions), ["gs.filesink.entropy.enabled"]);
            assert.deepEqual(
                egressRules.map(({ cidr }) => cidr),
                ["169.254.169.252/32", "169.254.169.254/32"],
            );
        }, mocks));

    it("is registered with what it is", async () => {
        const { resources } = await bind({ identity: "serviceAccount" });
        assert.deepEqual(named(resources, "prod").inputs, {
            project: "acme-shop",
            location: "europe-west4",
            clusterName: "shop-prod",
            identity: "serviceAccount",
            stateStore: { bucket: "shop-state" },
        });
        assert.deepEqual(named(resources, "prod-identity").inputs, { identity: "serviceAccount" });
    });

    for (const { title, preview } of modes) {
        it(`binds a service account as its own principal, to its own part of the bucket, ${title}`, async () => {
            const { resources, binding } = await bind({}, ["state:readWrite"], { ...mocks, preview });
            const own = resources.filter(({ name }) => name.startsWith("orders"));
            assert.deepEqual(
                own.map(({ name, inputs }) => [name, inputs.managedFolder, inputs.role]),
                [
                    ["orders-bucket", undefined, "roles/storage.bucketViewer"],
                    ["orders-state", "orders/", "roles/storage.objectUser"],
                    ["orders-unfinished", ".inprogress/shop-state/orders/", "roles/storage.objectUser"],
                ],
            );
            for (const { inputs, provider, secretInputs } of own) {
                assert.deepEqual([inputs.bucket, inputs.member, secretInputs], ["shop-state", principal, []]);
                assert.match(provider, /::prod-gcp::/);
            }
            assert.deepEqual([binding.serviceAccountAnnotations, binding.grantDelay.seconds], [{}, 420]);
            assert.equal(binding.dependsOn.length, 3);
        });
    }

    it("binds a service account by a Google service account that is made for it", async () => {
        const { resources, binding } = await bind({ identity: "serviceAccount" });
        assert.equal(named(resources, "orders-identity").inputs.accountId, "shop-prod-orders-flink");
        const { role, member } = named(resources, "orders-trust").inputs;
        assert.deepEqual(
            [role, member],
            ["roles/iam.workloadIdentityUser", "serviceAccount:acme-shop.svc.id.goog[orders/flink]"],
        );
        assert.deepEqual(Object.keys(binding.serviceAccountAnnotations), ["iam.gke.io/gcp-service-account"]);
    });

    it("lets a reader write nothing", async () => {
        const { resources } = await bind({}, ["state:read"]);
        assert.deepEqual(
            resources.flatMap(({ inputs }) => inputs.role ?? []),
            ["roles/storage.bucketViewer", "roles/storage.objectViewer"],
        );
    });

    it("makes nothing for a service account without rights, nor for logs, which stay in the cluster", async () => {
        const { resources, binding } = await bind({}, ["logs:write", "metrics:write"]);
        assert.deepEqual(namesOf(resources, "gcp:projects/iAMMember:IAMMember"), []);
        assert.deepEqual(binding.dependsOn, []);
    });

    it("refuses a cluster whose pods have the rights of their node", async () => {
        const message =
            'ExistingGkeCluster "prod": clusterName must be a cluster with Workload Identity Federation, got "shop-prod" without; enable it for the cluster and its node pools, as otherwise pods have the rights of their node';
        for (const workloadIdentityConfigs of [[], [{ workloadPool: "" }]]) {
            await assert.rejects(
                bind({}, ["state:readWrite"], mocksWith({ workloadIdentityConfigs })),
                (error: Error) => error.message === message || assert.fail(error.message),
            );
        }
    });

    it("runs a job where its arguments say", async () => {
        const resources = await record(() => {
            const cluster = GkeCluster.existing("prod", {
                ...args,
                placement: { nodeSelector: { pool: "flink" } },
                imagePullSecrets: ["registry"],
            });
            const platform = new FlinkPlatform("flink", { cluster });
            new FlinkApplication("orders", { platform, namespace: "shop", jar: "local:///orders.jar" });
        }, mocks);
        const { spec } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
        assert.deepEqual(spec.taskManager.podTemplate.spec.nodeSelector, { pool: "flink" });
        assert.equal(spec.flinkConfiguration["execution.checkpointing.dir"], "gs://shop-state/shop/orders/checkpoints");
        assert.deepEqual(named(resources, "flink-jobs-shop-service-account").inputs.imagePullSecrets, [
            { name: "registry" },
        ]);
    });

    it("is refused with everything that is wrong", () => {
        assert.deepEqual(
            findings({
                project: "Acme",
                location: "europe",
                clusterName: "Shop",
                context: "dev",
                identity: "key",
                stateStore: { bucket: "Shop", prefix: "flink" },
                storageClassName: "",
                placement: { tolerations: [null] },
            }),
            [
                "stateStore.prefix is not known; known: bucket",
                'project must be the id of a project, 6 to 30 lower-case letters, digits and "-", got "Acme"',
                'location must be a region or zone, such as europe-west1 or europe-west1-b, got "europe"',
                'clusterName must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "Shop"',
                'context cannot be combined with the kubeconfig that is made here, got "dev"; remove one of them',
                'identity must be one of "directPrincipal", "serviceAccount", got "key"',
                'stateStore.bucket must be lower-case letters, digits, "-", "_" and ".", at least 3, with a letter or digit at each end, got "Shop"',
                'storageClassName must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got ""',
                "placement.tolerations[0] must be an object, got null",
            ],
        );
        assert.deepEqual(findings({ stateStore: { bucket: "state.acme.com" } }), []);
    });

    it("is refused where JavaScript leaves out what it needs", async () => {
        const wrong = { location: null, clusterName: 5, identity: null } as unknown as ExistingGkeClusterArgs;
        await assert.rejects(
            record(() => GkeCluster.existing("prod", wrong)),
            {
                message: [
                    'ExistingGkeCluster "prod": project is required, got nothing',
                    'ExistingGkeCluster "prod": location is required, got nothing',
                    'ExistingGkeCluster "prod": clusterName must be text, got 5; put it in quotes',
                    'ExistingGkeCluster "prod": stateStore.bucket is required, got nothing',
                ].join("\n"),
            },
        );
    });
});
