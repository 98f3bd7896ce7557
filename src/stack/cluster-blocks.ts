import { z } from "zod";
import { strict, text } from "./schema";
import { aksIdentities, aksLogins, aksOutbounds, aksSkus, aksUpgradeChannels } from "../clusters/aks/choices";
import { eksComputes, eksControlPlaneLogs, eksIdentities } from "../clusters/eks/choices";
import { gkeIdentities, gkeReleaseChannels } from "../clusters/gke/choices";
import { existingStoreKinds } from "../clusters/existing/args";
import { natGatewayChoices, sinks } from "../clusters/shared/choices";
import { nodeArchitectures } from "../clusters/shared/node-pools";
import { placementArchitectures, taintEffects, tolerationOperators } from "../clusters/shared/node-placement";
import { weekdays } from "../clusters/shared/weekdays";

/** The `cluster` blocks: one for each cloud, in the words of its cluster module. What values mean is checked there. */

const nodePool = {
    vcpus: z.number().optional(),
    memoryGiB: z.number().optional(),
    instanceType: text.optional(),
    architecture: z.enum(nodeArchitectures).optional(),
    minNodes: z.number().optional(),
    maxNodes: z.number().optional(),
    diskGiB: z.number().optional(),
    localDisk: z.boolean().optional(),
};

const endpoint = { public: z.boolean().optional(), allowedCidrs: z.array(text).optional() };
const privateEndpoint = { endpoint: strict({ ...endpoint, reachable: z.boolean().optional() }).optional() };

const nodesByRole = {
    system: strict(nodePool).optional(),
    // Left in for a better answer than "is not known": the module says why it must be false.
    jobManager: strict({ ...nodePool, spot: z.boolean().optional() }).optional(),
    taskManager: strict({ ...nodePool, spot: z.boolean().optional() }).optional(),
};

/** Arguments that the modules of all clouds take. */
const managed = {
    zones: z.array(text).optional(),
    clusterName: text.optional(),
    generation: z.number().optional(),
    kubernetesVersion: text.optional(),
    endpoint: strict(endpoint).optional(),
    nodes: strict(nodesByRole).optional(),
    logs: z.enum(sinks).optional(),
    metrics: z.enum(sinks).optional(),
    deletionProtection: z.boolean().optional(),
};

const weekday = z.enum(weekdays);
const weeklyWindow = strict({ day: weekday, startHourUtc: z.number(), hours: z.number() });
const labels = z.record(z.string(), z.string());

export const eksCluster = strict({
    cloud: z.literal("eks"),
    region: text,
    ...managed,
    ...privateEndpoint,
    administrators: z.array(text).optional(),
    compute: z.enum(eksComputes).optional(),
    nodes: strict({ ...nodesByRole, autoscaler: z.boolean().optional() }).optional(),
    network: strict({
        cidr: text.optional(),
        serviceCidr: text.optional(),
        natGateways: z.enum(natGatewayChoices).optional(),
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
    identity: z.enum(eksIdentities).optional(),
    controlPlaneLogs: z.array(z.enum(eksControlPlaneLogs)).optional(),
    logRetentionDays: z.number().optional(),
    maintenance: weeklyWindow.optional(),
    nodeRelease: text.optional(),
    addonVersions: z.record(z.string(), text).optional(),
    tags: labels.optional(),
});

export const gkeCluster = strict({
    cloud: z.literal("gke"),
    project: text,
    region: text,
    ...managed,
    administrators: z.array(text).optional(),
    releaseChannel: z.enum(gkeReleaseChannels).optional(),
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
    identity: z.enum(gkeIdentities).optional(),
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
    ...privateEndpoint,
    sku: z.enum(aksSkus).optional(),
    resourceGroup: text.optional(),
    upgradeChannel: z.enum(aksUpgradeChannels).optional(),
    network: strict({
        cidr: text.optional(),
        podCidr: text.optional(),
        serviceCidr: text.optional(),
        natGateways: z.enum(natGatewayChoices).optional(),
        existing: strict({
            subnetId: text,
            outbound: z.enum(aksOutbounds).optional(),
        }).optional(),
    }).optional(),
    encryptionAtHost: z.boolean().optional(),
    stateStore: strict({
        name: text.optional(),
        existing: text.optional(),
        existingResourceGroup: text.optional(),
        container: text.optional(),
        oldVersionDays: z.number().optional(),
        samples: labels.optional(),
        samplesImage: text.optional(),
    }).optional(),
    keys: strict({
        vaultName: text.optional(),
        existing: strict({ vaultId: text, secretsKeyUri: text, stateKeyName: text }).optional(),
    }).optional(),
    identity: z.enum(aksIdentities).optional(),
    hadoopInImage: text.optional(),
    login: z.enum(aksLogins).optional(),
    storageClassName: text.optional(),
    logRetentionDays: z.number().optional(),
    logDailyCapGB: z.number().optional(),
    maintenance: weeklyWindow.optional(),
    tags: labels.optional(),
});

const placement = strict({
    nodeSelector: labels.optional(),
    tolerations: z
        .array(
            strict({
                key: text,
                operator: z.enum(tolerationOperators).optional(),
                value: z.string().optional(),
                effect: z.enum(taintEffects),
            }),
        )
        .optional(),
    architecture: z.enum(placementArchitectures).optional(),
});

/** Placement on nodes that were not made here. */
const placed = {
    placement: placement.optional(),
    nodes: strict({
        system: placement.optional(),
        jobManager: placement.optional(),
        taskManager: placement.optional(),
    }).optional(),
    imagePullSecrets: z.array(text).optional(),
};

export const localCluster = strict({
    cloud: z.literal("local"),
    context: text.optional(),
    kubeconfig: text.optional(),
    kubernetesVersion: text.optional(),
    ...placed,
    storageClassName: text.optional(),
    objectStore: strict({
        namespace: text.optional(),
        sizeGiB: z.number().optional(),
        image: text.optional(),
        imagePullSecrets: z.array(text).optional(),
        keepOnDestroy: z.boolean().optional(),
        samples: z.record(z.string(), text).optional(),
        existing: strict({
            endpoint: text,
            bucket: text,
            secretName: text,
            accessKeyIdKey: text.optional(),
            secretAccessKeyKey: text.optional(),
        }).optional(),
    }).optional(),
});

export const existingCluster = strict({
    cloud: z.literal("existing"),
    kubeconfig: text,
    context: text.optional(),
    clusterName: text.optional(),
    region: text.optional(),
    kubernetesVersion: text.optional(),
    stateStore: strict({
        kind: z.enum(existingStoreKinds),
        bucket: text.optional(),
        account: text.optional(),
        container: text.optional(),
        prefix: text.optional(),
        endpoint: text.optional(),
        secret: strict({
            name: text,
            accessKeyIdKey: text.optional(),
            secretAccessKeyKey: text.optional(),
            accountKeyKey: text.optional(),
        }).optional(),
        serviceAccountAnnotations: labels.optional(),
        podLabels: labels.optional(),
        flinkConfiguration: labels.optional(),
    }),
    ...placed,
    storageClassName: text.optional(),
    namespaceLabels: labels.optional(),
});
