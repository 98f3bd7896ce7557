import { any, listOf, mapOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo } from "./property-rules";
import { localDiskProblems } from "./gcp-local-disks";
import { kmsKey, labels } from "./gcp-values";
import { isUnknown, type Inputs } from "./rules";

const taint = objectOf({ key: text, value: any, effect: oneOf("NO_SCHEDULE", "PREFER_NO_SCHEDULE", "NO_EXECUTE") }, [
    "key",
    "value",
    "effect",
]);

/** What nodes are made of: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/NodeConfig */
export const nodeConfig = objectOf({
    machineType: matching(/^[a-z]+\d+[a-z]*-[a-z]+(-\d+)?(-lssd)?$/, "a machine type"),
    imageType: oneOf("COS_CONTAINERD", "UBUNTU_CONTAINERD"),
    diskType: oneOf("pd-standard", "pd-balanced", "pd-ssd", "hyperdisk-balanced"),
    diskSizeGb: wholeNumber(10, 65536),
    bootDiskKmsKey: kmsKey,
    spot: yesOrNo,
    serviceAccount: matching(/^\S+@\S+$/, "a service account's e-mail address"),
    oauthScopes: listOf(matching(/^https:\/\/www\.googleapis\.com\/auth\/\S+$/, "a scope")),
    workloadMetadataConfig: objectOf({ mode: oneOf("GKE_METADATA", "GCE_METADATA") }, ["mode"]),
    shieldedInstanceConfig: objectOf({ enableSecureBoot: yesOrNo, enableIntegrityMonitoring: yesOrNo }),
    gvnic: objectOf({ enabled: yesOrNo }, ["enabled"]),
    kubeletConfig: objectOf({
        insecureKubeletReadonlyPortEnabled: oneOf("TRUE", "FALSE"),
        shutdownGracePeriodSeconds: oneOf(0, 30, 120),
        shutdownGracePeriodCriticalPodsSeconds: wholeNumber(0, 120),
    }),
    ephemeralStorageLocalSsdConfig: objectOf({ localSsdCount: wholeNumber(0, 32) }, ["localSsdCount"]),
    labels: mapOf(matching(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/, "a Kubernetes label's value")),
    taints: listOf(taint),
    resourceLabels: labels,
});

// https://cloud.google.com/compute/docs/disks/hyperdisks and https://cloud.google.com/compute/docs/disks/persistent-disks
const hyperdiskOnly = /^(n4|n4a|n4d|c4|c4a|c4d)-/;
const persistentOnly = /^(e2|n1|n2|n2d|t2a|t2d|c2|c2d)-/;

/** What does not go together on one node. */
export function nodeConfigProblems(nodes: Inputs | undefined): string[] {
    if (nodes === undefined || isUnknown(nodes)) {
        return [];
    }
    const { machineType = "", diskType, spot, kubeletConfig, ephemeralStorageLocalSsdConfig } = nodes;
    const hyperdisk = diskType === "hyperdisk-balanced";
    const long = kubeletConfig?.shutdownGracePeriodSeconds;
    const critical = kubeletConfig?.shutdownGracePeriodCriticalPodsSeconds;
    return [
        ...((hyperdiskOnly.test(machineType) && !hyperdisk) || (persistentOnly.test(machineType) && hyperdisk)
            ? [`${machineType} does not take disks of type ${diskType}`]
            : []),
        ...(long !== undefined && spot !== true ? ["shutdownGracePeriodSeconds is only for spot nodes"] : []),
        ...(long !== undefined && critical >= long
            ? ["shutdownGracePeriodCriticalPodsSeconds must be less than shutdownGracePeriodSeconds"]
            : []),
        ...localDiskProblems(machineType, ephemeralStorageLocalSsdConfig?.localSsdCount),
    ];
}
