import type { KnownOf } from "../../checks/known-arguments";
import { knownMadeElsewhere, knownNodes } from "../shared/known-arguments";
import type { EksClusterArgs, EksMaintenanceArgs, EksNodesArgs, EksStateStoreArgs } from "./args";
import type { ExistingEksClusterArgs, ExistingEksStateStoreArgs } from "./existing-args";
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
    endpoint: { public: "switch", allowedCidrs: "list", reachable: "switch" } satisfies KnownOf<EksEndpointArgs>,
    administrators: "list",
    nodes: { ...knownNodes, autoscaler: "switch" } satisfies KnownOf<EksNodesArgs>,
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
    deletionProtection: "switch",
    maintenance: { day: true, startHourUtc: true, hours: true } satisfies KnownOf<EksMaintenanceArgs>,
    nodeRelease: true,
    addonVersions: "map",
    tags: "map",
} satisfies KnownOf<EksClusterArgs>;

/** Arguments of an EKS cluster that exists. */
export const knownExistingEksArgs = {
    region: true,
    clusterName: true,
    kubeconfig: true,
    context: true,
    stateStore: { bucket: true, kmsKeyArn: true, endpoint: true } satisfies KnownOf<ExistingEksStateStoreArgs>,
    identity: true,
    oidcProviderArn: true,
    tags: "map",
    ...knownMadeElsewhere,
} satisfies KnownOf<ExistingEksClusterArgs>;
