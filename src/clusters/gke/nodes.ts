import * as crypto from "node:crypto";
import * as container from "@pulumi/gcp/container";
import * as pulumi from "@pulumi/pulumi";
import { compareVersions } from "../../flink/versions";
import { spotTaint } from "./placement";
import type { GkePool, GkeSettings } from "./settings";
import { nodeRoleLabels } from "../shared/node-pools";
import { poolLabels, poolTaints } from "../shared/placement";

/** Inputs of nodes from other resources. */
export interface NodeInputs {
    /** E-mail address of the Google service account that the nodes themselves are. */
    readonly serviceAccount: pulumi.Input<string>;
    /** Key of their disks. */
    readonly diskKey: pulumi.Input<string>;
    /** Resources without which nodes do not start: services, and rights on the key and of the account. */
    readonly needs: readonly pulumi.Resource[];
}

/** Settings of every node. */
export function nodeBasics({ serviceAccount, diskKey }: NodeInputs) {
    return {
        serviceAccount,
        bootDiskKmsKey: diskKey,
        // The account's roles decide what nodes may do; scopes would restrict that a second time.
        // https://cloud.google.com/compute/docs/access/service-accounts#scopes_best_practice
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        // Pods get their own identity from the metadata server, and not the node's.
        workloadMetadataConfig: { mode: "GKE_METADATA" },
    };
}

/** Pools of nodes. */
export class GkeNodes extends pulumi.ComponentResource {
    constructor(
        name: string,
        settings: GkeSettings,
        { cluster, nodeInputs }: { readonly cluster: container.Cluster; readonly nodeInputs: NodeInputs },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeNodes", name, { pools: settings.pools }, opts);
        for (const pool of settings.pools) {
            new container.NodePool(
                `${name}-${nodeRoleLabels[pool.role]}`,
                nodePoolArgs(settings, pool, cluster.id, nodeInputs),
                {
                    parent: this,
                    dependsOn: [...nodeInputs.needs],
                    // Once the pool exists, the autoscaler decides how many nodes it has.
                    ignoreChanges: ["initialNodeCount", "nodeCount"],
                },
            );
        }
        this.registerOutputs({});
    }
}

/** Arguments of a pool of nodes. */
function nodePoolArgs(
    settings: GkeSettings,
    pool: GkePool,
    cluster: pulumi.Input<string>,
    inputs: NodeInputs,
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
            // Interruptible nodes last longest in the zone with most spare capacity.
            locationPolicy: pool.spot ? "ANY" : "BALANCED",
        },
        management: { autoRepair: true, autoUpgrade: true },
        upgradeSettings: { maxSurge: 1, maxUnavailable: 0 },
        networkConfig: { enablePrivateNodes: true },
        nodeConfig: {
            ...nodeBasics(inputs),
            ...machine(pool),
            kubeletConfig: kubelet(settings, pool),
            ...identity(settings, pool),
        },
    };
}

/**
 * The pool's name: a role, and a hash of what cannot change in place. So a change of that makes a pool next to the old one,
 * which goes when the new one exists.
 */
export function poolName({ role, spot, architecture, localDiskCount }: GkePool): string {
    const shape = JSON.stringify({ spot, architecture, localDisks: localDiskCount });
    const hash = crypto.createHash("sha256").update(shape).digest("hex").slice(0, 6);
    return `${nodeRoleLabels[role]}-${hash}`;
}

function machine({ instanceType, diskType, diskGiB, localDiskCount, spot }: GkePool) {
    return {
        machineType: instanceType,
        imageType: "COS_CONTAINERD",
        diskType,
        diskSizeGb: diskGiB,
        spot,
        gvnic: { enabled: true },
        // Volumes that live as long as their pod, where RocksDB works, then lie on the local disks.
        ...(localDiskCount === undefined ? {} : { ephemeralStorageLocalSsdConfig: { localSsdCount: localDiskCount } }),
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

/** Interruptible nodes give their pods the longest shutdown that is possible; Google does not guarantee it. */
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
