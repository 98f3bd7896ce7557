import type { KnownOf } from "../../checks/known-arguments";
import { knownNodes } from "../shared/known-arguments";
import type { AksClusterArgs, AksExistingKeysArgs, AksKeysArgs, AksMaintenanceArgs, AksStateStoreArgs } from "./args";
import type { AksEndpointArgs, AksExistingNetworkArgs, AksNetworkArgs } from "./network-args";

/** Arguments of an AKS cluster. */
export const knownAksArgs = {
    subscriptionId: true,
    tenantId: true,
    location: true,
    administrators: "list",
    sku: true,
    resourceGroup: true,
    clusterName: true,
    generation: true,
    kubernetesVersion: true,
    upgradeChannel: true,
    zones: "list",
    network: {
        cidr: true,
        podCidr: true,
        serviceCidr: true,
        natGateways: true,
        existing: { subnetId: true, outbound: true } satisfies KnownOf<AksExistingNetworkArgs>,
    } satisfies KnownOf<AksNetworkArgs>,
    endpoint: { public: true, allowedCidrs: "list", reachable: true } satisfies KnownOf<AksEndpointArgs>,
    nodes: knownNodes,
    encryptionAtHost: true,
    stateStore: {
        name: true,
        existing: true,
        existingResourceGroup: true,
        container: true,
        oldVersionDays: true,
        samples: "map",
        samplesImage: true,
    } satisfies KnownOf<AksStateStoreArgs>,
    keys: {
        vaultName: true,
        existing: { vaultId: true, secretsKeyUri: true, stateKeyName: true } satisfies KnownOf<AksExistingKeysArgs>,
    } satisfies KnownOf<AksKeysArgs>,
    identity: true,
    hadoopInImage: true,
    login: true,
    storageClassName: true,
    logs: true,
    metrics: true,
    logRetentionDays: true,
    logDailyCapGB: true,
    deletionProtection: true,
    maintenance: { day: true, startHourUtc: true, hours: true } satisfies KnownOf<AksMaintenanceArgs>,
    tags: "map",
} satisfies KnownOf<AksClusterArgs>;
