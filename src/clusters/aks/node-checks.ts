import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import type { AksClusterArgs } from "./args";
import { systemVcpus } from "./defaults";
import { aksInstanceTypes, localDiskGiB, namedArchitecture } from "./instance-types";
import { vmSize } from "./nodes-plan";
import type { AksSettings } from "./settings";
import { nodePoolProblems } from "../shared/node-pool-checks";
import type { NodePool, NodePoolArgs } from "../shared/node-pools";

// https://learn.microsoft.com/azure/aks/quotas-skus-regions
const mostNodesOfPool = 1000;

// https://learn.microsoft.com/azure/aks/use-system-pools#system-and-user-node-pools
const fewestSystemNodes = 2;

/** Problems of the nodes asked for. */
export function aksNodeProblems({ nodes = {} }: AksClusterArgs, settings: AksSettings): Problem[] {
    const general = nodePoolProblems(nodes, aksInstanceTypes);
    if (general.length > 0) {
        return general;
    }
    return settings.pools.flatMap((pool) => {
        const args = nodes[pool.role] ?? {};
        const path = `nodes.${pool.role}`;
        return [...countProblems(path, pool), ...architectureProblems(path, pool), ...diskProblems(path, args, pool)];
    });
}

function countProblems(path: string, { role, instanceType, vcpus, minNodes, maxNodes }: NodePool): Problem[] {
    return [
        ...(role === "system"
            ? [
                  ...unless(
                      minNodes >= fewestSystemNodes,
                      `${path}.minNodes`,
                      `must be at least ${fewestSystemNodes}, got ${minNodes}; AKS's own pods run there`,
                  ),
                  ...unless(
                      instanceType !== undefined || vcpus >= systemVcpus,
                      `${path}.vcpus`,
                      `must be at least ${systemVcpus}, got ${vcpus}; AKS's own pods run there`,
                  ),
              ]
            : []),
        ...unless(
            maxNodes <= mostNodesOfPool,
            `${path}.maxNodes`,
            `must be at most ${mostNodesOfPool}, got ${maxNodes}`,
        ),
    ];
}

function architectureProblems(path: string, { instanceType, architecture }: NodePool): Problem[] {
    const named = instanceType === undefined ? undefined : namedArchitecture(instanceType);
    return unless(
        named === undefined || named === architecture,
        `${path}.architecture`,
        `must be "${named}", which ${instanceType} has, got "${architecture}"`,
    );
}

function diskProblems(path: string, { diskGiB }: NodePoolArgs, pool: NodePool): Problem[] {
    const most = pool.localDisk ? localDiskGiB(vmSize(pool)) : undefined;
    return unless(
        diskGiB === undefined || most === undefined || diskGiB <= most,
        `${path}.diskGiB`,
        `must be at most ${most}, the own disk of ${vmSize(pool)}, got ${diskGiB}; leave it out to take all of it`,
    );
}
