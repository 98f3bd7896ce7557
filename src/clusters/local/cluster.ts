import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Finding, type Problem } from "../../checks/findings";
import { dnsLabelProblems } from "../../checks/names";
import { kubernetesVersionProblem } from "../../flink/versions";
import { kubeconfigFiles, readKubeconfig, selectContext } from "./kubeconfig-files";
import { LocalObjectStore, type LocalObjectStoreArgs } from "./object-store";
import type {
    Binding,
    BindingArgs,
    Capabilities,
    ClusterFacts,
    ClusterModule,
    EgressRule,
    Ingress,
    LogSink,
    MetricsSink,
    NodeRole,
    Placement,
    Spot,
    StateStore,
} from "../../contracts/cluster";
import { warnOfNewKubernetes } from "../shared/new-kubernetes";
import { kubernetesProvider } from "../shared/provider";
import { sampleProblems } from "../shared/samples";

/** Which existing cluster to use, and its object store. */
export interface LocalClusterArgs {
    /** Context of the kubeconfig. @default the kubeconfig's current context */
    readonly context?: string;
    /** Kubeconfig file. @default the files of the variable `KUBECONFIG`, else `~/.kube/config` */
    readonly kubeconfig?: string;
    /** Version of the cluster as `major.minor`, to be checked against the supported ones. @default not checked */
    readonly kubernetesVersion?: string;
    /**
     * Class of ReadWriteOnce block storage.
     *
     * @default `standard`, the class of kind, minikube and the development cluster
     */
    readonly storageClassName?: string;
    /** The S3-compatible server that the module runs in the cluster. */
    readonly objectStore?: LocalObjectStoreArgs;
}

const defaults = { storageClassName: "standard" } as const;

const anywhere: Placement = { nodeSelector: {}, tolerations: [], architecture: "any" };

/**
 * A cluster that exists already, reached by a kubeconfig's context: kind, minikube, k3d or any other. An
 * S3-compatible server in it keeps state, so that jobs use the same plugin, options and paths as on a cloud.
 *
 * @example
 * const cluster = new LocalCluster("laptop", { context: "kind-kind" });
 */
export class LocalCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>> = {
        system: anywhere,
        jobManager: anywhere,
        taskManager: anywhere,
    };
    readonly spot: Spot = { ...anywhere, available: false, noticeSeconds: 0 };
    readonly namespaceLabels = {};
    readonly disruptionAnnotations = {};
    readonly storageClassName: pulumi.Output<string>;
    readonly logSink: LogSink = { kind: "inCluster" };
    readonly metricsSink: MetricsSink = { kind: "inCluster" };
    readonly ingress: Ingress = { className: "", annotations: {} };
    readonly capabilities: Capabilities = {
        hostPathLogs: true,
        nodeExporter: true,
        privileged: true,
        kubeSystemWritable: true,
    };
    readonly egressRules: readonly EgressRule[] = [];
    readonly labels: Readonly<Record<string, string>>;
    private readonly objectStore: LocalObjectStore;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: LocalClusterArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:local:LocalCluster", name, {}, opts);
        rejectFindings(checkLocalCluster(name, args));
        warnOfNewKubernetes("LocalCluster", name, args.kubernetesVersion, this);
        const { context, kubeconfig } = readContext(args);
        const storageClassName = args.storageClassName ?? defaults.storageClassName;

        this.kubeconfig = pulumi.secret(kubeconfig);
        this.provider = kubernetesProvider(
            `${name}-kubernetes`,
            { kubeconfig: this.kubeconfig, clusterIdentifier: context },
            { parent: this },
        );
        this.objectStore = new LocalObjectStore(
            `${name}-object-store`,
            { ...args.objectStore, storageClassName },
            { parent: this, provider: this.provider },
        );
        this.stateStore = this.objectStore.stateStore;
        this.storageClassName = pulumi.output(storageClassName);
        this.labels = { context };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.objectStore.bindServiceAccount(name, args, opts);
    }
}

/** A local cluster's nodes may be anything, and every Flink reaches its store by key. */
export const localFacts: ClusterFacts = {
    architectures: { system: "any", jobManager: "any", taskManager: "any" },
    flinkVersionProblem: () => undefined,
};

/** Everything that is wrong with a local cluster's arguments. Reads the kubeconfig, calls nothing. */
export function checkLocalCluster(name: string, args: LocalClusterArgs): Finding[] {
    const version = args.kubernetesVersion;
    const versionProblem = version === undefined ? undefined : kubernetesVersionProblem(version);
    const size = args.objectStore?.sizeGiB;
    const problems: Problem[] = [
        ...kubeconfigProblems(args),
        ...(versionProblem === undefined ? [] : [{ path: "kubernetesVersion", problem: versionProblem }]),
        ...(size === undefined || size >= 1
            ? []
            : [{ path: "objectStore.sizeGiB", problem: `must be at least 1, got ${size}` }]),
        ...sampleProblems("objectStore.samples", args.objectStore?.samples),
        ...(args.objectStore?.namespace === undefined
            ? []
            : dnsLabelProblems("objectStore.namespace", args.objectStore.namespace)),
    ];
    return findingsOf("LocalCluster", name, problems);
}

function kubeconfigProblems(args: LocalClusterArgs): Problem[] {
    try {
        readContext(args);
        return [];
    } catch (error) {
        return [{ path: "", problem: error instanceof Error ? error.message : String(error) }];
    }
}

function readContext(args: LocalClusterArgs) {
    return selectContext(readKubeconfig(kubeconfigFiles(args.kubeconfig)), args.context);
}
