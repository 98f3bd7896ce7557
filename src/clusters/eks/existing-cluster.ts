import { getClusterOutput } from "@pulumi/aws/eks/getCluster";
import { Provider } from "@pulumi/aws/provider";
import { getVersion } from "@pulumi/aws/utilities";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { rejectFindings } from "../../checks/findings";
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
import { madeElsewhere } from "../shared/made-elsewhere";
import { kubernetesProvider } from "../shared/provider";
import { sdkFindings } from "../shared/sdk-version";
import type { ExistingEksClusterArgs } from "./existing-args";
import { checkExistingEksCluster } from "./existing-checks";
import { EksIdentity, eksEgressRules, type BoundCluster } from "./identity";
import { eksKubeconfig } from "./kubeconfig";
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

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: ExistingEksClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:eks:ExistingEksCluster", name, existingInputs(args), resourceOptions(name, opts));
        rejectFindings([
            ...sdkFindings("ExistingEksCluster", name, eksSdk, getVersion()),
            ...checkExistingEksCluster(name, args),
        ]);
        warnOfSupport("ExistingEksCluster", name, anyKubernetes, args.kubernetesVersion, this);
        const { region, stateStore, identity = "podIdentity" } = args;
        // From inputs alone: what another resource supplies may be unknown.
        const clusterName = typeof args.clusterName === "string" ? args.clusterName : name;
        const provider = new Provider(
            `${name}-aws`,
            { region, defaultTags: { tags: args.tags ?? {} } },
            { parent: this },
        );
        const child = childNames(name);
        const cluster = getClusterOutput({ name: args.clusterName }, { parent: this, provider });

        this.kubeconfig =
            args.kubeconfig === undefined
                ? tokenKubeconfig(cluster, region)
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
        this.imagePullSecrets = args.imagePullSecrets ?? [];
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

type Described = ReturnType<typeof getClusterOutput>;

const boundCluster = ({ name, arn, identities }: Described): BoundCluster => ({ name, arn, identities });

function tokenKubeconfig({ name, endpoint, certificateAuthorities }: Described, region: string): pulumi.Output<string> {
    return pulumi.secret(
        pulumi.all([name, endpoint, certificateAuthorities]).apply(([cluster, server, authorities]) =>
            eksKubeconfig({
                name: cluster,
                region,
                endpoint: server,
                certificateAuthority: authorities[0]?.data ?? "",
            }),
        ),
    );
}

/** Inputs under which the component is registered: plain values for reviewers and policy packs. */
function existingInputs({
    region,
    clusterName,
    context,
    kubernetesVersion,
    identity,
    stateStore,
}: ExistingEksClusterArgs) {
    const { bucket, kmsKeyArn, endpoint } = stateStore;
    return { region, clusterName, context, kubernetesVersion, identity, stateStore: { bucket, kmsKeyArn, endpoint } };
}

function resourceOptions(name: string, opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    return clusterOptions("ExistingEksCluster", name, opts, [{ of: Provider, decidedBy: "region" }]);
}
