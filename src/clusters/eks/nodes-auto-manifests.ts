import type * as pulumi from "@pulumi/pulumi";
import type { EksMaintenanceArgs } from "./args";
import { poolInstanceTypes, poolVcpus } from "./instance-types";
import { spotTaint } from "./placement";
import { nodeRoleLabels, type NodePool } from "../shared/node-pools";
import { poolLabels, poolTaints } from "../shared/placement";
import { weekdays } from "../shared/weekdays";

/** Inputs of nodes of Auto Mode from other resources. */
export interface NodeInputs {
    readonly nodeRoleName: pulumi.Input<string>;
    readonly subnetIds: readonly pulumi.Input<string>[];
    readonly securityGroupId: pulumi.Input<string>;
    readonly tags: Readonly<Record<string, string>>;
}

/** Name of a pool's objects in the cluster; Auto Mode calls its own pools `system` and `general-purpose`. */
export function poolObjectName({ role }: NodePool): string {
    return `flink-${nodeRoleLabels[role]}`;
}

/** Node class of a pool: https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html */
export function nodeClassSpec(pool: NodePool, inputs: NodeInputs) {
    return {
        role: inputs.nodeRoleName,
        subnetSelectorTerms: inputs.subnetIds.map((id) => ({ id })),
        securityGroupSelectorTerms: [{ id: inputs.securityGroupId }],
        ephemeralStorage: { size: `${pool.diskGiB}Gi` },
        networkPolicy: "DefaultAllow",
        ...(Object.keys(inputs.tags).length === 0 ? {} : { tags: inputs.tags }),
    };
}

/** A Karpenter pool, by the suffix that its name has after the pool's. */
export interface PoolObject {
    readonly suffix: "" | "-fixed";
    readonly spec: object;
}

/**
 * Karpenter's pools for one of ours: one of a fixed size for the nodes that are always there, and one that grows and
 * shrinks with the pods for the rest. Sources: https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html and
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-static-capacity.html
 */
export function nodePoolObjects(pool: NodePool, maintenance: EksMaintenanceArgs): readonly PoolObject[] {
    const { minNodes, maxNodes } = pool;
    const shared = { template: nodeTemplate(pool), disruption: disruption(pool, maintenance) };
    return [
        ...(minNodes > 0
            ? // One more than its size, so that a node can be replaced before it goes.
              [{ suffix: "-fixed", spec: { ...shared, replicas: minNodes, limits: { nodes: minNodes + 1 } } } as const]
            : []),
        ...(maxNodes > minNodes
            ? [{ suffix: "", spec: { ...shared, limits: { cpu: String(growthVcpus(pool)) } } } as const]
            : []),
    ];
}

/** Pools that grow are limited in processors, not nodes. */
function growthVcpus(pool: NodePool): number {
    return (pool.maxNodes - pool.minNodes) * (poolVcpus(pool) ?? pool.vcpus);
}

// Nodes live for at most 21 days, the time to drain them included:
// https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html
const expireAfter = "336h";
// Time for pods that ask not to be disrupted to finish. Without a limit a node could drain for ever.
const terminationGracePeriod = "1h";

function nodeTemplate(pool: NodePool) {
    return {
        metadata: { labels: poolLabels(pool) },
        spec: {
            nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: poolObjectName(pool) },
            requirements: [
                { key: "node.kubernetes.io/instance-type", operator: "In", values: poolInstanceTypes(pool) },
                { key: "kubernetes.io/arch", operator: "In", values: [pool.architecture] },
                { key: "karpenter.sh/capacity-type", operator: "In", values: [pool.spot ? "spot" : "on-demand"] },
            ],
            taints: poolTaints(pool, { spotTaint }),
            expireAfter,
            terminationGracePeriod,
        },
    };
}

function disruption(pool: NodePool, maintenance: EksMaintenanceArgs) {
    return {
        // Moving Flink's processes to save a node costs a restart; moving the operator does not.
        consolidationPolicy: pool.role === "system" ? "WhenEmptyOrUnderutilized" : "WhenEmpty",
        // Long enough that a job which restarts finds its nodes still there.
        consolidateAfter: "5m",
        budgets: [{ nodes: "1" }, closedBudget(maintenance)],
    };
}

const hoursOfDay = 24;
const hoursOfWeek = 168;

/** Forbids to replace nodes for a newer image from the end of the weekly window to the start of the next. */
export function closedBudget({ day, startHourUtc, hours }: EksMaintenanceArgs) {
    const end = weekdays.indexOf(day) * hoursOfDay + startHourUtc + hours;
    const weekday = Math.floor(end / hoursOfDay) % weekdays.length;
    return {
        nodes: "0",
        reasons: ["Drifted"],
        schedule: `0 ${end % hoursOfDay} * * ${weekday}`,
        duration: `${hoursOfWeek - hours}h`,
    };
}
