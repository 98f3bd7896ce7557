import type { AksClusterArgs } from "./args";
import { aksSettings } from "./settings";

/** Inputs under which the cluster's component is registered: plain values for reviewers and policy packs. */
export function aksInputs(name: string, args: AksClusterArgs) {
    const settings = aksSettings(name, args);
    return {
        location: settings.location,
        zones: settings.zones,
        resourceGroup: settings.resourceGroup,
        clusterName: settings.clusterName,
        kubernetesVersion: settings.kubernetesVersion,
        upgradeChannel: settings.upgradeChannel,
        publicEndpoint: settings.publicEndpoint,
        identity: settings.identity,
        natGateways: settings.natGateways,
        logs: settings.logs,
        metrics: settings.metrics,
        deletionProtection: settings.deletionProtection,
    };
}
