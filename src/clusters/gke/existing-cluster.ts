import { getClusterOutput } from "@pulumi/gcp/container";
import { getProjectOutput } from "@pulumi/gcp/organizations";
import { Provider as GcpProvider } from "@pulumi/gcp/provider";
import { getVersion } from "@pulumi/gcp/utilities";
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
import { madeElsewhere, plainClusterName } from "../shared/made-elsewhere";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import { describedKubeconfig, poolOf } from "./described-cluster";
import type { ExistingGkeClusterArgs } from "./existing-args";
import { checkExistingGkeCluster } from "./existing-checks";
import { GkeIdentity, gkeEgressRules } from "./identity";
import { knownExistingGkeArgs } from "./known-arguments";
import { regionOf } from "./region";
import { gkeSdk } from "./sdk";
import { stateStoreOf } from "./state-store";

/**
 * A GKE cluster and a bucket that something else made: another stack, another team. What is made is the rights of each
 * service account on its own part of the bucket. `GkeCluster.existing` makes one.
 */
export class ExistingGkeCluster extends pulumi.ComponentResource implements ClusterModule {
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
    readonly egressRules = gkeEgressRules;
    readonly labels: ClusterLabels;
    private readonly identity: GkeIdentity;

    /**
     * Takes a GKE cluster and a bucket, and gives service accounts their rights.
     *
     * @example
     * const cluster = new ExistingGkeCluster("prod", {
     *     project: "acme-shop",
     *     location: "europe-west1",
     *     clusterName: "shop-prod",
     *     stateStore: { bucket: "shop-flink-state" },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, given: ExistingGkeClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const args = readableArguments(given, knownExistingGkeArgs);
        super("flink-platform:gke:ExistingGkeCluster", name, existingInputs(args), resourceOptions(name, opts));
        rejectFindings([
            ...sdkFindings("ExistingGkeCluster", name, gkeSdk, getVersion()),
            ...checkExistingGkeCluster(name, given),
        ]);
        warnOfSupport("ExistingGkeCluster", name, anyKubernetes, args.kubernetesVersion, this);
        const { project, location, identity = "directPrincipal" } = args;
        const region = regionOf(location);
        const clusterName = plainClusterName(name, args.clusterName);
        const provider = new GcpProvider(`${name}-gcp`, { project, region }, { parent: this });
        const owned = { parent: this, provider };
        const child = childNames(name);
        const cluster = getClusterOutput({ project, location, name: args.clusterName }, owned);

        this.kubeconfig =
            args.kubeconfig === undefined
                ? pulumi.secret(cluster.apply(describedKubeconfig))
                : existingKubeconfig(`ExistingGkeCluster "${name}"`, args.kubeconfig, args.context);
        this.provider = kubernetesProvider(
            child.provider,
            { kubeconfig: this.kubeconfig, clusterIdentifier: `gke/${project}/${location}/${clusterName}` },
            { parent: this },
        );
        const bucket = pulumi.output(args.stateStore.bucket);
        this.identity = new GkeIdentity(
            child.identity,
            { project, clusterName, identity, logs: "inCluster" },
            {
                projectNumber: getProjectOutput({ projectId: project }, owned).number,
                // A description of a cluster has secrets; the name of its pool is none.
                workloadPool: pulumi.unsecret(cluster.apply((described) => poolOf(name, described))),
                bucket,
                made: [],
                provider,
            },
            owned,
        );
        this.stateStore = stateStoreOf(bucket);
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
        this.labels = { cloud: "gke", project, region, cluster: clusterName };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function existingInputs(args: Partial<ExistingGkeClusterArgs>) {
    const { project, location, clusterName, context, kubernetesVersion, identity, stateStore } = args;
    return {
        project,
        location,
        clusterName,
        context,
        kubernetesVersion,
        identity,
        stateStore: { bucket: stateStore?.bucket },
    };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("ExistingGkeCluster", name, opts, [{ of: GcpProvider, decidedBy: "project and location" }]);
}
