import { aksInstanceTypes } from "./instance-types";
import { shortHash } from "./names";
import { nodeGroups, type NodeGroupPlan } from "./network-plan";
import { spotTaint } from "./placement";
import type { AksSettings } from "./settings";
import { smallestInstanceType } from "../shared/instance-types";
import { nodeRoleLabels, nodeRoles, type NodePool } from "../shared/node-pools";
import { poolLabels, poolTaints } from "../shared/placement";

/** One agent pool of AKS. */
export interface AgentPoolPlan {
    readonly role: NodePool["role"];
    /** Name in Azure, of up to 12 lower-case letters and digits. */
    readonly agentPoolName: string;
    /** Ending of the pool's Pulumi name; empty if it is made with the cluster. */
    readonly nameSuffix: string;
    /** Suffix of its group of nodes, and so of its subnet. */
    readonly group: string;
    readonly zones: readonly string[];
    readonly vmSize: string;
    readonly minNodes: number;
    readonly maxNodes: number;
    /** Undefined with `localDisk`: the system then takes the whole of the machine's own disk. */
    readonly diskGiB: number | undefined;
    readonly localDisk: boolean;
    readonly spot: boolean;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly string[];
}

/** Name of a virtual machine's size for a pool; empty if no known one holds what the pool asks for. */
export function vmSize(pool: NodePool): string {
    return pool.instanceType ?? smallestInstanceType(pool, aksInstanceTypes)?.name ?? "";
}

/** Agent pools of a cluster; with one NAT gateway a zone, each role has a pool in every zone. */
export function agentPoolPlans(settings: AksSettings): readonly AgentPoolPlan[] {
    const groups = nodeGroups(settings);
    return settings.pools.flatMap((pool) =>
        groups.flatMap((group, index) => {
            const [minNodes, maxNodes] = bounds(pool, index, groups.length);
            return maxNodes === 0
                ? []
                : [
                      {
                          ...common(pool, settings),
                          ...names(pool, group, index),
                          group: group.suffix,
                          zones: group.zones,
                          minNodes,
                          maxNodes,
                      },
                  ];
        }),
    );
}

/** The pool that is made with the cluster: AKS takes no other ones by that way later. */
export function clusterPoolPlans(settings: AksSettings): readonly AgentPoolPlan[] {
    return agentPoolPlans(settings).filter(({ nameSuffix }) => nameSuffix === "");
}

/** Pools that are added to the cluster, and can come and go without it. */
export function addedPoolPlans(settings: AksSettings): readonly AgentPoolPlan[] {
    return agentPoolPlans(settings).filter(({ nameSuffix }) => nameSuffix !== "");
}

/** A group's share of a pool's nodes. AKS requires a node in every system pool: https://learn.microsoft.com/azure/aks/use-system-pools. */
function bounds(pool: NodePool, index: number, groups: number): readonly [number, number] {
    const share = (total: number) => Math.floor((total + groups - 1 - index) / groups);
    const least = pool.role === "system" ? 1 : 0;
    const minNodes = Math.max(least, share(pool.minNodes));
    return [minNodes, Math.max(minNodes, share(pool.maxNodes))];
}

function common(pool: NodePool, { systemDiskGiB }: AksSettings) {
    const { role, localDisk, spot } = pool;
    return {
        role,
        localDisk,
        spot,
        vmSize: vmSize(pool),
        diskGiB: systemDiskGiB[role],
        // AKS itself labels interruptible nodes; its own prefix is reserved: https://learn.microsoft.com/azure/aks/use-labels.
        labels: poolLabels(pool),
        taints: poolTaints(pool, { spotTaint }).map(({ key, value, effect }) => `${key}=${value}:${effect}`),
    };
}

const shortRoles = { system: "sys", jobManager: "jm", taskManager: "tm" } as const;

/**
 * A pool cannot change its machines, disks or zones. Its names tell them, also in Pulumi, so that such a change makes a new
 * pool before the old one is drained. The system pool of the first group is made with the cluster, under one name for good.
 */
function names(pool: NodePool, { suffix, zones }: NodeGroupPlan, group: number) {
    const { role, localDisk, diskGiB, spot } = pool;
    if (role === "system" && group === 0) {
        return { agentPoolName: `system${suffix}`, nameSuffix: "" };
    }
    const fixed = shortHash(8, vmSize(pool), JSON.stringify([localDisk, diskGiB, spot]), ...zones);
    return { agentPoolName: `${shortRoles[role]}${fixed}`, nameSuffix: `${nodeRoleLabels[role]}-${fixed}` };
}

/** Most nodes of each group at once, with those that an upgrade adds: a third of each pool. */
export function mostNodes(plans: readonly AgentPoolPlan[], group: string): number {
    return nodeRoles.reduce((sum, role) => {
        const nodes = plans
            .filter((plan) => plan.role === role && plan.group === group)
            .reduce((total, plan) => total + plan.maxNodes, 0);
        return sum + nodes + Math.ceil(nodes / 3);
    }, 0);
}
