import type { KnownOf } from "../../checks/known-arguments";
import { knownNodes } from "../shared/known-arguments";
import type { GkeClusterArgs, GkeMaintenanceArgs, GkeStateStoreArgs } from "./args";
import type { GkeEndpointArgs, GkeExistingNetworkArgs, GkeNetworkArgs } from "./network-args";

/** Arguments of a GKE cluster. */
export const knownGkeArgs = {
    project: true,
    region: true,
    zones: "list",
    clusterName: true,
    generation: true,
    kubernetesVersion: true,
    releaseChannel: true,
    network: {
        cidr: true,
        podCidr: true,
        serviceCidr: true,
        proxyCidr: true,
        existing: {
            network: true,
            subnetwork: true,
            podRangeName: true,
            serviceRangeName: true,
        } satisfies KnownOf<GkeExistingNetworkArgs>,
    } satisfies KnownOf<GkeNetworkArgs>,
    endpoint: { public: true, allowedCidrs: "list" } satisfies KnownOf<GkeEndpointArgs>,
    administrators: "list",
    nodes: knownNodes,
    stateStore: {
        name: true,
        existing: true,
        oldVersionDays: true,
        abortUploadsDays: true,
        samples: "map",
        kmsKeyId: true,
    } satisfies KnownOf<GkeStateStoreArgs>,
    identity: true,
    logs: true,
    metrics: true,
    secretsKeyId: true,
    deletionProtection: true,
    maintenance: { days: "list", startHourUtc: true, hours: true } satisfies KnownOf<GkeMaintenanceArgs>,
    labels: "map",
    enableApis: true,
} satisfies KnownOf<GkeClusterArgs>;
