import { defaultFlinkVersion, flinkReleases } from "../../flink/versions";

/** Values of arguments that are left out. */
export const defaults = {
    generation: 1,
    upgradeChannel: "patch",
    zones: ["1", "2", "3"],
    cidr: "10.0.0.0/16",
    podCidr: "10.128.0.0/14",
    serviceCidr: "10.32.0.0/16",
    natGateways: "one",
    publicEndpoint: false,
    encryptionAtHost: false,
    container: "flink",
    oldVersionDays: 7,
    // Its pods run anyway, and its base has bash and curl:
    // https://github.com/adoptium/containers/blob/main/17/jre/ubuntu/noble/Dockerfile
    samplesImage: flinkReleases[defaultFlinkVersion].image,
    identity: "proxySidecar",
    login: "azurecli",
    // Its disks are in all zones of a cluster with several, so that a pod can go on in another one:
    // https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes
    storageClassName: "managed-csi",
    logs: "cloud",
    metrics: "inCluster",
    logRetentionDays: 90,
    // Some dozen jobs that log at INFO, and no more than a job that logs in a circle may cost on one day.
    logDailyCapGB: 5,
    deletionProtection: true,
    maintenance: { day: "sunday", startHourUtc: 2, hours: 4 },
} as const;

/** Least processors of a system node: https://learn.microsoft.com/azure/aks/use-system-pools#system-and-user-node-pools. */
export const systemVcpus = 4;
