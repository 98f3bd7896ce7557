import type { KnownOf } from "../../checks/known-arguments";
import { knownMadeElsewhere, knownNodes } from "../shared/known-arguments";
import type { AksClusterArgs, AksExistingKeysArgs, AksKeysArgs, AksMaintenanceArgs, AksStateStoreArgs } from "./args";
import type { ExistingAksClusterArgs, ExistingAksStateStoreArgs } from "./existing-args";
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
    endpoint: { public: "switch", allowedCidrs: "list", reachable: "switch" } satisfies KnownOf<AksEndpointArgs>,
    nodes: knownNodes,
    encryptionAtHost: "switch",
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
    deletionProtection: "switch",
    maintenance: { day: true, startHourUtc: true, hours: true } satisfies KnownOf<AksMaintenanceArgs>,
    tags: "map",
} satisfies KnownOf<AksClusterArgs>;

/** Arguments of an AKS cluster that exists. */
export const knownExistingAksArgs = {
    subscriptionId: true,
    tenantId: true,
    location: true,
    resourceGroup: true,
    clusterName: true,
    issuerUrl: true,
    kubeconfig: true,
    context: true,
    login: true,
    stateStore: { account: true, container: true, resourceGroup: true } satisfies KnownOf<ExistingAksStateStoreArgs>,
    identity: true,
    hadoopInImage: true,
    tags: "map",
    ...knownMadeElsewhere,
} satisfies KnownOf<ExistingAksClusterArgs>;
