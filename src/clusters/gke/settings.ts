import { kubernetesVersions } from "../../flink/versions";
import type { GkeClusterArgs, GkeMaintenanceArgs } from "./args";
import type { GkeIdentityMode, GkeReleaseChannel } from "./choices";
import type { Sink } from "../shared/choices";
import { diskTypeOf, gkeInstanceTypes } from "./instance-types";
import { localDiskCount } from "./local-disks";
import { defaultBucketName } from "./names";
import { zonesOf } from "./region";
import { smallestInstanceType } from "../shared/instance-types";
import { clusterNameOf, nodePools, type NodePool } from "../shared/node-pools";

/** A cluster's arguments with every plain value decided. */
export interface GkeSettings {
    readonly project: string;
    readonly region: string;
    readonly zones: readonly string[];
    /** Name without the generation: what outlives a replacement of the cluster is called by it. */
    readonly baseName: string;
    /** Name of the cluster in the project. */
    readonly clusterName: string;
    /** Identifies the cluster to Kubernetes providers; made of inputs only. */
    readonly clusterIdentifier: string;
    readonly kubernetesVersion: string;
    readonly releaseChannel: GkeReleaseChannel;
    readonly ranges: GkeRanges;
    readonly publicEndpoint: boolean;
    readonly allowedCidrs: readonly string[];
    readonly administrators: readonly string[];
    readonly pools: readonly GkePool[];
    readonly bucketName: string;
    readonly oldVersionDays: number;
    readonly abortUploadsDays: number;
    readonly identity: GkeIdentityMode;
    readonly logs: Sink;
    readonly metrics: Sink;
    readonly deletionProtection: boolean;
    readonly maintenance: GkeMaintenanceArgs;
    readonly labels: Readonly<Record<string, string>>;
    readonly enableApis: boolean;
}

/** Address ranges of a created network. */
export interface GkeRanges {
    readonly cidr: string;
    readonly podCidr: string;
    readonly serviceCidr: string;
    readonly proxyCidr: string;
}

/** A pool whose type is decided too. */
export interface GkePool extends NodePool {
    readonly instanceType: string;
    readonly diskType: "hyperdisk-balanced" | "pd-balanced";
    /** Local disks that the pool speaks of; undefined if of none. */
    readonly localDiskCount: number | undefined;
}

const defaults = {
    generation: 1,
    releaseChannel: "regular",
    // Far from each other, so that each can be widened; pods of 1024 nodes.
    cidr: "10.0.0.0/20",
    podCidr: "10.4.0.0/14",
    serviceCidr: "10.8.0.0/20",
    // The size that Google recommends: https://cloud.google.com/load-balancing/docs/proxy-only-subnets
    proxyCidr: "10.9.0.0/23",
    publicEndpoint: false,
    oldVersionDays: 7,
    abortUploadsDays: 7,
    identity: "directPrincipal",
    logs: "cloud",
    metrics: "inCluster",
    deletionProtection: true,
    enableApis: true,
} as const;

/** Decides every plain value; the arguments need not be valid. */
export function gkeSettings(name: string, args: GkeClusterArgs): GkeSettings {
    const { project, region } = args;
    const baseName = args.clusterName ?? name;
    const clusterName = clusterNameOf(baseName, args.generation ?? defaults.generation);
    return {
        project,
        region,
        zones: args.zones ?? zonesOf(region),
        baseName,
        clusterName,
        clusterIdentifier: `gke/${project}/${region}/${clusterName}`,
        kubernetesVersion: args.kubernetesVersion ?? kubernetesVersions.default,
        releaseChannel: args.releaseChannel ?? defaults.releaseChannel,
        ranges: gkeRanges(args),
        publicEndpoint: args.endpoint?.public ?? defaults.publicEndpoint,
        allowedCidrs: args.endpoint?.allowedCidrs ?? [],
        administrators: args.administrators ?? [],
        pools: nodePools(args.nodes).map(gkePool),
        bucketName: args.stateStore?.existing ?? args.stateStore?.name ?? defaultBucketName(project, baseName),
        oldVersionDays: args.stateStore?.oldVersionDays ?? defaults.oldVersionDays,
        abortUploadsDays: args.stateStore?.abortUploadsDays ?? defaults.abortUploadsDays,
        identity: args.identity ?? defaults.identity,
        logs: args.logs ?? defaults.logs,
        metrics: args.metrics ?? defaults.metrics,
        deletionProtection: args.deletionProtection ?? defaults.deletionProtection,
        maintenance: args.maintenance ?? {},
        labels: args.labels ?? {},
        enableApis: args.enableApis ?? defaults.enableApis,
    };
}

function gkeRanges({ network }: GkeClusterArgs): GkeRanges {
    return {
        cidr: network?.cidr ?? defaults.cidr,
        podCidr: network?.podCidr ?? defaults.podCidr,
        serviceCidr: network?.serviceCidr ?? defaults.serviceCidr,
        proxyCidr: network?.proxyCidr ?? defaults.proxyCidr,
    };
}

/** Without a type that holds what is asked for, the type is empty; the checks say so before it is used. */
function gkePool(pool: NodePool): GkePool {
    const instanceType = pool.instanceType ?? smallestInstanceType(pool, gkeInstanceTypes)?.name ?? "";
    return {
        ...pool,
        instanceType,
        diskType: diskTypeOf(instanceType),
        localDiskCount: localDiskCount(instanceType, pool.localDisk),
    };
}
