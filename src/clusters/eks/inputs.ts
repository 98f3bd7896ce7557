import type { EksClusterArgs } from "./args";
import { eksSettings } from "./settings";

/** Inputs under which the cluster's component is registered: plain values for reviewers and policy packs. */
export function eksInputs(name: string, args: EksClusterArgs) {
    const settings = eksSettings(name, args);
    return {
        region: settings.region,
        zones: settings.zones,
        clusterName: settings.clusterName,
        kubernetesVersion: settings.kubernetesVersion,
        compute: settings.compute,
        publicEndpoint: settings.publicEndpoint,
        identity: settings.identity,
        natGateways: settings.natGateways,
        logs: settings.logs,
        metrics: settings.metrics,
        deletionProtection: settings.deletionProtection,
    };
}
