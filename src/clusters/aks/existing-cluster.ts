import { getManagedClusterOutput } from "@pulumi/azure-native/containerservice";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import { getVersion } from "@pulumi/azure-native/utilities";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import { readableArguments } from "../../checks/known-arguments";
import { clusterOptions } from "../../components/options";
import type {
    Binding,
    BindingArgs,
    Capabilities,
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
import { existingKubeconfig } from "../shared/kubeconfig-input";
import { anyKubernetes, warnOfSupport } from "../shared/kubernetes-support";
import { madeElsewhere } from "../shared/made-elsewhere";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import { existingAksIdentities } from "./choices";
import { hasPublicName, issuerOf, type DescribedCluster } from "./described-cluster";
import type { ExistingAksClusterArgs } from "./existing-args";
import { checkExistingAksCluster } from "./existing-checks";
import { existingAksSettings } from "./existing-settings";
import { identityWarning } from "./filesystem";
import { AksIdentity, aksEgressRules } from "./identity";
import { clusterKubeconfig } from "./kubeconfig";
import { knownExistingAksArgs } from "./known-arguments";
import { aksNamespaceLabels } from "./placement";
import { azureProvider } from "./resource-group";
import { createStateRoles } from "./rights";
import { aksSdk } from "./sdk";
import { stateStore } from "./state-store";

/**
 * An AKS cluster and a storage account that something else made: another stack, another team. What is made is the identity
 * of each service account, with rights on its own folder of the container. `AksCluster.existing` makes one.
 */
export class ExistingAksCluster extends pulumi.ComponentResource implements ClusterModule {
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
    readonly egressRules: readonly EgressRule[];
    readonly labels: ClusterLabels;
    private readonly identity: AksIdentity;

    /**
     * Takes an AKS cluster and a storage account, and gives service accounts their rights.
     *
     * @example
     * const cluster = new ExistingAksCluster("prod", {
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
    constructor(name: string, given: ExistingAksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const args = readableArguments(given, knownExistingAksArgs);
        super("flink-platform:aks:ExistingAksCluster", name, existingInputs(args), resourceOptions(name, opts));
        rejectFindings([
            ...sdkFindings("ExistingAksCluster", name, aksSdk, getVersion()),
            ...checkExistingAksCluster(name, given),
        ]);
        const settings = existingAksSettings(name, args);
        warnOfSupport("ExistingAksCluster", name, anyKubernetes, args.kubernetesVersion, this);
        void pulumi.log.warn(identityWarning(settings.identity, existingAksIdentities), this);
        const provider = azureProvider(name, settings, this);
        const owned = { parent: this, provider };
        const child = childNames(name);
        const place = { resourceGroupName: settings.resourceGroup, resourceName: args.clusterName };
        let asked: pulumi.Output<DescribedCluster> | undefined;
        const described = () => (asked ??= getManagedClusterOutput(place, owned));

        this.kubeconfig =
            args.kubeconfig === undefined
                ? clusterKubeconfig(settings, { ...place, byPublicName: described().apply(hasPublicName) }, owned)
                : existingKubeconfig(`ExistingAksCluster "${name}"`, args.kubeconfig, args.context);
        this.provider = kubernetesProvider(
            child.provider,
            { kubeconfig: this.kubeconfig, clusterIdentifier: settings.clusterIdentifier },
            { parent: this },
        );
        this.identity = new AksIdentity(
            child.identity,
            settings,
            {
                resourceGroupName: settings.resourceGroup,
                // A description of a cluster may have secrets; the issuer's address is none.
                issuerUrl: args.issuerUrl ?? pulumi.unsecret(described().apply((cluster) => issuerOf(name, cluster))),
                state: { roles: createStateRoles(child.state, settings, owned), needs: [] },
                nodesIdentity: undefined,
                samples: undefined,
                metricsRuleId: undefined,
                provider,
            },
            owned,
        );
        this.stateStore = stateStore(settings);
        const parts = madeElsewhere(args);
        this.nodes = parts.nodes;
        this.spot = parts.spot;
        this.imagePullSecrets = parts.imagePullSecrets;
        this.namespaceLabels = { ...parts.namespaceLabels, ...aksNamespaceLabels(settings) };
        this.disruptionAnnotations = parts.disruptionAnnotations;
        this.storageClassName = parts.storageClassName;
        this.logSink = parts.logSink;
        this.metricsSink = parts.metricsSink;
        this.ingress = parts.ingress;
        this.capabilities = parts.capabilities;
        this.egressRules = aksEgressRules(settings.identity);
        this.labels = { cloud: "aks", cluster: settings.clusterName, region: settings.location };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function existingInputs(args: Partial<ExistingAksClusterArgs>) {
    const { location, resourceGroup, clusterName, context, kubernetesVersion, identity, stateStore: store } = args;
    return {
        location,
        resourceGroup,
        clusterName,
        context,
        kubernetesVersion,
        identity,
        stateStore: { account: store?.account, container: store?.container, resourceGroup: store?.resourceGroup },
    };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("ExistingAksCluster", name, opts, [
        { of: AzureProvider, decidedBy: "subscriptionId, tenantId and location" },
    ]);
}
