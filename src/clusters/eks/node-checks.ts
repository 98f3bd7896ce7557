import type { Problem } from "../../checks/findings";
import { choiceProblems, notTogetherProblems, unless, wholeNumberProblems } from "../../checks/values";
import type { EksClusterArgs } from "./args";
import { eksInstanceTypes, knownInstanceType } from "./instance-types";
import type { EksSettings } from "./settings";
import { nodePoolProblems } from "../shared/node-pool-checks";
import { nodeRoles } from "../shared/node-pools";
import { weekdays } from "../shared/weekdays";

/** Problems of nodes, of what decides how many there are, and of when they are replaced. */
export function nodeProblems(args: EksClusterArgs, settings: EksSettings): Problem[] {
    return [
        ...nodePoolProblems(args.nodes, eksInstanceTypes),
        ...instanceTypeProblems(args, settings),
        ...autoscalerProblems(args, settings),
        ...maintenanceProblems(args),
        ...releaseProblems(settings),
    ];
}

/** A named type must be what the rest of the pool says. */
function instanceTypeProblems({ nodes = {} }: EksClusterArgs, { pools }: EksSettings): Problem[] {
    return nodeRoles.flatMap((role) => {
        const named = nodes[role]?.instanceType;
        const type = named === undefined ? undefined : knownInstanceType(named);
        const pool = pools.find((candidate) => candidate.role === role);
        if (type === undefined || pool === undefined) {
            return [];
        }
        const path = `nodes.${role}`;
        return [
            ...unless(
                type.architecture === pool.architecture,
                `${path}.architecture`,
                `must be "${type.architecture}", that of ${type.name}, got "${pool.architecture}"`,
            ),
            ...(pool.localDisk && !type.localDisk
                ? [{ path: `${path}.localDisk`, problem: `must be false, as ${type.name} has no disk, got true` }]
                : []),
        ];
    });
}

/** Auto Mode does its own scaling. */
function autoscalerProblems({ nodes }: EksClusterArgs, { compute }: EksSettings): Problem[] {
    return compute === "auto" ? notTogetherProblems("nodes.autoscaler", nodes?.autoscaler, 'compute "auto"') : [];
}

function maintenanceProblems({ maintenance, compute }: EksClusterArgs): Problem[] {
    if (maintenance === undefined) {
        return [];
    }
    if (compute === "nodeGroups") {
        // Such nodes change only when Pulumi runs.
        return notTogetherProblems("maintenance", maintenance, 'compute "nodeGroups"');
    }
    const { day, startHourUtc, hours } = maintenance;
    return [
        ...choiceProblems("maintenance.day", day, weekdays),
        ...wholeNumberProblems("maintenance.startHourUtc", startHourUtc, 0, 23),
        ...wholeNumberProblems("maintenance.hours", hours, 1, 24),
    ];
}

/** Nodes of Auto Mode are replaced by EKS. */
function releaseProblems({ nodeRelease, kubernetesVersion, compute }: EksSettings): Problem[] {
    if (nodeRelease === undefined || compute === "auto") {
        return notTogetherProblems("nodeRelease", nodeRelease, 'compute "auto"');
    }
    // "1.35.2-20261110" yes; "v1.35.2", "20261110" no
    return unless(
        /^\d+\.\d+\.\d+-\d{8}$/.test(nodeRelease) && nodeRelease.startsWith(`${kubernetesVersion}.`),
        "nodeRelease",
        `must be a release of Kubernetes ${kubernetesVersion}, such as ${kubernetesVersion}.0-20261110, got "${nodeRelease}"`,
    );
}
