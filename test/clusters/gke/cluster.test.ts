import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { GkeCluster, gkeFacts, type GkeClusterArgs } from "../../../src/clusters/gke/cluster";
import { modes, named, only, record, valueOf, type RecordOptions } from "../../support/record";
import { endpoint, google, place } from "../../support/gke-mocks";

const clusterOf = (args: Partial<GkeClusterArgs> = {}, options: RecordOptions = google) =>
    record(() => new GkeCluster("prod", { ...place, ...args }), options);

const serviceNames = ["cloudkms", "cloudresourcemanager", "compute", "container", "iam", "iamcredentials", "logging"];

describe("GkeCluster", () => {
    for (const { title, preview } of modes) {
        it(`registers everything that a cluster needs ${title}`, async () => {
            const options = preview ? { functions: google.functions, preview } : google;
            const resources = await clusterOf({}, options);
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "flink-platform:gke:GkeApis prod-apis",
                "flink-platform:gke:GkeCluster prod",
                "flink-platform:gke:GkeControlPlane prod-control-plane",
                "flink-platform:gke:GkeIdentity prod-identity",
                "flink-platform:gke:GkeKeys prod-keys",
                "flink-platform:gke:GkeNetwork prod-network",
                "flink-platform:gke:GkeNodes prod-nodes",
                "flink-platform:gke:GkeState prod-state",
                "flink-platform:gke:GkeStorage prod-classes",
                "gcp:compute/firewall:Firewall prod-network-proxies",
                "gcp:compute/network:Network prod-network-vpc",
                "gcp:compute/router:Router prod-network-router",
                "gcp:compute/routerNat:RouterNat prod-network-nat",
                "gcp:compute/subnetwork:Subnetwork prod-network-nodes",
                "gcp:compute/subnetwork:Subnetwork prod-network-proxies",
                "gcp:container/cluster:Cluster prod-control-plane-cluster",
                "gcp:container/nodePool:NodePool prod-nodes-job-manager",
                "gcp:container/nodePool:NodePool prod-nodes-system",
                "gcp:container/nodePool:NodePool prod-nodes-task-manager",
                "gcp:kms/cryptoKey:CryptoKey prod-keys-secrets",
                "gcp:kms/cryptoKey:CryptoKey prod-keys-state",
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember prod-keys-secrets-clusters",
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember prod-keys-secrets-disks",
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember prod-keys-state-bucket",
                "gcp:kms/keyRing:KeyRing prod-keys-ring",
                "gcp:projects/iAMMember:IAMMember prod-control-plane-nodes-images",
                "gcp:projects/iAMMember:IAMMember prod-control-plane-nodes-operation",
                ...[...serviceNames, "monitoring", "storage"].map(
                    (service) => `gcp:projects/service:Service prod-apis-${service}`,
                ),
                "gcp:projects/serviceIdentity:ServiceIdentity prod-apis-container-agent",
                "gcp:serviceaccount/account:Account prod-control-plane-nodes-identity",
                "gcp:storage/bucket:Bucket prod-state-bucket",
                "kubernetes:storage.k8s.io/v1:StorageClass prod-classes-storage",
                "pulumi:providers:gcp prod-gcp",
                "pulumi:providers:kubernetes prod-kubernetes",
            ]);
        });
    }

    it("makes a private cluster with its own key, logs, window and protection", async () => {
        const { inputs, protect, ignoreChanges, dependsOn } = named(await clusterOf(), "prod-control-plane-cluster");
        assert.deepEqual(inputs.privateClusterConfig, { enablePrivateNodes: true });
        assert.deepEqual(inputs.controlPlaneEndpointsConfig, {
            dnsEndpointConfig: { allowExternalTraffic: true },
            ipEndpointsConfig: { enabled: false },
        });
        assert.equal(inputs.masterAuthorizedNetworksConfig, undefined);
        assert.deepEqual(inputs.databaseEncryption, { state: "ENCRYPTED", keyName: "prod-keys-secrets-id" });
        assert.deepEqual(inputs.masterAuth, { clientCertificateConfig: { issueClientCertificate: false } });
        assert.deepEqual(inputs.workloadIdentityConfig, { workloadPool: "acme-prod.svc.id.goog" });
        assert.equal(inputs.datapathProvider, "ADVANCED_DATAPATH");
        assert.deepEqual(inputs.loggingConfig.enableComponents, [
            "SYSTEM_COMPONENTS",
            "APISERVER",
            "SCHEDULER",
            "CONTROLLER_MANAGER",
            "WORKLOADS",
        ]);
        assert.deepEqual(inputs.monitoringConfig.managedPrometheus, { enabled: false });
        assert.deepEqual(inputs.releaseChannel, { channel: "REGULAR" });
        assert.equal(inputs.minMasterVersion, "1.35");
        assert.equal(inputs.maintenancePolicy.recurringWindow.recurrence, "FREQ=WEEKLY;BYDAY=SA,SU");
        assert.deepEqual([inputs.deletionProtection, protect], [true, true]);
        assert.deepEqual(ignoreChanges, ["nodeConfig", "initialNodeCount"]);
        for (const before of ["prod-keys-secrets-clusters", "prod-keys-secrets-disks", "prod-apis-container"]) {
            assert.ok(dependsOn.includes(before), before);
        }
    });

    it("begins with a pool that is removed, and that takes none of a new project's quota for SSDs", async () => {
        const { inputs } = named(await clusterOf(), "prod-control-plane-cluster");
        assert.deepEqual([inputs.removeDefaultNodePool, inputs.initialNodeCount], [true, 1]);
        assert.deepEqual(inputs.nodeConfig, {
            serviceAccount: "prod-nodes@acme-prod.iam.gserviceaccount.com",
            bootDiskKmsKey: "prod-keys-secrets-id",
            oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
            shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
            workloadMetadataConfig: { mode: "GKE_METADATA" },
            diskType: "pd-standard",
            diskSizeGb: 30,
        });
    });

    it("opens a public address to those who are named", async () => {
        const args = { endpoint: { public: true, allowedCidrs: ["198.51.100.0/24"] } };
        const { inputs } = named(await clusterOf(args), "prod-control-plane-cluster");
        assert.deepEqual(inputs.controlPlaneEndpointsConfig.ipEndpointsConfig, { enabled: true });
        assert.deepEqual(inputs.masterAuthorizedNetworksConfig, {
            cidrBlocks: [{ cidrBlock: "198.51.100.0/24" }],
            gcpPublicCidrsAccessEnabled: false,
        });
    });

    it("gives nodes an account of their own, and pods none of it", async () => {
        const resources = await clusterOf({ labels: { team: "data" } });
        assert.deepEqual(named(resources, "prod-nodes-task-manager").inputs, {
            name: "task-manager-8e6073",
            cluster: "prod-control-plane-cluster-id",
            location: "europe-west4",
            nodeLocations: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
            initialNodeCount: 0,
            ignoreNodeCountChanges: true,
            autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 20, locationPolicy: "BALANCED" },
            management: { autoRepair: true, autoUpgrade: true },
            upgradeSettings: { maxSurge: 1, maxUnavailable: 0 },
            networkConfig: { enablePrivateNodes: true },
            nodeConfig: {
                serviceAccount: "prod-nodes@acme-prod.iam.gserviceaccount.com",
                bootDiskKmsKey: "prod-keys-secrets-id",
                oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
                shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
                workloadMetadataConfig: { mode: "GKE_METADATA" },
                machineType: "n4-standard-8",
                imageType: "COS_CONTAINERD",
                diskType: "hyperdisk-balanced",
                diskSizeGb: 100,
                spot: false,
                gvnic: { enabled: true },
                kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
                labels: { "flink-platform/role": "task-manager" },
                taints: [{ key: "flink-platform/role", value: "task-manager", effect: "NO_SCHEDULE" }],
                resourceLabels: { team: "data" },
            },
        });
        assert.equal(named(resources, "prod-nodes-system").inputs.initialNodeCount, 1);
        assert.deepEqual(named(resources, "prod-nodes-system").inputs.nodeConfig.taints, []);
    });

    it("gives interruptible nodes their taint, local disks and a long shutdown", async () => {
        const taskManager = { spot: true, localDisk: true, architecture: "arm64" } as const;
        const { inputs } = named(await clusterOf({ nodes: { taskManager } }), "prod-nodes-task-manager");
        assert.equal(inputs.autoscaling.locationPolicy, "ANY");
        assert.equal(inputs.nodeConfig.machineType, "c4a-standard-8-lssd");
        assert.deepEqual(inputs.nodeConfig.ephemeralStorageLocalSsdConfig, { localSsdCount: 2 });
        assert.deepEqual(inputs.nodeConfig.taints[1], {
            key: "cloud.google.com/gke-spot",
            value: "true",
            effect: "NO_SCHEDULE",
        });
        assert.deepEqual(inputs.nodeConfig.kubeletConfig, {
            insecureKubeletReadonlyPortEnabled: "FALSE",
            shutdownGracePeriodSeconds: 120,
            shutdownGracePeriodCriticalPodsSeconds: 15,
        });
    });

    it("asks for the one service agent that can be asked for, after all services", async () => {
        const resources = await clusterOf();
        const agents = resources.filter(({ type }) => type === "gcp:projects/serviceIdentity:ServiceIdentity");
        assert.deepEqual(
            agents.map(({ inputs }) => inputs.service),
            ["container.googleapis.com"],
        );
        assert.ok(agents[0]?.dependsOn.includes("prod-apis-compute"));
    });

    it("adopts a network, a bucket and keys without making any", async () => {
        const resources = await clusterOf({
            network: {
                existing: { network: "shared", subnetwork: "flink", podRangeName: "p", serviceRangeName: "s" },
            },
            stateStore: { existing: "acme-flink" },
            secretsKeyId: "projects/k/locations/europe-west4/keyRings/r/cryptoKeys/k",
            enableApis: false,
        });
        const made = resources.filter(({ type }) => /^gcp:(compute|kms|storage|projects\/service)/.test(type));
        assert.deepEqual(made, []);
        const { inputs } = named(resources, "prod-control-plane-cluster");
        assert.deepEqual([inputs.network, inputs.subnetwork], ["shared", "flink"]);
        assert.deepEqual(inputs.ipAllocationPolicy, {
            clusterSecondaryRangeName: "p",
            servicesSecondaryRangeName: "s",
        });
        assert.equal(inputs.databaseEncryption.keyName, "projects/k/locations/europe-west4/keyRings/r/cryptoKeys/k");
    });

    it("lets administrators into this cluster alone", async () => {
        const resources = await clusterOf({ administrators: ["group:flink@acme.com"] });
        const { inputs } = named(resources, "prod-control-plane-administrator-group:flink@acme.com");
        const cluster = "projects/acme-prod/locations/europe-west4/clusters/prod";
        assert.deepEqual(inputs, {
            project: "acme-prod",
            role: "roles/container.admin",
            member: "group:flink@acme.com",
            condition: {
                title: "cluster prod",
                expression: `resource.name == "${cluster}" || resource.name.startsWith("${cluster}/")`,
            },
        });
    });

    it("makes its Kubernetes provider from the DNS endpoint, when nodes and the bucket exist", async () => {
        const resources = await clusterOf({ generation: 2, administrators: ["group:flink@acme.com"] });
        const provider = only(resources, "pulumi:providers:kubernetes");
        assert.equal(provider.inputs.clusterIdentifier, "gke/acme-prod/europe-west4/prod-2");
        assert.deepEqual(provider.secretInputs, ["kubeconfig"]);
        assert.equal(JSON.parse(provider.inputs.kubeconfig).clusters[0].cluster.server, `https://${endpoint}`);
        assert.deepEqual(provider.dependsOn, [
            "prod-control-plane-administrator-group:flink@acme.com",
            "prod-control-plane-cluster",
            "prod-control-plane-nodes-identity",
            "prod-control-plane-nodes-images",
            "prod-control-plane-nodes-operation",
            "prod-network-nat",
            "prod-nodes-job-manager",
            "prod-nodes-system",
            "prod-nodes-task-manager",
            "prod-state-bucket",
        ]);
        assert.equal(named(resources, "prod-state-bucket").inputs.name, "acme-prod-prod-state");
    });

    it("tells the platform what it needs to know", async () => {
        await record(async () => {
            const cluster = new GkeCluster("prod", { ...place, logs: "inCluster", metrics: "cloud" });
            assert.equal(await valueOf(cluster.stateStore.uri), "gs://acme-prod-prod-state");
            assert.equal(cluster.stateStore.plugin, "flink-gs-fs-hadoop");
            assert.equal(await valueOf(cluster.storageClassName), "flink-platform");
            assert.deepEqual(cluster.logSink, { kind: "inCluster" });
            assert.deepEqual(cluster.metricsSink, {
                kind: "managedCollection",
                apiGroup: "monitoring.googleapis.com",
            });
            assert.deepEqual(cluster.labels, {
                cloud: "gke",
                project: "acme-prod",
                region: "europe-west4",
                cluster: "prod",
            });
        }, google);
    });

    it("leaves containers' logs to a store in the cluster, and metrics to Google", async () => {
        const { inputs } = named(
            await clusterOf({ logs: "inCluster", metrics: "cloud" }),
            "prod-control-plane-cluster",
        );
        assert.ok(!inputs.loggingConfig.enableComponents.includes("WORKLOADS"));
        assert.deepEqual(inputs.monitoringConfig.managedPrometheus, { enabled: true });
    });

    it("rejects everything that is wrong at once, one line each", () =>
        assert.rejects(
            record(() => new GkeCluster("prod", { project: "1", region: "x" })),
            (error: unknown) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'GkeCluster "prod": project must be the id of a project, 6 to 30 lower-case letters, digits and "-", got "1"\n' +
                        'GkeCluster "prod": region must be a region such as europe-west1, got "x"',
        ));
});

describe("gkeFacts", () => {
    it("tells each role's architecture from arguments alone", () =>
        assert.deepEqual(gkeFacts({ ...place, nodes: { taskManager: { architecture: "arm64" } } }).architectures, {
            system: "amd64",
            jobManager: "amd64",
            taskManager: "arm64",
        }));

    it("refuses what puts the parts of a file outside of every service account's rights", async () => {
        const refusedOptions = {
            "gs.filesink.entropy.enabled":
                "with it the parts of an unfinished file lie outside of what the job may write",
        };
        assert.deepEqual(gkeFacts(place).refusedOptions, refusedOptions);
        await record(() => {
            assert.deepEqual(new GkeCluster("prod", place).stateStore.refusedOptions, refusedOptions);
        }, google);
    });
});
