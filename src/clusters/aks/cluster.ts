import { getVersion } from "@pulumi/azure-native/utilities";
import type * as k8s from "@pulumi/kubernetes";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import type { AksClusterArgs } from "./args";
import { checkAksCluster } from "./checks";
import { aksIdentities } from "./choices";
import { AksControlPlane } from "./control-plane";
import type { ExistingAksClusterArgs } from "./existing-args";
import { ExistingAksCluster } from "./existing-cluster";
import { azureFlinkProblem, identityWarning } from "./filesystem";
import { AksIdentity, aksEgressRules } from "./identity";
import { adoptedKeys, AksKeys } from "./keys";
import { adoptedNetwork, AksNetwork } from "./network";
import { AksNodes } from "./nodes";
import { aksDisruptionAnnotations, aksNamespaceLabels, aksPlacements, aksSpot } from "./placement";
import { azureProvider, createResourceGroup } from "./resource-group";
import { aksInputs } from "./inputs";
import { createSamples } from "./samples";
import { aksSettings } from "./settings";
import { AksSinks } from "./sinks";
import { AksState, stateStore } from "./state-store";
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
import { aksKubernetesOffer } from "./kubernetes-versions";
import { warnOfSupport } from "../shared/kubernetes-support";
import { clusterOptions } from "../../components/options";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import { aksSdk } from "./sdk";

export type * from "./args";
export type * from "./existing-args";
export type * from "./choices";
export type * from "./network-args";
export { checkAksCluster };

/**
 * An AKS cluster in its own network, with private nodes in three zones, a storage account for state and an identity
 * for each service account.
 */
export class AksCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot;
    readonly imagePullSecrets = [];
    readonly namespaceLabels: Readonly<Record<string, string>>;
    readonly disruptionAnnotations = aksDisruptionAnnotations;
    readonly storageClassName: pulumi.Output<string>;
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    readonly ingress: Ingress = { className: "", annotations: {} };
    readonly capabilities = everyCapability;
    readonly egressRules: readonly EgressRule[];
    readonly labels: ClusterLabels;
    private readonly identity: AksIdentity;

    /**
     * Makes an AKS cluster with its network, nodes, storage account and identities.
     *
     * @example
     * const cluster = new AksCluster("prod", {
     *     subscriptionId: "11111111-2222-3333-4444-555555555555",
     *     tenantId: "66666666-7777-8888-9999-000000000000",
     *     location: "westeurope",
     *     administrators: ["aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"],
     *     // Addresses that you come from.
     *     endpoint: { public: true, allowedCidrs: ["203.0.113.7/32"] },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, args: AksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("AksCluster", name, args, ["subscriptionId", "tenantId", "location", "administrators"]);
        super("flink-platform:aks:AksCluster", name, aksInputs(name, args), resourceOptions(name, opts));
        rejectFindings([...sdkFindings("AksCluster", name, aksSdk, getVersion()), ...checkAksCluster(name, args)]);
        const settings = aksSettings(name, args);
        warnOfSupport("AksCluster", name, aksKubernetesOffer, settings.kubernetesVersion, this);
        void pulumi.log.warn(identityWarning(settings.identity, aksIdentities), this);
        const provider = azureProvider(name, settings, this);
        const owned = { parent: this, provider };
        const child = childNames(name);

        const { resourceGroupName, resourceGroup } = createResourceGroup(name, settings, owned);
        const network =
            args.network?.existing === undefined
                ? new AksNetwork(child.network, settings, { owner: name, resourceGroupName }, owned)
                : adoptedNetwork(args.network.existing);
        const keys =
            args.keys?.existing === undefined
                ? new AksKeys(child.keys, settings, { resourceGroupName }, owned)
                : adoptedKeys(args.keys.existing);
        const state = new AksState(
            child.state,
            settings,
            { resourceGroupName, resourceGroup, keys, subnetIds: network.subnetIdsWithoutDependency },
            owned,
        );
        const sinks = new AksSinks(child.sinks, settings, { resourceGroupName }, owned);
        const controlPlane = new AksControlPlane(
            child.controlPlane,
            settings,
            { owner: name, resourceGroupName, network, keys, sinks, roles: state.roles.all },
            owned,
        );
        const { cluster, nodesIdentity, issuerUrl, rights } = controlPlane;
        const nodes = new AksNodes(child.nodes, settings, { resourceGroupName, cluster, network, rights }, owned);

        this.kubeconfig = controlPlane.kubeconfig;
        this.provider = kubernetesProvider(
            child.provider,
            { kubeconfig: this.kubeconfig, clusterIdentifier: settings.clusterIdentifier },
            // Objects need nodes that run pods, the rights of the user who runs Pulumi, and an encrypted, closed state store.
            { parent: this, dependsOn: [controlPlane, nodes, state] },
        );
        const ofIdentities = { resourceGroupName, issuerUrl, state };
        const samples = createSamples(name, settings, { ...ofIdentities, kubernetes: this.provider }, owned);
        const { metricsRuleId } = sinks;
        this.identity = new AksIdentity(
            child.identity,
            settings,
            { ...ofIdentities, nodesIdentity, samples, metricsRuleId, provider },
            owned,
        );

        this.stateStore = stateStore(settings);
        this.nodes = aksPlacements(settings);
        this.spot = aksSpot(settings);
        this.namespaceLabels = aksNamespaceLabels(settings);
        this.storageClassName = pulumi.output(settings.storageClassName);
        this.logSink = sinks.logSink;
        this.metricsSink = sinks.metricsSink;
        this.egressRules = aksEgressRules(settings.identity);
        this.labels = { cloud: "aks", cluster: settings.clusterName, region: settings.location };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    /**
     * A cluster and a storage account that something else made. Service accounts get their rights as on a cluster that is
     * made here.
     *
     * @example
     * const cluster = AksCluster.existing("prod", {
     *     subscriptionId: "11111111-2222-3333-4444-555555555555",
     *     tenantId: "66666666-7777-8888-9999-000000000000",
     *     location: "westeurope",
     *     resourceGroup: "shop",
     *     clusterName: "shop-prod",
     *     stateStore: { account: "shopflinkstate", container: "flink" },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    static existing(
        name: string,
        args: ExistingAksClusterArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): ExistingAksCluster {
        return new ExistingAksCluster(name, args, opts);
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Facts about an AKS cluster that follow from its arguments only, valid or not. */
export function aksFacts(args: AksClusterArgs): ClusterFacts {
    const settings = aksSettings("", args); // the component's name changes nothing of what follows
    return {
        architectures: architecturesOf(aksPlacements(settings)),
        store: storeFacts(stateStore(settings)),
        refusedOptions: {},
        flinkVersionProblem: (flinkVersion) => azureFlinkProblem(settings, flinkVersion),
    };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("AksCluster", name, opts, [
        { of: AzureProvider, decidedBy: "subscriptionId, tenantId and location" },
    ]);
}
