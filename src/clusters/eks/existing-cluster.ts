import { getClusterOutput } from "@pulumi/aws/eks/getCluster";
import { Provider } from "@pulumi/aws/provider";
import { getVersion } from "@pulumi/aws/utilities";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
import { readableArguments } from "../../checks/known-arguments";
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
import { clusterOptions } from "../../components/options";
import { childNames } from "../shared/child-names";
import { existingKubeconfig } from "../shared/kubeconfig-input";
import { anyKubernetes, warnOfSupport } from "../shared/kubernetes-support";
import { madeElsewhere, plainClusterName } from "../shared/made-elsewhere";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import { boundCluster, describedKubeconfig } from "./described-cluster";
import type { ExistingEksClusterArgs } from "./existing-args";
import { checkExistingEksCluster } from "./existing-checks";
import { EksIdentity, eksEgressRules } from "./identity";
import { knownExistingEksArgs } from "./known-arguments";
import { partitionOf, regionalEndpoint } from "./region";
import { eksSdk } from "./sdk";
import { eksStateStore } from "./state-store";

/**
 * An EKS cluster and a bucket that something else made: `@pulumi/eks`, another stack, another team. What is made is the
 * identity of each service account, with rights on its own part of the bucket. `EksCluster.existing` makes one.
 */
export class ExistingEksCluster extends pulumi.ComponentResource implements ClusterModule {
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
    private readonly identity: EksIdentity;

    /**
     * Takes an EKS cluster and a bucket, and gives service accounts their rights.
     *
     * @example
     * const cluster = new ExistingEksCluster("prod", {
     *     region: "eu-west-1",
     *     clusterName: "shop-prod",
     *     stateStore: { bucket: "shop-flink-state" },
     * });
     *
     * @throws pulumi.RunError with everything that is wrong with the arguments.
     */
    constructor(name: string, given: ExistingEksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const args = readableArguments(given, knownExistingEksArgs);
        super("flink-platform:eks:ExistingEksCluster", name, existingInputs(args), resourceOptions(name, opts));
        rejectFindings([
            ...sdkFindings("ExistingEksCluster", name, eksSdk, getVersion()),
            ...checkExistingEksCluster(name, given),
        ]);
        warnOfSupport("ExistingEksCluster", name, anyKubernetes, args.kubernetesVersion, this);
        const { region, stateStore, identity = "podIdentity" } = args;
        const clusterName = plainClusterName(name, args.clusterName);
        const provider = new Provider(
            `${name}-aws`,
            { region, defaultTags: { tags: args.tags ?? {} } },
            { parent: this },
        );
        const child = childNames(name);
        const cluster = getClusterOutput({ name: args.clusterName }, { parent: this, provider });

        this.kubeconfig =
            args.kubeconfig === undefined
                ? pulumi.secret(cluster.apply((described) => describedKubeconfig(described, region)))
                : existingKubeconfig(`ExistingEksCluster "${name}"`, args.kubeconfig, args.context);
        this.provider = kubernetesProvider(
            child.provider,
            { kubeconfig: this.kubeconfig, clusterIdentifier: `eks/${region}/${clusterName}` },
            { parent: this },
        );
        this.identity = new EksIdentity(
            child.identity,
            { region, clusterName, identity },
            {
                cluster: boundCluster(cluster),
                issuerArn: args.oidcProviderArn,
                state: {
                    bucketArn: pulumi.interpolate`arn:${partitionOf(region)}:s3:::${stateStore.bucket}`,
                    keyArn: stateStore.kmsKeyArn,
                },
                sinks: { logGroup: undefined, workspaceArn: undefined },
                provider,
                kubernetes: this.provider,
            },
            { parent: this, provider },
        );
        const s3Endpoint = stateStore.endpoint ?? regionalEndpoint(region);
        this.stateStore = eksStateStore({ s3Endpoint, identity }, stateStore.bucket);
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
        this.egressRules = eksEgressRules({ identity });
        this.labels = { cloud: "eks", region, cluster: clusterName };
        this.registerOutputs({ stateStore: this.stateStore.uri });
    }

    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        return this.identity.bindServiceAccount(name, args, opts);
    }
}

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function existingInputs({
    region,
    clusterName,
    context,
    kubernetesVersion,
    identity,
    stateStore,
}: Partial<ExistingEksClusterArgs>) {
    const { bucket, kmsKeyArn, endpoint } = stateStore ?? {};
    return { region, clusterName, context, kubernetesVersion, identity, stateStore: { bucket, kmsKeyArn, endpoint } };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("ExistingEksCluster", name, opts, [{ of: Provider, decidedBy: "region" }]);
}
