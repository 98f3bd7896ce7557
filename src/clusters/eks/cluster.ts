import { Provider } from "@pulumi/aws/provider";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { architecturesOf } from "../../contracts/facts";
import { rejectFindings } from "../../checks/findings";
import type { EksClusterArgs } from "./args";
import { EksAutoNodes } from "./nodes-auto";
import { checkEksCluster } from "./checks";
import { EksStorageAndIngress, eksIngress, eksStorageClass } from "./classes";
import { EksContainerLogs } from "./container-logs";
import { EksControlPlane } from "./control-plane";
import type { ExistingEksClusterArgs } from "./existing-args";
import { ExistingEksCluster } from "./existing-cluster";
import { identityProblem } from "./filesystem";
import { EksIdentity, eksEgressRules } from "./identity";
import { networkInputs } from "./network-inputs";
import { EksNodeGroups } from "./nodes-groups";
import { eksDisruptionAnnotations, eksPlacements, eksSpot } from "./placement";
import type { RightsInputs } from "./rights";
import { eksSettings, type EksSettings } from "./settings";
import { EksSinks } from "./sinks";
import { EksState } from "./state-store";
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
import { childNames } from "../shared/child-names";
import { eksKubernetesOffer } from "./kubernetes-versions";
import { warnOfSupport } from "../shared/kubernetes-support";
import { kubernetesProvider } from "../shared/provider";
import { reachableKubeconfig } from "../shared/reachable";

export type * from "./args";
export type * from "./existing-args";
export { ExistingEksCluster };
export { checkEksCluster };

/**
 * A Kubernetes cluster on EKS, with its network, nodes and bucket.
 *
 * @example
 * const cluster = new EksCluster("prod", {
 *     region: "eu-west-1",
 *     // Addresses that you come from.
 *     endpoint: { public: true, allowedCidrs: ["203.0.113.7/32"] },
 * });
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
    readonly capabilities: Capabilities = {
        hostPathLogs: true,
        nodeExporter: true,
        privileged: true,
        kubeSystemWritable: true,
    };
    readonly egressRules: readonly EgressRule[];
    readonly labels: ClusterLabels;
    private readonly identity: EksIdentity;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: EksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:eks:EksCluster", name, {}, opts);
        rejectFindings(checkEksCluster(name, args));
        const settings = eksSettings(name, args);
        warnOfSupport("EksCluster", name, eksKubernetesOffer, settings.kubernetesVersion, this);
        const provider = new Provider(
            `${name}-aws`,
            { region: settings.region, defaultTags: { tags: settings.tags } },
            { parent: this },
        );
        const owned = { parent: this, provider };
        const title = `EksCluster "${name}"`;
        const child = childNames(name);

        const { kmsKeyArn, samples } = args.stateStore ?? {};
        const state = new EksState(child.state, { settings, kmsKeyArn, samples, provider }, owned);
        const sinks = new EksSinks(child.sinks, settings, owned);
        const network = networkInputs(child.network, title, args, settings, owned);
        const controlPlane = new EksControlPlane(
            child.controlPlane,
            { settings, subnetIds: network.subnetIds, secretsKeyArn: args.secretsKeyArn, provider },
            owned,
        );
        const { cluster, kubeconfig } = controlPlane;
        // Nodes and classes are objects in the cluster too, so that they come first, through their own provider; when all is
        // destroyed, they go after the last Flink object and before the cluster.
        const access = this.access(title, settings, controlPlane);
        const nodesProvider = kubernetesProvider(child.nodesProvider, access, {
            parent: this,
            // Those who may administer the cluster included; and nodes need their network until they are gone.
            dependsOn: [controlPlane, ...network.needs],
        });
        const Nodes = settings.compute === "auto" ? EksAutoNodes : EksNodeGroups;
        const nodes = new Nodes(
            child.nodes,
            { settings, cluster, ...network },
            { parent: this, providers: [provider, nodesProvider] },
        );
        const { logGroup: group } = sinks;
        if (group !== undefined) {
            new EksContainerLogs(`${name}-container-logs`, { settings, cluster, group, nodes }, owned);
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
            { settings, cluster, rights: rightsInputs(settings, state, sinks), provider, kubernetes: this.provider },
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

    private access(title: string, { clusterIdentifier }: EksSettings, controlPlane: EksControlPlane) {
        const awaited = { title, component: this, ...controlPlane.entrance };
        return { kubeconfig: reachableKubeconfig(awaited), clusterIdentifier };
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Facts that an EKS cluster's arguments alone tell, whether they are right or not. */
export function eksFacts(args: EksClusterArgs): ClusterFacts {
    const settings = eksSettings("", args); // the component's name changes nothing of what follows
    return {
        architectures: architecturesOf(eksPlacements(settings)),
        refusedOptions: {},
        flinkVersionProblem: (flinkVersion) => identityProblem(settings.identity, flinkVersion),
    };
}

/** Resources that rights of service accounts are about. */
function rightsInputs({ region }: EksSettings, state: EksState, { logGroup, workspaceArn }: EksSinks): RightsInputs {
    return { region, bucketArn: state.bucketArn, bucketKeyArn: state.keyArn, logGroupArn: logGroup?.arn, workspaceArn };
}
