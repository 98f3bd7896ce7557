import { Provider as GcpProvider } from "@pulumi/gcp/provider";
import { getVersion } from "@pulumi/gcp/utilities";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import { rejectFindings } from "../../checks/findings";
import { requireArguments } from "../../checks/known-arguments";
import { GkeApis } from "./apis";
import type { GkeClusterArgs } from "./args";
import { checkGkeCluster } from "./checks";
import { GkeStorage } from "./classes";
import { GkeControlPlane } from "./control-plane";
import type { ExistingGkeClusterArgs } from "./existing-args";
import { ExistingGkeCluster } from "./existing-cluster";
import {
    gkeBindingNames,
    gkeFilesystemPlugin,
    gkeFlinkConfiguration,
    gkeFlinkVersionProblem,
    gkeRefusedOptions,
} from "./filesystem";
import { GkeIdentity, gkeEgressRules } from "./identity";
import { GkeKeys } from "./keys";
import { workloadPool } from "./names";
import { adoptedNetwork, GkeNetwork } from "./network";
import { GkeNodes } from "./nodes";
import { gkeDisruptionAnnotations, gkePlacements, gkeSpot } from "./placement";
import { gkeInputs } from "./inputs";
import { gkeSettings } from "./settings";
import { gkeLogSink, gkeMetricsSink } from "./sinks";
import { GkeState } from "./state-store";
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
import { gkeKubernetesOffer } from "./kubernetes-versions";
import { warnOfSupport } from "../shared/kubernetes-support";
import { clusterOptions } from "../../components/options";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import { gkeSdk } from "./sdk";

export type * from "./args";
export type * from "./existing-args";
export type * from "./choices";
export type * from "./network-args";
export { checkGkeCluster };

/**
 * A cluster of Google Kubernetes Engine, with its network, keys, nodes and state store.
 */
export class GkeCluster extends pulumi.ComponentResource implements ClusterModule {
    readonly kubeconfig: pulumi.Output<string>;
    readonly provider: k8s.Provider;
    readonly stateStore: StateStore;
    readonly nodes: Readonly<Record<NodeRole, Placement>>;
    readonly spot: Spot;
    readonly imagePullSecrets = [];
    readonly namespaceLabels = {};
    readonly disruptionAnnotations = gkeDisruptionAnnotations;
    readonly storageClassName: pulumi.Output<string>;
    readonly logSink: LogSink;
    readonly metricsSink: MetricsSink;
    // Google reads the class only from the annotation: https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
    readonly ingress: Ingress = { className: "", annotations: { "kubernetes.io/ingress.class": "gce-internal" } };
    readonly capabilities = everyCapability;
    readonly egressRules: readonly EgressRule[] = gkeEgressRules;
    readonly labels: ClusterLabels;
    private readonly identity: GkeIdentity;

    /**
     * Makes a cluster of Google Kubernetes Engine with its network, keys, nodes and bucket.
     *
     * @example
     * const cluster = new GkeCluster("prod", { project: "acme-prod", region: "europe-west1" });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, args: GkeClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        requireArguments("GkeCluster", name, args, ["project", "region"]);
        super("flink-platform:gke:GkeCluster", name, gkeInputs(name, args), resourceOptions(name, opts));
        rejectFindings([...sdkFindings("GkeCluster", name, gkeSdk, getVersion()), ...checkGkeCluster(name, args)]);
        const settings = gkeSettings(name, args);
        const { project, region, clusterName, kubernetesVersion, releaseChannel } = settings;
        warnOfSupport("GkeCluster", name, gkeKubernetesOffer(releaseChannel), kubernetesVersion, this);
        const provider = new GcpProvider(`${name}-gcp`, { project, region }, { parent: this });
        const owned = { parent: this, provider };
        const child = childNames(name);

        const apis = new GkeApis(`${name}-apis`, settings, { provider }, owned);
        const { secretsKeyId, stateStore } = args;
        const network =
            args.network?.existing === undefined
                ? new GkeNetwork(child.network, settings, { owner: name, apis: apis.enabled }, owned)
                : adoptedNetwork(args.network.existing);
        const keys = new GkeKeys(child.keys, settings, { apis, secretsKeyId, stateStore, provider }, owned);
        const state = new GkeState(
            child.state,
            settings,
            { apis: apis.enabled, key: keys.state, samples: stateStore?.samples },
            owned,
        );
        const controlPlane = new GkeControlPlane(
            child.controlPlane,
            settings,
            { owner: name, apis: apis.enabled, network, secretsKey: keys.secrets },
            owned,
        );
        const nodes = new GkeNodes(child.nodes, settings, controlPlane, owned);
        this.identity = new GkeIdentity(
            child.identity,
            settings,
            {
                projectNumber: apis.projectNumber,
                workloadPool: workloadPool(project),
                bucket: state.bucket,
                made: [controlPlane.cluster],
                provider,
            },
            owned,
        );

        this.kubeconfig = controlPlane.kubeconfig;
        this.provider = kubernetesProvider(
            child.provider,
            { kubeconfig: this.kubeconfig, clusterIdentifier: settings.clusterIdentifier },
            // With these, pods run and find their images and state, and administrators have access.
            { parent: this, dependsOn: [controlPlane, nodes, state, ...network.needs] },
        );
        const inCluster = { parent: this, provider: this.provider };
        const classes = new GkeStorage(child.classes, settings, { diskKey: keys.secrets.id }, inCluster);
        this.storageClassName = classes.className;
        this.stateStore = state.stateStore;
        this.nodes = gkePlacements(settings);
        this.spot = gkeSpot(settings);
        this.logSink = gkeLogSink(settings);
        this.metricsSink = gkeMetricsSink(settings);
        this.labels = { cloud: "gke", project, region, cluster: clusterName };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    /**
     * A cluster and a bucket that something else made. Service accounts get their rights as on a cluster that is made here.
     *
     * @example
     * const cluster = GkeCluster.existing("prod", {
     *     project: "acme-shop",
     *     location: "europe-west1",
     *     clusterName: "shop-prod",
     *     stateStore: { bucket: "shop-flink-state" },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    static existing(
        name: string,
        args: ExistingGkeClusterArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): ExistingGkeCluster {
        return new ExistingGkeCluster(name, args, opts);
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Facts about a GKE cluster that follow from its arguments only, valid or not. */
export function gkeFacts(args: GkeClusterArgs): ClusterFacts {
    return {
        architectures: architecturesOf(gkePlacements(gkeSettings("", args))),
        store: storeFacts({
            plugin: gkeFilesystemPlugin,
            files: { plugin: gkeFilesystemPlugin },
            flinkConfiguration: gkeFlinkConfiguration,
            bindingNames: gkeBindingNames,
        }),
        refusedOptions: gkeRefusedOptions,
        flinkVersionProblem: gkeFlinkVersionProblem,
    };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("GkeCluster", name, opts, [{ of: GcpProvider, decidedBy: "project and region" }]);
}
