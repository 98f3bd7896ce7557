import type { GkeClusterArgs } from "./args";
import { gkeSettings } from "./settings";

/** Inputs under which the cluster's component is registered: plain values for reviewers and policy packs. */
export function gkeInputs(name: string, args: GkeClusterArgs) {
    const settings = gkeSettings(name, args);
    return {
        project: settings.project,
        region: settings.region,
        zones: settings.zones,
        clusterName: settings.clusterName,
        kubernetesVersion: settings.kubernetesVersion,
        releaseChannel: settings.releaseChannel,
        publicEndpoint: settings.publicEndpoint,
        identity: settings.identity,
        logs: settings.logs,
        metrics: settings.metrics,
        deletionProtection: settings.deletionProtection,
    };
}
