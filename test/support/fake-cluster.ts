import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { BindingArgs, ClusterModule, Placement } from "../../src/contracts/cluster";

/** A call of `bindServiceAccount`. */
export interface FakeBinding extends BindingArgs {
    readonly name: string;
}

/** A cluster of constants that keeps the bindings it was asked for. */
export interface FakeCluster extends ClusterModule {
    readonly bindings: readonly FakeBinding[];
}

const placement = (role: string): Placement => ({
    nodeSelector: { role },
    tolerations: [{ key: "dedicated", operator: "Equal", value: role, effect: "NoSchedule" }],
    architecture: "amd64",
});

/**
 * A cluster module of constants. Make it inside the program that `record` runs: it registers its provider, named
 * `fake-kubernetes`, and for each binding a Secret named `<name>-binding`.
 */
export function fakeCluster(): FakeCluster {
    return build(pulumi.output("s3p://bucket"), pulumi.output("fast"));
}

/** The same cluster before it exists: its outputs are unknown at preview. */
export function unknownCluster(): FakeCluster {
    const { made } = new Later("fake-later");
    return build(
        made.apply(() => "s3p://bucket"),
        made.apply(() => "fast"),
    );
}

/** A resource whose output no mock gives: unknown at preview. */
class Later extends pulumi.CustomResource {
    declare readonly made: pulumi.Output<unknown>;

    constructor(name: string) {
        super("fake:index:Later", name, { made: undefined });
    }
}

function build(uri: pulumi.Output<string>, storageClassName: pulumi.Output<string>): FakeCluster {
    const kubeconfig = pulumi.secret("{}");
    const provider = new k8s.Provider("fake-kubernetes", { kubeconfig });
    const bindings: FakeBinding[] = [];
    return {
        kubeconfig,
        provider,
        stateStore: {
            uri,
            plugin: "flink-s3-fs-presto",
            files: { uri: uri.apply((root) => root.replace("s3p:", "s3a:")), plugin: "flink-s3-fs-hadoop" },
            flinkConfiguration: () => ({ "s3.endpoint": "http://store:7070" }),
            refusedOptions: {},
            flinkVersionProblem: () => undefined,
        },
        nodes: {
            system: placement("system"),
            jobManager: placement("job-manager"),
            taskManager: placement("task-manager"),
        },
        spot: { ...placement("spot"), available: true, noticeSeconds: 120 },
        imagePullSecrets: [],
        namespaceLabels: { "example.com/jobs": "yes" },
        disruptionAnnotations: { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" },
        storageClassName,
        logSink: { kind: "inCluster" },
        metricsSink: { kind: "inCluster" },
        ingress: { className: "", annotations: {} },
        capabilities: { hostPathLogs: true, nodeExporter: true, privileged: true, kubeSystemWritable: true },
        egressRules: [],
        labels: { cloud: "fake", region: "here", cluster: "fake" },
        bindings,
        bindServiceAccount: (name, args, opts) => {
            bindings.push({ name, ...args });
            const secret = new k8s.core.v1.Secret(
                `${name}-binding`,
                { metadata: { name: "binding", namespace: args.namespace } },
                opts,
            );
            return {
                serviceAccountAnnotations: { "example.com/role": "writer" },
                podLabels: { "example.com/identity": "use" },
                podAnnotations: { "example.com/inject": "true" },
                env: [{ name: "TOKEN_FILE", value: "/var/run/token" }],
                flinkConfiguration: (flinkVersion) => ({ "s3.credentials": `web-identity of ${flinkVersion}` }),
                grantDelay: { seconds: 0, refusals: [] },
                dependsOn: [secret],
            };
        },
    };
}
