import type { ApplicationDefaults } from "../jobs/application/defaults-args";
import { readDefaults } from "../jobs/application/defaults";
import type { PodSecurity, TeamArgs, TeamContainerArgs, TeamGroupsArgs, TeamPeerArgs, TeamQuotaArgs } from "./args";

/** A team's arguments with every value decided. */
export interface TeamSettings {
    readonly namespace: string;
    readonly quota: TeamQuotaArgs & Required<Pick<TeamQuotaArgs, "publicServices">>;
    readonly containers: TeamContainerArgs & Required<Pick<TeamContainerArgs, "defaultCpu" | "defaultMemoryMiB">>;
    readonly groups: Required<TeamGroupsArgs>;
    readonly network: NetworkSettings;
    readonly podSecurity: PodSecurity;
    /** Files of this machine are read. */
    readonly applicationDefaults: ApplicationDefaults | undefined;
}

/** The network of a team with every value decided. */
export interface NetworkSettings {
    readonly apiServerCidrs: readonly string[];
    readonly monitoringNamespace: string;
    /** Undefined where neither the platform nor the team says it. */
    readonly operatorNamespace: string | undefined;
    readonly egress: readonly TeamPeerArgs[];
    readonly ingress: readonly TeamPeerArgs[];
}

const defaults = {
    publicServices: false,
    // What a small sidecar takes. Flink's own containers name theirs.
    containers: { defaultCpu: 0.1, defaultMemoryMiB: 256 },
    // A managed control plane has no address that stays.
    apiServerCidrs: ["0.0.0.0/0"],
    monitoringNamespace: "monitoring",
    podSecurity: "baseline",
} as const;

/** Decides every value of a team's arguments. */
export function teamSettings(
    name: string,
    args: TeamArgs,
    { operatorNamespace }: Pick<NetworkSettings, "operatorNamespace">,
): TeamSettings {
    const { quota = {}, containers = {}, groups = {}, network = {} } = args;
    const { maxCpu = Infinity, maxMemoryMiB = Infinity } = containers;
    return {
        namespace: args.namespace ?? name,
        quota: { ...quota, publicServices: quota.publicServices ?? defaults.publicServices },
        containers: {
            ...containers,
            defaultCpu: containers.defaultCpu ?? Math.min(defaults.containers.defaultCpu, maxCpu),
            defaultMemoryMiB:
                containers.defaultMemoryMiB ?? Math.min(defaults.containers.defaultMemoryMiB, maxMemoryMiB),
        },
        groups: { deployers: groups.deployers ?? [], viewers: groups.viewers ?? [] },
        network: {
            apiServerCidrs: network.apiServerCidrs ?? defaults.apiServerCidrs,
            monitoringNamespace: network.monitoringNamespace ?? defaults.monitoringNamespace,
            operatorNamespace: network.operatorNamespace ?? operatorNamespace,
            egress: network.egress ?? [],
            ingress: network.ingress ?? [],
        },
        podSecurity: args.podSecurity ?? defaults.podSecurity,
        applicationDefaults: readDefaults(args.applicationDefaults),
    };
}
