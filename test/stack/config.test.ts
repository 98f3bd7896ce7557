import assert from "node:assert/strict";
import type { AksClusterArgs } from "../../src/clusters/aks/args";
import type { EksClusterArgs } from "../../src/clusters/eks/args";
import type { ExistingClusterArgs } from "../../src/clusters/existing/args";
import type { GkeClusterArgs } from "../../src/clusters/gke/args";
import type { LocalClusterArgs } from "../../src/clusters/local/args";
import type { ClusterConfig } from "../../src/stack/clouds";
import { readConfig, type StackConfig } from "../../src/stack/config";
import { sharedArguments, type ApplicationDefaults } from "../../src/jobs/application/defaults-args";
import type { ApplicationArgs } from "../../src/jobs/application/args";
import type { SessionClusterArgs } from "../../src/jobs/session-cluster/args";
import type { StateSnapshotArgs } from "../../src/jobs/snapshot/args";
import type { SessionJobArgs } from "../../src/jobs/session-job/args";
import type { FlinkOperatorArgs } from "../../src/platform/operator/args";

/** A stack's values as Pulumi hands them over. */
const values = (blocks: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(blocks).map(([key, value]) => [`flink-platform:${key}`, JSON.stringify(value)]));

const rejects = (blocks: Record<string, unknown>, ...lines: string[]) =>
    assert.throws(() => readConfig(values(blocks)), { message: lines.join("\n") });

