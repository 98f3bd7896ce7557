import * as storage from "@pulumi/gcp/storage";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { architecturesOf } from "../../contracts/facts";
import { rejectFindings } from "../../checks/findings";
import type { GkeClusterArgs } from "./args";
import { checkGkeCluster } from "./checks";
import { gkeFlinkVersionProblem } from "./filesystem";
import { bindGkeServiceAccount } from "./identity";
import { gkeKubeconfig } from "./kubeconfig";
import { createParts, type Parts } from "./parts";
import { gkePlacements, gkeSpot } from "./placement";
import { gkeSettings } from "./settings";
import { gkeStateStore } from "./state-store";
import { createStorageClass } from "./classes";
import type {
    Binding,
    BindingArgs,
    Capabilities,
    ClusterFacts,
    ClusterLabels,
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

export type * from "./args";
export { checkGkeCluster } from "./checks";

/**
 * A cluster of Google Kubernetes Engine, with its network, keys, nodes and state store.
 *
 * @example
 * const cluster = new GkeCluster("prod", { project: "acme-prod", region: "europe-west1" });
 */
export class GkeCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot;
    readonly namespaceLabels = {};
    readonly disruptionAnnotations = { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" };
    readonly storageClassName: pulumi.Output<string>;
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    // Google reads the class from the annotation alone: https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
    readonly ingress: Ingress = { className: "", annotations: { "kubernetes.io/ingress.class": "gce-internal" } };
    readonly capabilities: Capabilities = {
        hostPathLogs: true,
        nodeExporter: true,
        privileged: true,
        kubeSystemWritable: true,
    };
    // https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#network_policies
    readonly egressRules: readonly EgressRule[] = [
        { cidr: "169.254.169.252/32", port: 988, purpose: "tokens for the pod's service account" },
        { cidr: "169.254.169.254/32", port: 80, purpose: "tokens for the pod's service account, with Dataplane V2" },
    ];
    readonly labels: ClusterLabels;
    private readonly parts: Parts;
    private readonly folders = new Map<string, storage.ManagedFolder>();

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(
        private readonly name: string,
        args: GkeClusterArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        super("flink-platform:gke:GkeCluster", name, {}, opts);
        rejectFindings(checkGkeCluster(name, args));
        const settings = gkeSettings(name, args);
        warnOfNewKubernetes("GkeCluster", name, settings.kubernetesVersion, this);
        const { project, region, clusterName } = settings;

        this.parts = createParts(name, args, settings, this);
        const { endpoint, ready, secretsKey, bucket } = this.parts;
        this.kubeconfig = pulumi.secret(endpoint.apply((host) => gkeKubeconfig(clusterName, host)));
        this.provider = kubernetesProvider(
            `${name}-kubernetes`,
            { kubeconfig: this.kubeconfig, clusterIdentifier: settings.clusterIdentifier },
            { parent: this, dependsOn: [...ready] },
        );
        const inCluster = { parent: this, provider: this.provider };
        this.storageClassName = createStorageClass(name, settings, secretsKey.id, inCluster).metadata.name;
        this.stateStore = gkeStateStore(bucket);
        this.nodes = gkePlacements(settings);
        this.spot = gkeSpot(settings);
        this.logSink = settings.logs === "cloud" ? { kind: "cloudLogging", project } : { kind: "inCluster" };
        this.metricsSink =
            settings.metrics === "cloud"
                ? { kind: "managedCollection", apiGroup: "monitoring.googleapis.com" }
                : { kind: "inCluster" };
        this.labels = { cloud: "gke", project, region, cluster: clusterName };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    /** The grants come after the cluster: the project's pool of workload identities comes with its first one. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const { cloudProvider, cluster, settings, projectNumber, bucket } = this.parts;
        const { dependsOn } = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: cluster });
        return bindGkeServiceAccount(
            name,
            args,
            { settings, projectNumber, bucket, folder: (prefix) => this.folder(prefix) },
            { ...opts, provider: cloudProvider, dependsOn },
        );
    }

    /** A prefix of the bucket to give rights on. Several service accounts may share one, and Google takes each once. */
    private folder(prefix: string): storage.ManagedFolder {
        const known = this.folders.get(prefix);
        const folder =
            known ??
            new storage.ManagedFolder(
                `${this.name}-state-${prefix}`,
                // Its objects stay when it goes: https://cloud.google.com/storage/docs/managed-folders
                { bucket: this.parts.bucket, name: `${prefix}/`, forceDestroy: true },
                { parent: this, provider: this.parts.cloudProvider },
            );
        this.folders.set(prefix, folder);
        return folder;
    }
}

/** What a cluster's arguments alone tell. */
export function gkeFacts(args: GkeClusterArgs): ClusterFacts {
    return {
        architectures: architecturesOf(gkePlacements(gkeSettings("", args))),
        flinkVersionProblem: gkeFlinkVersionProblem,
    };
}
