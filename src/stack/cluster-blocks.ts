import { z } from "zod";
import { aksChoices } from "../clusters/aks/args";
import { strict, text } from "./schema";

/** The `cluster` blocks: one for each cloud, in the words of its cluster module. What values mean is checked there. */

const nodePool = {
    vcpus: z.number().optional(),
    memoryGiB: z.number().optional(),
    instanceType: text.optional(),
    architecture: z.enum(["amd64", "arm64"]).optional(),
    minNodes: z.number().optional(),
    maxNodes: z.number().optional(),
    diskGiB: z.number().optional(),
    localDisk: z.boolean().optional(),
};

/** What the modules of all clouds take. */
const managed = {
    zones: z.array(text).optional(),
    clusterName: text.optional(),
    generation: z.number().optional(),
    kubernetesVersion: text.optional(),
    endpoint: strict({ public: z.boolean().optional(), allowedCidrs: z.array(text).optional() }).optional(),
    nodes: strict({
        system: strict(nodePool).optional(),
        // Left in for a better answer than "is not known": the module says why it must be false.
        jobManager: strict({ ...nodePool, spot: z.boolean().optional() }).optional(),
        taskManager: strict({ ...nodePool, spot: z.boolean().optional() }).optional(),
    }).optional(),
    logs: z.enum(["cloud", "inCluster"]).optional(),
    metrics: z.enum(["cloud", "inCluster"]).optional(),
    deletionProtection: z.boolean().optional(),
};

const weekday = z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);
const weeklyWindow = strict({ day: weekday, startHourUtc: z.number(), hours: z.number() });
const labels = z.record(z.string(), z.string());

export const eksCluster = strict({
    cloud: z.literal("eks"),
    region: text,
    ...managed,
    administrators: z.array(text).optional(),
    compute: z.enum(["auto", "nodeGroups"]).optional(),
    network: strict({
        cidr: text.optional(),
        serviceCidr: text.optional(),
        natGateways: z.enum(["one", "perZone"]).optional(),
        existing: strict({ subnetIds: z.array(text) }).optional(),
    }).optional(),
    stateStore: strict({
        name: text.optional(),
        existing: text.optional(),
        kmsKeyArn: text.optional(),
        oldVersionDays: z.number().optional(),
        abortUploadsDays: z.number().optional(),
        samples: labels.optional(),
        endpoint: text.optional(),
    }).optional(),
    secretsKeyArn: text.optional(),
    identity: z.enum(["podIdentity", "irsa"]).optional(),
    logRetentionDays: z.number().optional(),
    maintenance: weeklyWindow.optional(),
    addonVersions: z.record(z.string(), text).optional(),
    tags: labels.optional(),
});

export const gkeCluster = strict({
    cloud: z.literal("gke"),
    project: text,
    region: text,
    ...managed,
    administrators: z.array(text).optional(),
    releaseChannel: z.enum(["rapid", "regular", "stable", "extended"]).optional(),
    network: strict({
        cidr: text.optional(),
        podCidr: text.optional(),
        serviceCidr: text.optional(),
        proxyCidr: text.optional(),
        existing: strict({
            network: text,
            subnetwork: text,
            podRangeName: text,
            serviceRangeName: text,
        }).optional(),
    }).optional(),
    stateStore: strict({
        name: text.optional(),
        existing: text.optional(),
        oldVersionDays: z.number().optional(),
        abortUploadsDays: z.number().optional(),
        samples: labels.optional(),
        kmsKeyId: text.optional(),
    }).optional(),
    identity: z.enum(["directPrincipal", "serviceAccount"]).optional(),
    secretsKeyId: text.optional(),
    maintenance: strict({
        days: z.array(weekday).optional(),
        startHourUtc: z.number().optional(),
        hours: z.number().optional(),
    }).optional(),
    labels: labels.optional(),
    enableApis: z.boolean().optional(),
});

export const aksCluster = strict({
    cloud: z.literal("aks"),
    subscriptionId: text,
    tenantId: text,
    location: text,
    administrators: z.array(text),
    ...managed,
    sku: z.enum(aksChoices.sku).optional(),
    resourceGroup: text.optional(),
    upgradeChannel: z.enum(aksChoices.upgradeChannel).optional(),
    network: strict({
        cidr: text.optional(),
        podCidr: text.optional(),
        serviceCidr: text.optional(),
        natGateways: z.enum(aksChoices.natGateways).optional(),
        existing: strict({
            subnetId: text,
            outbound: z.enum(aksChoices.outbound).optional(),
        }).optional(),
    }).optional(),
    encryptionAtHost: z.boolean().optional(),
    stateStore: strict({
        name: text.optional(),
        existing: text.optional(),
        existingResourceGroup: text.optional(),
        container: text.optional(),
        oldVersionDays: z.number().optional(),
    }).optional(),
    keys: strict({
        vaultName: text.optional(),
        existing: strict({ vaultId: text, secretsKeyUri: text, stateKeyName: text }).optional(),
    }).optional(),
    identity: z.enum(aksChoices.identity).optional(),
    hadoopInImage: text.optional(),
    login: z.enum(aksChoices.login).optional(),
    storageClassName: text.optional(),
    logs: z.enum(aksChoices.logs).optional(),
    metrics: z.enum(aksChoices.metrics).optional(),
    logRetentionDays: z.number().optional(),
    maintenance: weeklyWindow.optional(),
    tags: labels.optional(),
});

export const localCluster = strict({
    cloud: z.literal("local"),
    context: text.optional(),
    kubeconfig: text.optional(),
    kubernetesVersion: text.optional(),
    storageClassName: text.optional(),
    objectStore: strict({
        namespace: text.optional(),
        sizeGiB: z.number().optional(),
        image: text.optional(),
        imagePullSecrets: z.array(text).optional(),
        keepOnDestroy: z.boolean().optional(),
        samples: z.record(z.string(), text).optional(),
    }).optional(),
});
