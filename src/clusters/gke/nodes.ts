import * as crypto from "node:crypto";
import * as container from "@pulumi/gcp/container";
import type * as pulumi from "@pulumi/pulumi";
import { compareVersions } from "../../flink/versions";
import { localDiskCountOf } from "./instance-types";
import { spotTaint } from "./placement";
import type { GkePool, GkeSettings } from "./settings";
import { nodeRoleLabels } from "../shared/node-pools";
import { poolLabels, poolTaints } from "../shared/placement";

/** What nodes need from other resources. */
export interface NodeNeeds {
    /** E-mail address of the Google service account that the nodes themselves are. */
    readonly serviceAccount: pulumi.Input<string>;
    /** Key of their disks. */
    readonly diskKey: pulumi.Input<string>;
}

/** What every node has. */
export function nodeBasics({ serviceAccount, diskKey }: NodeNeeds) {
    return {
        serviceAccount,
        bootDiskKmsKey: diskKey,
        // The account's roles say what nodes may do; scopes would cut that down a second time.
        // https://cloud.google.com/compute/docs/access/service-accounts#scopes_best_practice
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        // Pods get their own identity from the metadata server, and not the node's.
        workloadMetadataConfig: { mode: "GKE_METADATA" },
    };
}

/** Registers the pools of nodes. */
export function createNodePools(
    name: string,
    settings: GkeSettings,
    cluster: pulumi.Input<string>,
    needs: NodeNeeds,
    opts: pulumi.CustomResourceOptions,
): readonly container.NodePool[] {
    return settings.pools.map(
        (pool) =>
            new container.NodePool(
                `${name}-${nodeRoleLabels[pool.role]}-nodes`,
                nodePoolInputs(settings, pool, cluster, needs),
                // How many nodes there are is the autoscaler's business once the pool is there.
                { ...opts, ignoreChanges: ["initialNodeCount", "nodeCount"] },
            ),
    );
}

/** Arguments of a pool of nodes. */
export function nodePoolInputs(
    settings: GkeSettings,
    pool: GkePool,
    cluster: pulumi.Input<string>,
    needs: NodeNeeds,
): container.NodePoolArgs {
    return {
        name: poolName(pool),
        cluster,
        location: settings.region,
        nodeLocations: [...settings.zones],
        initialNodeCount: Math.ceil(pool.minNodes / settings.zones.length), // in each zone
        ignoreNodeCountChanges: true,
        autoscaling: {
            totalMinNodeCount: pool.minNodes,
            totalMaxNodeCount: pool.maxNodes,
            // Interruptible nodes last longest where there are most of them, whatever the zone.
            locationPolicy: pool.spot ? "ANY" : "BALANCED",
        },
        management: { autoRepair: true, autoUpgrade: true },
        upgradeSettings: { maxSurge: 1, maxUnavailable: 0 },
        networkConfig: { enablePrivateNodes: true },
        nodeConfig: {
            ...nodeBasics(needs),
            ...machine(pool),
            kubeletConfig: kubelet(settings, pool),
            ...identity(settings, pool),
        },
    };
}

/**
 * The pool's name: a role, and a hash of what cannot change in place. So a change of that makes a pool beside the old one,
 * which goes when the new one is there.
 */
export function poolName({ role, spot, localDisk, architecture, instanceType }: GkePool): string {
    const shape = JSON.stringify({
        spot,
        architecture,
        localDisks: localDisk ? localDiskCountOf(instanceType) : undefined,
    });
    const hash = crypto.createHash("sha256").update(shape).digest("hex").slice(0, 6);
    return `${nodeRoleLabels[role]}-${hash}`;
}

function machine({ instanceType, diskType, diskGiB, localDisk, spot }: GkePool) {
    return {
        machineType: instanceType,
        imageType: "COS_CONTAINERD",
        diskType,
        diskSizeGb: diskGiB,
        spot,
        gvnic: { enabled: true },
        // Volumes that live as long as their pod, where RocksDB works, then lie on the local disks.
        ...(localDisk ? { ephemeralStorageLocalSsdConfig: { localSsdCount: localDiskCountOf(instanceType) } } : {}),
    };
}

function identity({ labels }: GkeSettings, pool: GkePool) {
    return {
        labels: poolLabels(pool),
        taints: poolTaints(pool, { spotTaint }).map(({ key, value }) => ({ key, value, effect: "NO_SCHEDULE" })),
        resourceLabels: labels,
    };
}

// Kubernetes from which an interruptible node can take longer to shut down, and the longest time that is taken.
// https://cloud.google.com/kubernetes-engine/docs/how-to/node-system-config#spot-graceful-termination
const longShutdown = { from: "1.35", seconds: 120, ofThatForSystemPods: 15 } as const;

/** Interruptible nodes give their pods all the time that there may be; how much that is, Google does not promise. */
function kubelet({ kubernetesVersion }: GkeSettings, { spot }: GkePool) {
    return {
        insecureKubeletReadonlyPortEnabled: "FALSE",
        ...(spot && compareVersions(kubernetesVersion, longShutdown.from) >= 0
            ? {
                  shutdownGracePeriodSeconds: longShutdown.seconds,
                  shutdownGracePeriodCriticalPodsSeconds: longShutdown.ofThatForSystemPods,
              }
            : {}),
    };
}
