import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import { readableArguments, requireArguments } from "../../checks/known-arguments";
import { architecturesOf, storeFacts } from "../../contracts/facts";
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
import { leadsTo } from "../../owners/cluster";
import { anyKubernetes, warnOfSupport } from "../shared/kubernetes-support";
import { madeElsewhere } from "../shared/made-elsewhere";
import { nodePlacements } from "../shared/node-placement";
import { clusterOptions } from "../../components/options";
import { kubernetesProvider } from "../shared/provider";
import type { ExistingClusterArgs, ExistingStateStoreArgs } from "./args";
import { checkExistingCluster } from "./checks";
import { knownExistingArgs } from "./known-arguments";
import { existingKubeconfig, plainAddress } from "../shared/kubeconfig-input";
import { existingBinding, existingStateStore } from "./state-store";

export { checkExistingCluster };

/**
 * A cluster that something else made: another stack, another package, another team. Nothing is made for it but a
 * provider; jobs keep their state in a store that exists too.
 */
export class ExistingCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot;
    readonly imagePullSecrets: readonly string[];
    readonly namespaceLabels: Readonly<Record<string, string>>;
    readonly disruptionAnnotations: Readonly<Record<string, string>>;
    readonly storageClassName: pulumi.Output<string> | undefined;
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    readonly ingress: Ingress;
    readonly capabilities: Capabilities;
    readonly egressRules: readonly EgressRule[] = [];
    readonly labels: ClusterLabels;
    private readonly storeArgs: ExistingStateStoreArgs;

    /**
     * Takes a cluster that something else made, and the store in which its jobs keep their state.
     *
     * @example
     * const cluster = new ExistingCluster("prod", {
     *     kubeconfig: new pulumi.StackReference("acme/clusters/prod").requireOutput("kubeconfig"),
     *     stateStore: { kind: "s3", bucket: "acme-flink-state", secret: { name: "flink-state" } },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, given: ExistingClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("ExistingCluster", name, given, ["kubeconfig", "stateStore"]);
        const args = readableArguments(given, knownExistingArgs);
        super(
            "flink-platform:existing:ExistingCluster",
            name,
            existingInputs(args),
            clusterOptions("ExistingCluster", name, opts, []),
        );
        rejectFindings(checkExistingCluster(name, given));
        warnOfSupport("ExistingCluster", name, anyKubernetes, args.kubernetesVersion, this);
        const cluster = args.clusterName ?? name;

        this.kubeconfig = existingKubeconfig(`ExistingCluster "${name}"`, args.kubeconfig, args.context);
        this.provider = kubernetesProvider(
            `${name}-kubernetes`,
            { kubeconfig: this.kubeconfig, clusterIdentifier: cluster },
            { parent: this },
        );
        const address = plainAddress(args.kubeconfig, args.context);
        if (address !== undefined) {
            leadsTo(this.provider, address);
        }
        this.storeArgs = args.stateStore;
        this.stateStore = existingStateStore(args.stateStore);
        const parts = madeElsewhere(args);
        this.nodes = parts.nodes;
        this.spot = parts.spot;
        this.imagePullSecrets = parts.imagePullSecrets;
        this.namespaceLabels = parts.namespaceLabels;
        this.disruptionAnnotations = parts.disruptionAnnotations;
        this.storageClassName = parts.storageClassName;
        this.logSink = parts.logSink;
        this.metricsSink = parts.metricsSink;
        this.ingress = parts.ingress;
        this.capabilities = parts.capabilities;
        this.labels = { cloud: "existing", region: args.region ?? "existing", cluster };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(_name: string, args: BindingArgs, _opts: pulumi.ResourceOptions): Binding {
        return existingBinding(this.storeArgs, args);
    }
}

/** Facts that an existing cluster's arguments alone tell, whether they are right or not. */
export function existingFacts(args: ExistingClusterArgs): ClusterFacts {
    const { placement, nodes, stateStore } = readableArguments(args, knownExistingArgs);
    const store = existingStateStore(stateStore);
    const { refusedOptions, missing, flinkVersionProblem } = store;
    return {
        architectures: architecturesOf(nodePlacements(placement, nodes)),
        store: storeFacts(store),
        refusedOptions,
        missingStateStore: missing,
        flinkVersionProblem,
    };
}

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function existingInputs({ context, clusterName, region, kubernetesVersion, stateStore }: ExistingClusterArgs) {
    const { kind, bucket, account, container, prefix } = stateStore ?? {};
    return {
        context,
        clusterName,
        region,
        kubernetesVersion,
        stateStore: { kind, bucket, account, container, prefix },
    };
}
