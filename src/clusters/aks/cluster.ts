import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import type { AksClusterArgs } from "./args";
import { automaticNodePools } from "./automatic";
import { capabilities, disruptionAnnotations, namespaceLabels } from "./behaviour";
import { checkAksCluster } from "./checks";
import { registerCluster } from "./managed-cluster";
import { clusterKubeconfig } from "./credentials";
import { aksFoundation } from "./foundation";
import { azureEgressRules, bindToIdentity, identityWarning, type BindingSurroundings } from "./identity";
import { clusterLogs } from "./logs";
import { aksMetrics } from "./metrics";
import type { ChildOptions } from "./network";
import { nodesRight } from "./nodes-identity";
import { placements, spotPlacement } from "./placement";
import { aksSettings, type AksSettings } from "./settings";
import { stateStoreContract } from "./state-store";
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
import { warnOfNewKubernetes } from "../shared/new-kubernetes";
import { kubernetesProvider } from "../shared/provider";

export type * from "./args";
export { checkAksCluster } from "./checks";
export { aksFacts } from "./facts";

/**
 * An AKS cluster in a network of its own, with private nodes in three zones, a storage account for state and an identity
 * for each service account.
 *
 * @example
 * const cluster = new AksCluster("prod", {
 *     subscriptionId: "11111111-2222-3333-4444-555555555555",
 *     tenantId: "66666666-7777-8888-9999-000000000000",
 *     location: "westeurope",
 *     administrators: ["aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"],
 * });
 */
export class AksCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot;
    readonly namespaceLabels: Readonly<Record<string, string>>;
    readonly disruptionAnnotations: Readonly<Record<string, string>>;
    readonly storageClassName: pulumi.Output<string>;
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    readonly ingress: Ingress = { className: "", annotations: {} };
    readonly capabilities: Capabilities;
    readonly egressRules: readonly EgressRule[];
    readonly labels: ClusterLabels;
    private readonly cloudProvider: AzureProvider;
    private readonly bindings: BindingSurroundings;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: AksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:aks:AksCluster", name, {}, opts);
        rejectFindings(checkAksCluster(name, args));
        const settings = aksSettings(name, args);
        warnOfNewKubernetes("AksCluster", name, settings.kubernetesVersion, this);
        void pulumi.log.warn(identityWarning(settings.identity), this);
        this.cloudProvider = azureProvider(name, settings, this);
        const children: ChildOptions = { parent: this, provider: this.cloudProvider };
        const foundation = aksFoundation(name, settings, args, children);
        const { cluster, ready } = registerCluster(name, settings, args, foundation, children);
        this.kubeconfig = clusterKubeconfig(settings, cluster, foundation.resourceGroupName, children);
        this.provider = this.newProvider(name, settings, ready);

        const metrics = aksMetrics(name, settings, foundation.resourceGroupName, children);
        this.logSink = clusterLogs(
            name,
            settings,
            cluster,
            foundation.workspace,
            foundation.resourceGroupName,
            children,
        );
        this.metricsSink = metrics.sink;
        this.bindings = {
            settings,
            ...foundation,
            issuerUrl: cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? ""),
            nodes: nodesRight(name, settings, foundation, children),
            metricsRuleId: metrics.ruleId,
        };
        this.stateStore = stateStoreContract(settings);
        this.nodes = placements(settings);
        this.spot = spotPlacement(settings);
        this.namespaceLabels = namespaceLabels(settings);
        this.disruptionAnnotations = disruptionAnnotations[settings.sku];
        this.storageClassName = pulumi.output(settings.storageClassName);
        this.capabilities = capabilities[settings.sku];
        this.egressRules = azureEgressRules(settings.identity);
        this.labels = { cloud: "aks", cluster: settings.physicalName, region: settings.location };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const own = pulumi.mergeOptions(opts, { provider: this.cloudProvider });
        return bindToIdentity(name, args, this.bindings, own);
    }

    /** The provider comes after nodes that can run pods and the rights of whoever runs Pulumi. */
    private newProvider(name: string, settings: AksSettings, ready: readonly pulumi.Resource[]): k8s.Provider {
        const args = { kubeconfig: this.kubeconfig, clusterIdentifier: settings.clusterIdentifier };
        if (settings.sku !== "automatic") {
            return kubernetesProvider(`${name}-kubernetes`, args, { parent: this, dependsOn: [...ready] });
        }
        // Pools are objects in the cluster here. A provider of their own makes them before everything else, and removes them after.
        const first = kubernetesProvider(`${name}-kubernetes-nodes`, args, { parent: this, dependsOn: [...ready] });
        const pools = automaticNodePools(name, settings, first, this);
        return kubernetesProvider(`${name}-kubernetes`, args, { parent: this, dependsOn: [...pools] });
    }
}

function azureProvider(name: string, settings: AksSettings, parent: pulumi.Resource): AzureProvider {
    const { subscriptionId, tenantId, location } = settings;
    return new AzureProvider(`${name}-azure`, { subscriptionId, tenantId, location }, { parent });
}
