import { oneOf, type KnownOf } from "../checks/known-arguments";
import type { FlinkTeamArgs, PodSecurity, TeamPeerArgs } from "./args";

/** Arguments of a team. */
export const knownTeamArgs = {
    platform: true,
    namespace: true,
    quota: { cpu: true, memoryGiB: true, pods: true, storageGiB: true, publicServices: "switch" },
    containers: { maxCpu: true, maxMemoryMiB: true, defaultCpu: true, defaultMemoryMiB: true },
    groups: { deployers: "list", viewers: "list" },
    network: {
        apiServerCidrs: "list",
        monitoringNamespace: true,
        operatorNamespace: true,
        egress: "list",
        ingress: "list",
    },
    podSecurity: oneOf<PodSecurity>({ baseline: true, restricted: true, privileged: true }),
    applicationDefaults: "map",
} satisfies KnownOf<FlinkTeamArgs>;

/** Arguments of each other side of its connections. */
export const knownPeerArgs = { cidr: true, namespace: true, ports: "list" } satisfies KnownOf<TeamPeerArgs>;