describe("readConfig", () => {
    it("reads a stack's blocks and leaves other projects' keys alone", () => {
        const config = readConfig({
            ...values({ cluster: { cloud: "local", context: "kind-kind" }, waitForJobs: false }),
            "aws:region": "eu-west-1",
        });
        assert.deepEqual(config, { cluster: { cloud: "local", context: "kind-kind" }, waitForJobs: false });
    });

    it("takes the pull secrets of the object store's image", () => {
        const cluster = {
            cloud: "local",
            objectStore: { image: "registry.example.com/s3:1", imagePullSecrets: ["a"] },
        };
        assert.deepEqual(readConfig(values({ cluster })).cluster, cluster);
    });

    it("takes an object store that exists", () => {
        const existing = { endpoint: "https://minio.storage.svc:9000", bucket: "flink", secretName: "flink-state" };
        const cluster = { cloud: "local", objectStore: { existing } };
        assert.deepEqual(readConfig(values({ cluster })).cluster, cluster);
    });

    it("takes what the operator and the jobs log", () => {
        const logging = { level: "DEBUG", jobLoggers: { "org.example": "TRACE" } };
        const operator = { logging, namespaceExists: true };
        assert.deepEqual(readConfig(values({ cluster: { cloud: "local" }, operator })).operator, operator);
    });

    it("takes options of the operator's JVM", () => {
        const operator = { jvmArgs: ["-Xss512k"] };
        assert.deepEqual(readConfig(values({ cluster: { cloud: "local" }, operator })).operator, operator);
    });

    const cluster = { cloud: "local" };

    it("rejects values among a job's arguments whose text is lost", () =>
        rejects(
            {
                cluster,
                applications: {
                    orders: {
                        namespace: "orders",
                        args: ["--version", 1.2, "--dry", true, "--since", "2024-01-01 00:00:00 +0000 UTC"],
                    },
                },
            },
            'stack config "flink-platform:applications": orders.args[1] must be text, got 1.2; put it in quotes',
            'stack config "flink-platform:applications": orders.args[3] must be text, got true; put it in quotes',
            'stack config "flink-platform:applications": orders.args[5] must be text, got "2024-01-01 00:00:00 +0000 UTC", which was a date; put it in quotes',
        ));

    it("takes variables and files of a job, and what jobs share", () => {
        const shared = {
            environment: { TOPIC: "orders", PASSWORD: { secret: "kafka", key: "password" } },
            files: { "/a": { content: "" }, "/b": { file: "b.txt" }, "/c": { configMap: "c", key: "d" } },
        };
        const applications = { orders: { namespace: "orders", ...shared } };
        const sessionClusters = { shared: { namespace: "orders", ...shared } };
        const applicationDefaults = { ...shared, podTemplate: {}, enforced: { labels: { team: "data" } } };
        const blocks = { cluster, applications, sessionClusters, applicationDefaults };
        assert.deepEqual(readConfig(values(blocks)), blocks);
    });

    it("rejects variables, files and shared arguments that have no such form", () => {
        const known = sharedArguments.filter((name) => name !== "podTemplate").join(", ");
        const ofApplications = 'stack config "flink-platform:applications": orders.';
        const ofDefaults = 'stack config "flink-platform:applicationDefaults": ';
        rejects(
            {
                cluster,
                applications: {
                    orders: {
                        namespace: "orders",
                        environment: { A: 5, B: { secret: "kafka" }, C: { secret: "kafka", kye: "a", key: "b" } },
                        files: { "/a": "text", "/b": { contents: "b" } },
                    },
                },
                applicationDefaults: {
                    namespace: "orders",
                    flinkConfiguration: { "a.version": 1.2 },
                    enforced: { podTemplate: {}, flinkConfiguration: { "b.version": 1.2 } },
                },
            },
            `${ofDefaults}enforced "podTemplate" is not known; known: ${known}`,
            `${ofDefaults}"namespace" is not known; known: ${known}, podTemplate, enforced`,
            `${ofApplications}environment.A must be text, got 5; put it in quotes`,
            `${ofApplications}environment.B.key is missing`,
            `${ofApplications}environment.C "kye" is not known; known: secret, configMap, key`,
            `${ofApplications}files./a must be of type object, got "text"`,
            `${ofApplications}files./b "contents" is not known; known: secret, configMap, key, content, file`,
            `${ofDefaults}flinkConfiguration["a.version"] must be text, got 1.2; put it in quotes`,
            `${ofDefaults}enforced.flinkConfiguration["b.version"] must be text, got 1.2; put it in quotes`,
        );
    });

    it("takes session clusters and their jobs, and no key of an application's that they have not", () => {
        const sessionClusters = { shared: { namespace: "orders", taskManager: { taskSlots: 4 } } };
        const sessionJobs = { orders: { sessionCluster: "shared", jar: "https://example.com/orders.jar" } };
        const config = readConfig(values({ cluster, sessionClusters, sessionJobs }));
        assert.deepEqual(config, { cluster, sessionClusters, sessionJobs });
        assert.throws(
            () => readConfig(values({ cluster, sessionClusters: { shared: { namespace: "a", jar: "b" } } })),
            {
                message:
                    /^stack config "flink-platform:sessionClusters": shared "jar" is not known; known: clusterName, namespace, /,
            },
        );
    });

    it("takes a pod template per process, whatever is in it", () => {
        const podTemplate = {
            spec: { containers: [{ name: "flink-main-container", env: [{ name: "A", value: "1" }] }] },
        };
        const processes = { jobManager: { podTemplate }, taskManager: { taskSlots: 4, podTemplate } };
        const applications = { orders: { namespace: "orders", podTemplate, ...processes } };
        const sessionClusters = { shared: { namespace: "orders", ...processes } };
        const config = readConfig(values({ cluster, applications, sessionClusters }));
        assert.deepEqual(config, { cluster, applications, sessionClusters });
        rejects(
            { cluster, applications: { orders: { namespace: "orders", taskManager: { podTemplate: "pod.yaml" } } } },
            'stack config "flink-platform:applications": orders.taskManager.podTemplate must be of type record, got "pod.yaml"',
        );
    });

    it("rejects fractions among the options of session clusters and their jobs, whose text is lost", () =>
        rejects(
            {
                cluster,
                sessionClusters: { shared: { namespace: "a", flinkConfiguration: { "user.version": 1.2 } } },
                sessionJobs: { b: { sessionCluster: "shared", jar: "c", flinkConfiguration: { "user.version": 1.3 } } },
            },
            'stack config "flink-platform:sessionClusters": shared.flinkConfiguration["user.version"] must be text, got 1.2; put it in quotes',
            'stack config "flink-platform:sessionJobs": b.flinkConfiguration["user.version"] must be text, got 1.3; put it in quotes',
        ));

    it("takes options nested, in lists and as amounts", () => {
        const flinkConfiguration = {
            metrics: { reporters: "prom" },
            "pipeline.jars": ["a", "b"],
            "taskmanager.numberOfTaskSlots": 2,
            "taskmanager.memory.managed.fraction": 0.4,
            "job.autoscaler.quota": 1.5,
        };
        const config = readConfig(
            values({ cluster, applications: { orders: { namespace: "orders", flinkConfiguration } } }),
        );
        assert.deepEqual(config.applications?.["orders"]?.flinkConfiguration, flinkConfiguration);
    });

    it("rejects options whose text is lost, and what is none", () =>
        rejects(
            {
                cluster,
                operator: { configuration: { "kubernetes.operator.label": 1.2 } },
                applications: {
                    orders: {
                        namespace: "orders",
                        flinkConfiguration: {
                            "containerized.master.env.APP_VERSION": 1.2,
                            metrics: { "reporter.x.tags": 1.5 },
                            since: "2024-01-01 10:00:00.5 +0100 +0100",
                            empty: null,
                        },
                    },
                },
            },
            'stack config "flink-platform:applications": orders.flinkConfiguration.empty must be text, a number, true, false, a list of these or options, got null',
            'stack config "flink-platform:operator": configuration["kubernetes.operator.label"] must be text, got 1.2; put it in quotes',
            'stack config "flink-platform:applications": orders.flinkConfiguration["containerized.master.env.APP_VERSION"] must be text, got 1.2; put it in quotes',
            'stack config "flink-platform:applications": orders.flinkConfiguration["metrics.reporter.x.tags"] must be text, got 1.5; put it in quotes',
            'stack config "flink-platform:applications": orders.flinkConfiguration.since must be text, got "2024-01-01 10:00:00.5 +0100 +0100", which was a date; put it in quotes',
        ));

    it("says what a version without quotes was meant to be", () => {
        const rejectsVersion = (flinkVersion: number, problem: string) =>
            rejects(
                { cluster, applications: { orders: { namespace: "orders", flinkVersion } } },
                `stack config "flink-platform:applications": orders.flinkVersion ${problem}`,
            );
        rejectsVersion(1.2, "must be text, got 1.2; put it in quotes, for 1.20 without them reads so");
        rejectsVersion(2, "must be text, got 2; put it in quotes, for 2.0 without them reads so");
        rejectsVersion(2.2, "must be text, got 2.2; put it in quotes");
    });

    it("rejects a stack without a cluster", () =>
        rejects(
            {},
            'stack config "flink-platform:cluster": is missing; name the cluster, for instance with cloud: local',
        ));

    it("rejects an unknown cloud", () =>
        rejects(
            { cluster: { cloud: "oracle" } },
            'stack config "flink-platform:cluster": cloud must be one of "eks", "gke", "aks", "local", "existing", got "oracle"',
        ));

    it("rejects a misspelt block and names the known ones", () =>
        rejects(
            { cluster: { cloud: "local" }, aplications: {} },
            'stack config: "aplications" is not known; known: cluster, operator, monitoring, alerts, logging, existingNamespaces, applicationDefaults, teams, applications, sessionClusters, sessionJobs, snapshots, waitForJobs, showImpact, maxConcurrentRestarts',
        ));

    it("rejects a misspelt key and names the known ones", () =>
        rejects(
            { cluster: { cloud: "local", kontext: "kind" } },
            'stack config "flink-platform:cluster": "kontext" is not known; ' +
                "known: cloud, context, kubeconfig, kubernetesVersion, placement, nodes, imagePullSecrets, storageClassName, objectStore",
        ));

    it("lets the operator read nodes", () =>
        assert.deepEqual(readConfig(values({ cluster: { cloud: "local" }, operator: { readNodes: true } })).operator, {
            readNodes: true,
        }));

    it("takes a release that the package does not know with what must be told of it, and a Flink version of its own", () => {
        const release = { version: "1.16.0", definitions: "crds", flinkVersions: ["2.2", "2.3"] };
        const applications = { orders: { namespace: "orders", flinkVersion: "2.3" } };
        const config = readConfig(values({ cluster: { cloud: "local" }, operator: { release }, applications }));
        assert.deepEqual(config.operator, { release });
        assert.equal(config.applications?.["orders"]?.flinkVersion, "2.3");
    });

    it("rejects such a release with keys missing, unknown or of another type", () =>
        rejects(
            { cluster: { cloud: "local" }, operator: { release: { definition: "crds", flinkVersions: [2.3] } } },
            'stack config "flink-platform:operator": release.version is missing',
            'stack config "flink-platform:operator": release.definitions is missing',
            'stack config "flink-platform:operator": release.flinkVersions[0] must be text, got 2.3; put it in quotes',
            'stack config "flink-platform:operator": release "definition" is not known; known: version, definitions, flinkVersions',
        ));

    it("rejects an operator release that the package does not know by its number alone", () =>
        rejects(
            { cluster: { cloud: "local" }, operator: { release: "1.6.0" } },
            'stack config "flink-platform:operator": release must be "1.7.0", "1.8.0", "1.9.0", "1.10.0", "1.11.0", "1.12.0", "1.12.1", "1.13.0", "1.14.0", "1.15.0", got "1.6.0"',
        ));

    it("reports every finding at once", () =>
        rejects(
            { cluster: { cloud: "local", kubeconfig: 3 }, applications: { orders: { parallelism: "four" } } },
            'stack config "flink-platform:cluster": kubeconfig must be text, got 3; put it in quotes',
            'stack config "flink-platform:applications": orders.namespace is missing',
            'stack config "flink-platform:applications": orders.parallelism must be of type number, got "four"',
        ));
});

