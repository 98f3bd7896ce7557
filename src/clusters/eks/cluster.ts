import { Provider } from "@pulumi/aws/provider";
import { getVersion } from "@pulumi/aws/utilities";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import { rejectFindings } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import type { EksClusterArgs } from "./args";
import { checkEksCluster } from "./checks";
import { EksStorageAndIngress, eksIngress, eksStorageClass } from "./classes";
import { EksContainerLogs } from "./container-logs";
import { EksControlPlane } from "./control-plane";
import type { ExistingEksClusterArgs } from "./existing-args";
import { ExistingEksCluster } from "./existing-cluster";
import { identityProblem } from "./filesystem";
import { EksIdentity, eksEgressRules } from "./identity";
import { networkInputs } from "./network-inputs";
import { createNodes } from "./nodes";
import { eksDisruptionAnnotations, eksPlacements, eksSpot } from "./placement";
import { eksInputs } from "./inputs";
import { eksSettings } from "./settings";
import { EksSinks } from "./sinks";
import { EksState, eksStateStore } from "./state-store";
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
import { everyCapability } from "../shared/capabilities";
import { childNames } from "../shared/child-names";
import { eksKubernetesOffer } from "./kubernetes-versions";
import { warnOfSupport } from "../shared/kubernetes-support";
import { clusterOptions } from "../../components/options";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import { eksSdk } from "./sdk";
import { reachableKubeconfig } from "../shared/reachable";

export type * from "./args";
export type * from "./existing-args";
export type * from "./choices";
export type * from "./network-args";
export { checkEksCluster };

/**
 * A Kubernetes cluster on EKS, with its network, nodes and bucket.
 */
export class EksCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot;
    readonly imagePullSecrets = [];
    readonly namespaceLabels = {};
    readonly disruptionAnnotations: Readonly<Record<string, string>>;
    readonly storageClassName = pulumi.output(eksStorageClass);
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    readonly ingress: Ingress;
    readonly capabilities = everyCapability;
    readonly egressRules: readonly EgressRule[];
    readonly labels: ClusterLabels;
    private readonly identity: EksIdentity;

    /**
     * Makes a cluster on EKS with its network, nodes and bucket.
     *
     * @example
     * const cluster = new EksCluster("prod", {
     *     region: "eu-west-1",
     *     // Addresses that you come from.
     *     endpoint: { public: true, allowedCidrs: ["203.0.113.7/32"] },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, args: EksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("EksCluster", name, args, ["region"]);
        super("flink-platform:eks:EksCluster", name, eksInputs(name, args), resourceOptions(name, opts));
        rejectFindings([...sdkFindings("EksCluster", name, eksSdk, getVersion()), ...checkEksCluster(name, args)]);
        const settings = eksSettings(name, args);
        warnOfSupport("EksCluster", name, eksKubernetesOffer, settings.kubernetesVersion, this);
        const defaultTags = { tags: settings.tags };
        const provider = new Provider(`${name}-aws`, { region: settings.region, defaultTags }, { parent: this });
        const owned = { parent: this, provider };
        const title = `EksCluster "${name}"`;
        const child = childNames(name);

        const { kmsKeyArn, samples } = args.stateStore ?? {};
        const state = new EksState(child.state, settings, { owner: name, kmsKeyArn, samples, provider }, owned);
        const sinks = new EksSinks(child.sinks, settings, owned);
        const choice = { owner: name, existing: args.network?.existing };
        const network = networkInputs(child.network, settings, choice, owned);
        const controlPlane = new EksControlPlane(
            child.controlPlane,
            settings,
            { owner: name, subnetIds: network.subnetIds, secretsKeyArn: args.secretsKeyArn, provider },
            owned,
        );
        const { cluster, kubeconfig } = controlPlane;
        // Nodes and classes are objects in the cluster, and all other objects need them. They have a provider to themselves,
        // so that they are made first, and destroyed after the last Flink object but before the cluster.
        const awaited = { title, component: this, ...controlPlane.entrance };
        const access = { kubeconfig: reachableKubeconfig(awaited), clusterIdentifier: settings.clusterIdentifier };
        const nodesProvider = kubernetesProvider(child.nodesProvider, access, {
            parent: this,
            // The control plane includes its administrators; nodes need their network until they are gone.
            dependsOn: [controlPlane, ...network.needs],
        });
        const ofNodes = { parent: this, aws: provider, kubernetes: nodesProvider };
        const nodes = createNodes(child.nodes, settings, { cluster, network }, ofNodes);
        if (sinks.logGroup !== undefined) {
            const inputs = { cluster, group: sinks.logGroup, nodes };
            new EksContainerLogs(`${name}-container-logs`, settings, inputs, owned);
        }
        const classes = new EksStorageAndIngress(child.classes, settings, { parent: this, provider: nodesProvider });

        this.kubeconfig = kubeconfig;
        this.provider = kubernetesProvider(child.provider, access, {
            parent: this,
            // Jobs need a bucket that is encrypted and closed, not only one that exists.
            dependsOn: [controlPlane, nodes, classes, state],
        });
        this.identity = new EksIdentity(
            child.identity,
            settings,
            { cluster, state, sinks, provider, kubernetes: this.provider },
            owned,
        );
        this.stateStore = state.stateStore;
        this.nodes = eksPlacements(settings);
        this.spot = eksSpot(settings);
        this.disruptionAnnotations = eksDisruptionAnnotations(settings);
        this.logSink = sinks.logSink;
        this.metricsSink = sinks.metricsSink;
        this.ingress = eksIngress(settings);
        this.egressRules = eksEgressRules(settings);
        this.labels = { cloud: "eks", region: settings.region, cluster: settings.clusterName };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    /**
     * A cluster and a bucket that something else made. Service accounts get their rights as on a cluster that is made here.
     *
     * @example
     * const cluster = EksCluster.existing("prod", {
     *     region: "eu-west-1",
     *     clusterName: "shop-prod",
     *     stateStore: { bucket: "shop-flink-state" },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    static existing(
        name: string,
        args: ExistingEksClusterArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): ExistingEksCluster {
        return new ExistingEksCluster(name, args, opts);
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Facts about an EKS cluster that follow from its arguments only, valid or not. */
export function eksFacts(args: EksClusterArgs): ClusterFacts {
    const settings = eksSettings("", args); // the component's name changes nothing of what follows
    return {
        architectures: architecturesOf(eksPlacements(settings)),
        store: storeFacts(eksStateStore(settings, "")),
        refusedOptions: {},
        flinkVersionProblem: (flinkVersion) => identityProblem(settings.identity, flinkVersion),
    };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("EksCluster", name, opts, [{ of: Provider, decidedBy: "region" }]);
}
