import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import type { LocalClusterArgs } from "./args";
import { checkLocalCluster } from "./checks";
import { chosenContext } from "./context";
import { existingStore } from "./existing-store";
import { LocalObjectStore, localBindingNames, type ObjectStore } from "./object-store";
import type {
    Binding,
    BindingArgs,
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
import { noSpot } from "../../contracts/any-node";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import { everyCapability } from "../shared/capabilities";
import { s3Plugins } from "../shared/s3";
import { anyKubernetes, warnOfSupport } from "../shared/kubernetes-support";
import { nodePlacements } from "../shared/node-placement";
import { leadsTo } from "../../owners/cluster";
import { clusterOptions } from "../../components/options";
import { kubernetesProvider } from "../shared/provider";

export { checkLocalCluster } from "./checks";
export type { ExistingObjectStoreArgs, LocalClusterArgs, LocalObjectStoreArgs } from "./args";

/**
 * A cluster that exists already, reached by a kubeconfig's context: kind, minikube, k3d, one on premises. An
 * S3-compatible server in it keeps state, or an S3 service that exists, so that jobs use the same plugin, options and
 * paths as on a cloud.
 */
export class LocalCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot = noSpot;
    readonly imagePullSecrets: readonly string[];
    readonly namespaceLabels = {};
    readonly disruptionAnnotations = {};
    readonly storageClassName: pulumi.Output<string> | undefined;
    readonly logSink: LogSink = { kind: "inCluster" };
    readonly metricsSink: MetricsSink = { kind: "inCluster" };
    readonly ingress: Ingress = { className: "", annotations: {} };
    readonly capabilities = everyCapability;
    readonly egressRules: readonly EgressRule[];
    readonly labels: ClusterLabels;
    private readonly objectStore: ObjectStore;

    /**
     * Takes the cluster of a kubeconfig's context. State is kept by an S3-compatible server in it, or by one that exists.
     *
     * @example
     * const cluster = new LocalCluster("laptop", { context: "kind-kind" });
     *
     * @example
     * const cluster = new LocalCluster("on-premises", {
     *     context: "rke2",
     *     storageClassName: "longhorn",
     *     objectStore: {
     *         existing: { endpoint: "https://minio.storage.svc:9000", bucket: "flink", secretName: "flink-state" },
     *     },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, args: LocalClusterArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super(
            "flink-platform:local:LocalCluster",
            name,
            localInputs(args),
            clusterOptions("LocalCluster", name, opts, []),
        );
        rejectFindings(checkLocalCluster(name, args));
        warnOfSupport("LocalCluster", name, anyKubernetes, args.kubernetesVersion, this);
        const { kubeconfig, identifier, address } = chosenContext(name, args);

        this.kubeconfig = kubeconfig;
        this.provider = kubernetesProvider(
            `${name}-kubernetes`,
            { kubeconfig: this.kubeconfig, clusterIdentifier: identifier },
            { parent: this },
        );
        if (address !== undefined) {
            leadsTo(this.provider, address);
        }
        this.nodes = nodePlacements(args.placement, args.nodes);
        this.imagePullSecrets = args.imagePullSecrets ?? [];
        this.objectStore =
            args.objectStore?.existing === undefined
                ? new LocalObjectStore(
                      `${name}-object-store`,
                      {
                          ...args.objectStore,
                          cluster: name,
                          storageClassName: args.storageClassName,
                          provider: this.provider,
                          placement: this.nodes.system,
                      },
                      { parent: this, provider: this.provider },
                  )
                : existingStore(args.objectStore.existing);
        this.stateStore = this.objectStore.stateStore;
        this.egressRules = this.objectStore.egressRules;
        this.storageClassName = args.storageClassName === undefined ? undefined : pulumi.output(args.storageClassName);
        this.labels = { cloud: "local", region: "local", cluster: identifier };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.objectStore.bindServiceAccount(name, args, opts);
    }
}

/** Facts that a local cluster's arguments tell: every Flink version reaches its store by key. */
export const localFacts = ({ placement, nodes }: LocalClusterArgs): ClusterFacts => ({
    architectures: architecturesOf(nodePlacements(placement, nodes)),
    store: storeFacts({ ...s3Plugins, flinkConfiguration: () => ({}), bindingNames: localBindingNames }),
    refusedOptions: {},
    flinkVersionProblem: () => undefined,
});

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function localInputs({ context, kubernetesVersion, storageClassName, objectStore }: LocalClusterArgs) {
    const store = objectStore?.existing === undefined ? "inCluster" : "existing";
    return { context, kubernetesVersion, storageClassName, objectStore: store };
}
