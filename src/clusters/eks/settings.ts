import type { EksClusterArgs, EksMaintenanceArgs } from "./args";
import type { EksCompute, EksControlPlaneLog, EksIdentityMode } from "./choices";
import type { NatGateways, Sink } from "../shared/choices";
import { defaultZones, regionalEndpoint } from "./region";
import { clusterNameOf, nodePools, type NodePool, type NodesArgs } from "../shared/node-pools";
import { kubernetesVersions } from "../../flink/versions";

/** A cluster's arguments with every plain value decided. */
export interface EksSettings {
    readonly region: string;
    readonly zones: readonly string[];
    /** Name without the generation: what outlives a replacement of the cluster is called by it. */
    readonly baseName: string;
    /** Name of the cluster in AWS. */
    readonly clusterName: string;
    /** Identifies the cluster to Kubernetes providers; made of inputs only. */
    readonly clusterIdentifier: string;
    readonly kubernetesVersion: string;
    readonly compute: EksCompute;
    readonly cidr: string;
    readonly serviceCidr: string;
    readonly natGateways: NatGateways;
    readonly publicEndpoint: boolean;
    readonly reachable: boolean;
    readonly allowedCidrs: readonly string[];
    readonly administrators: readonly string[];
    readonly pools: readonly NodePool[];
    /** An autoscaler, and not Pulumi, decides how many nodes a group has. */
    readonly autoscaler: boolean;
    readonly stateStore: EksStateStore;
    /** Address of S3, without a path. */
    readonly s3Endpoint: string;
    readonly oldVersionDays: number;
    readonly abortUploadsDays: number;
    readonly identity: EksIdentityMode;
    readonly logs: Sink;
    readonly metrics: Sink;
    readonly controlPlaneLogs: readonly EksControlPlaneLog[];
    readonly logRetentionDays: number;
    readonly deletionProtection: boolean;
    readonly maintenance: EksMaintenanceArgs;
    /** Release of the nodes' image; undefined for EKS's own choice. */
    readonly nodeRelease: string | undefined;
    readonly addonVersions: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
}

/** Bucket to create or to adopt. */
export type EksStateStore =
    | {
          /** Undefined if no name is given: the default holds the account's number, which only AWS knows. */
          readonly name: string | undefined;
      }
    | { readonly existing: string };

const defaults = {
    generation: 1,
    compute: "auto",
    cidr: "10.0.0.0/16",
    // One of the two ranges that EKS itself would choose from, fixed so that it can be checked against the network:
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
    serviceCidr: "172.20.0.0/16",
    natGateways: "one",
    publicEndpoint: false,
    autoscaler: false,
    oldVersionDays: 7,
    abortUploadsDays: 7,
    identity: "podIdentity",
    logs: "cloud",
    metrics: "inCluster",
    controlPlaneLogs: ["audit", "authenticator"],
    logRetentionDays: 90,
    deletionProtection: true,
    maintenance: { day: "sunday", startHourUtc: 2, hours: 4 },
} as const;

/** Decides every plain value; the arguments need not be valid. */
export function eksSettings(name: string, args: EksClusterArgs): EksSettings {
    const { region } = args;
    const baseName = args.clusterName ?? name;
    const clusterName = clusterNameOf(baseName, args.generation ?? defaults.generation);
    const compute = args.compute ?? defaults.compute;
    return {
        region,
        zones: args.zones ?? defaultZones(region),
        baseName,
        clusterName,
        clusterIdentifier: `eks/${region}/${clusterName}`,
        kubernetesVersion: args.kubernetesVersion ?? kubernetesVersions.default,
        compute,
        cidr: args.network?.cidr ?? defaults.cidr,
        serviceCidr: args.network?.serviceCidr ?? defaults.serviceCidr,
        natGateways: args.network?.natGateways ?? defaults.natGateways,
        publicEndpoint: args.endpoint?.public ?? defaults.publicEndpoint,
        allowedCidrs: args.endpoint?.allowedCidrs ?? [],
        reachable: args.endpoint?.reachable ?? false,
        administrators: args.administrators ?? [],
        pools: eksPools(compute, args.nodes),
        autoscaler: args.nodes?.autoscaler ?? defaults.autoscaler,
        stateStore: eksStateStore(args),
        s3Endpoint: args.stateStore?.endpoint ?? regionalEndpoint(region),
        oldVersionDays: args.stateStore?.oldVersionDays ?? defaults.oldVersionDays,
        abortUploadsDays: args.stateStore?.abortUploadsDays ?? defaults.abortUploadsDays,
        identity: args.identity ?? defaults.identity,
        logs: args.logs ?? defaults.logs,
        metrics: args.metrics ?? defaults.metrics,
        controlPlaneLogs: args.controlPlaneLogs ?? defaults.controlPlaneLogs,
        logRetentionDays: args.logRetentionDays ?? defaults.logRetentionDays,
        deletionProtection: args.deletionProtection ?? defaults.deletionProtection,
        maintenance: args.maintenance ?? defaults.maintenance,
        nodeRelease: args.nodeRelease,
        addonVersions: args.addonVersions ?? {},
        tags: args.tags ?? {},
    };
}

function eksStateStore({ stateStore: { name, existing } = {} }: EksClusterArgs): EksStateStore {
    return existing === undefined ? { name } : { existing };
}

/** Pools by compute. A node group starts with one node, as nothing adds nodes to it. */
function eksPools(compute: EksSettings["compute"], nodes: NodesArgs = {}): readonly NodePool[] {
    return compute === "auto"
        ? nodePools(nodes)
        : nodePools({
              ...nodes,
              jobManager: { ...nodes.jobManager, minNodes: nodes.jobManager?.minNodes ?? 1 },
              taskManager: { ...nodes.taskManager, minNodes: nodes.taskManager?.minNodes ?? 1 },
          });
}