type Block<Cloud extends ClusterConfig["cloud"]> = Omit<Extract<ClusterConfig, { cloud: Cloud }>, "cloud">;
type OperatorBlock = NonNullable<StackConfig["operator"]>;
type JobBlock = NonNullable<StackConfig["applications"]>[string];
type DefaultsBlock = NonNullable<StackConfig["applicationDefaults"]>;
type SessionBlock = NonNullable<StackConfig["sessionClusters"]>[string];
type SnapshotBlock = NonNullable<StackConfig["snapshots"]>[string];
type SessionJobBlock = NonNullable<StackConfig["sessionJobs"]>[string];

/** Keys that only one of two types has. */
type Apart<Args, Block> = Exclude<keyof Args, keyof Block> | Exclude<keyof Block, keyof Args>;
/** The same, one level further down. */
type PartsApart<Args, Block, Part extends keyof Args & keyof Block> = {
    [Key in Part]: Apart<NonNullable<Args[Key]>, NonNullable<Block[Key]>>;
}[Part];

/** Where the blocks of a stack file and the arguments of their components differ. */
type Differences = {
    eks:
        | Apart<EksClusterArgs, Block<"eks">>
        | PartsApart<EksClusterArgs, Block<"eks">, "endpoint" | "nodes" | "network" | "stateStore" | "maintenance">;
    gke:
        | Apart<GkeClusterArgs, Block<"gke">>
        | PartsApart<GkeClusterArgs, Block<"gke">, "endpoint" | "nodes" | "network" | "stateStore" | "maintenance">;
    aks:
        | Apart<AksClusterArgs, Block<"aks">>
        | PartsApart<AksClusterArgs, Block<"aks">, "endpoint" | "nodes" | "network" | "stateStore" | "maintenance">;
    local:
        | Apart<LocalClusterArgs, Block<"local">>
        | PartsApart<LocalClusterArgs, Block<"local">, "objectStore" | "placement" | "nodes">;
    existing:
        | Apart<ExistingClusterArgs, Block<"existing">>
        | PartsApart<ExistingClusterArgs, Block<"existing">, "stateStore" | "placement" | "nodes">
        | PartsApart<ExistingClusterArgs["stateStore"], Block<"existing">["stateStore"], "secret">;
    // A platform gives its operator the definitions of a program's other one, and its cluster's nodes.
    operator:
        | Apart<Omit<FlinkOperatorArgs, "crds" | "placement">, OperatorBlock>
        | PartsApart<FlinkOperatorArgs, OperatorBlock, "image" | "resources" | "logging">;
    applications:
        | Apart<ApplicationArgs, JobBlock>
        | PartsApart<
              ApplicationArgs,
              JobBlock,
              | "jobManager"
              | "taskManager"
              | "autoscaler"
              | "disruption"
              | "readiness"
              | "restoreFrom"
              | "movedFrom"
              | "periodicSavepoints"
          >;
    sessionClusters:
        | Apart<SessionClusterArgs, SessionBlock>
        | PartsApart<SessionClusterArgs, SessionBlock, "jobManager" | "taskManager" | "disruption" | "readiness">;
    applicationDefaults:
        Apart<ApplicationDefaults, DefaultsBlock> | PartsApart<ApplicationDefaults, DefaultsBlock, "enforced">;
    sessionJobs:
        | Apart<SessionJobArgs, SessionJobBlock>
        | PartsApart<SessionJobArgs, SessionJobBlock, "readiness" | "restoreFrom" | "periodicSavepoints">;
    snapshots:
        | Apart<StateSnapshotArgs, SnapshotBlock>
        | PartsApart<StateSnapshotArgs, SnapshotBlock, "jobReference" | "readiness">;
};

describe("the blocks of a stack file", () => {
    it("have the keys of their components' arguments, which the compiler holds them to", () => {
        const differences: {
            [Block in keyof Differences]: [Differences[Block]] extends [never] ? 0 : Differences[Block];
        } = {
            eks: 0,
            gke: 0,
            aks: 0,
            local: 0,
            existing: 0,
            operator: 0,
            applications: 0,
            sessionClusters: 0,
            applicationDefaults: 0,
            sessionJobs: 0,
            snapshots: 0,
        };
        assert.deepEqual(Object.values(differences), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    });
});
