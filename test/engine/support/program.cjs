/* eslint @typescript-eslint/no-require-imports: "off" -- plain JavaScript, as it reaches the engine */
// What the programs of the engine's tests share. They are plain JavaScript over the built package, as users' programs are.
const k8s = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");
const { FlinkApplication, FlinkDeployment, JobNamespace, anyNode, noBinding } = require("pulumi-flink-platform");

const given = JSON.parse(process.env.ENGINE_TEST ?? "{}");

/** A platform without an operator: the test plays that. `kubeconfig` is what the wait uses. */
function platform({ kubeconfig = pulumi.output(given.kubeconfig), provider = makeProvider(given.kubeconfig) } = {}) {
    return {
        cluster: { kubeconfig, provider },
        operator: {
            release: given.release ?? "1.15.0",
            configuration: {},
            resourceLabels: {},
            watchNamespaces: [],
            dependsOn: [],
        },
        jobNamespace: (name) => ({
            name,
            serviceAccountName: "flink",
            statePrefix: name,
            binding: noBinding,
            dependsOn: [],
        }),
    };
}

/** The same with a state store, as applications need one. */
function platformWithStore(on = platform()) {
    const stateStore = {
        uri: pulumi.output("s3p://state"),
        plugin: "flink-s3-fs-presto",
        files: { uri: pulumi.output("s3a://state"), plugin: "flink-s3-fs-hadoop" },
        flinkConfiguration: () => ({}),
        refusedOptions: {},
        flinkVersionProblem: () => undefined,
    };
    const nodes = { system: anyNode, jobManager: anyNode, taskManager: anyNode };
    return { ...on, cluster: { ...on.cluster, nodes, disruptionAnnotations: {}, stateStore } };
}

function makeProvider(kubeconfig, opts) {
    return new k8s.Provider("cluster", { kubeconfig, clusterIdentifier: "engine-test" }, opts);
}

/** The same with a namespace of its own, and a provider that writes manifests and calls no cluster. */
function renderedPlatform({ namespaceLabels = {} } = {}) {
    const provider = new k8s.Provider("manifests", { renderYamlToDirectory: given.manifests });
    const on = platformWithStore(platform({ provider }));
    const cluster = { ...on.cluster, namespaceLabels, bindServiceAccount: () => noBinding };
    const namespace = new JobNamespace("shop", { cluster, namespace: "shop" }, { provider });
    return { ...on, cluster, jobNamespace: () => namespace };
}

/** The arguments of a job; `extra` goes over its spec's job. */
function job(
    on,
    { readiness = { timeoutSeconds: 60 }, namespace = given.namespace, image = "flink:1.18.1-java17", ...extra } = {},
) {
    return {
        platform: on,
        metadata: { namespace },
        readiness,
        spec: {
            image,
            flinkVersion: "v1_18",
            jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
            taskManager: { resource: { memory: "2048m", cpu: 1 } },
            job: { jarURI: "local:///opt/flink/usrlib/job.jar", parallelism: 1, upgradeMode: "stateless", ...extra },
        },
    };
}

/** A resource that shows whether something that depends on a job was made. */
function marker(name, on, opts = {}) {
    const { provider } = on.cluster;
    return new k8s.core.v1.ConfigMap(name, { metadata: { name, namespace: given.namespace } }, { provider, ...opts });
}

module.exports = {
    FlinkApplication,
    FlinkDeployment,
    given,
    job,
    k8s,
    makeProvider,
    marker,
    platform,
    platformWithStore,
    pulumi,
    renderedPlatform,
};
