import type { KnownOf } from "../../checks/known-arguments";
import { knownNodes } from "../shared/known-arguments";
import type { EksClusterArgs, EksMaintenanceArgs, EksNodesArgs, EksStateStoreArgs } from "./args";
import type { EksEndpointArgs, EksExistingNetworkArgs, EksNetworkArgs } from "./network-args";

/** Arguments of an EKS cluster. */
export const knownEksArgs = {
    region: true,
    zones: "list",
    clusterName: true,
    generation: true,
    kubernetesVersion: true,
    compute: true,
    network: {
        cidr: true,
        serviceCidr: true,
        natGateways: true,
        existing: { subnetIds: true } satisfies KnownOf<EksExistingNetworkArgs>,
    } satisfies KnownOf<EksNetworkArgs>,
    endpoint: { public: true, allowedCidrs: "list", reachable: true } satisfies KnownOf<EksEndpointArgs>,
    administrators: "list",
    nodes: { ...knownNodes, autoscaler: true } satisfies KnownOf<EksNodesArgs>,
    stateStore: {
        name: true,
        existing: true,
        kmsKeyArn: true,
        oldVersionDays: true,
        abortUploadsDays: true,
        samples: "map",
        endpoint: true,
    } satisfies KnownOf<EksStateStoreArgs>,
    secretsKeyArn: true,
    identity: true,
    logs: true,
    metrics: true,
    controlPlaneLogs: "list",
    logRetentionDays: true,
    deletionProtection: true,
    maintenance: { day: true, startHourUtc: true, hours: true } satisfies KnownOf<EksMaintenanceArgs>,
    nodeRelease: true,
    addonVersions: "map",
    tags: "map",
} satisfies KnownOf<EksClusterArgs>;
